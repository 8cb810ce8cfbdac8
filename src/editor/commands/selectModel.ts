import * as vscode from 'vscode';
import type { MistralClient } from '../../mistral/client.ts';
import { SDKError } from '../../mistral/errors.ts';
import type { Connection } from '../connection.ts';
import type { Settings } from '../settings.ts';

interface ModelChoice extends vscode.QuickPickItem {
  model: string;
}

/** The models that the API's documentation names, for hosts that list none. */
const builtIn = ['codestral-latest', 'codestral-2405'];

/** Lets the user choose among the host's models that can fill in the middle, and stores the choice. */
export async function selectModel(connection: Connection): Promise<void> {
  await connection.ready;
  const { client, settings } = connection;
  const chosen = await vscode.window.showQuickPick(choices(client, settings), {
    title: vscode.l10n.t('Infill: Select Model'),
    placeHolder: vscode.l10n.t('Now: {0}', settings.model),
    matchOnDescription: true,
  });
  if (!chosen || chosen.model === settings.model) return;
  const configuration = vscode.workspace.getConfiguration('infill');
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const target = configuration.inspect('model')?.workspaceValue === undefined ? Global : Workspace;
  await configuration.update('model', chosen.model, target);
}

async function choices(client: MistralClient | null, settings: Settings): Promise<ModelChoice[]> {
  const t = vscode.l10n.t;
  const choice = (model: string, description: string, detail?: string): ModelChoice => ({
    model,
    label: model === settings.model ? `$(check) ${model}` : model,
    description,
    ...(detail === undefined ? {} : { detail }),
  });
  const listed = (why: string) => [...new Set([...builtIn, settings.model])].map((model) => choice(model, why));
  if (!client) return listed(t('built-in list: the host cannot be asked without an endpoint and a key'));
  try {
    const models = await client.models();
    if (models.length === 0) return listed(t('built-in list: this host names no model that can fill in the middle'));
    const current = models.some(({ id }) => id === settings.model)
      ? []
      : [choice(settings.model, t('not in the list of this host'))];
    const offered = models.map(({ id, contextLength, aliases, deprecation, replacement }) => {
      const also = aliases.length > 0 ? t('also {0}', aliases.join(', ')) : '';
      const retires = deprecation ? t('retires {0}', deprecation) + (replacement ? ` → ${replacement}` : '') : '';
      const context = contextLength ? t('{0} tokens of context', contextLength.toLocaleString()) : '';
      return choice(id, [context, retires].filter(Boolean).join(' · '), also);
    });
    return [...current, ...offered];
  } catch (error) {
    const why =
      error instanceof SDKError && error.status === 404
        ? t('built-in list: this host has none of its own')
        : t('built-in list: the host could not be asked');
    return listed(why);
  }
}
