import * as vscode from 'vscode';
import { formats } from '../base/vscode/formats.ts';
import { isRetired, type Model, modelOf, nextModel } from '../mistral/models.ts';
import { type Price, priceAt } from '../mistral/prices.ts';
import type { Connection } from './connection.ts';
import type { ModelList } from './modelList.ts';
import { switchModel } from './switchModel.ts';

interface ModelChoice extends vscode.QuickPickItem {
  model: string;
}

/** The models that the API's documentation names, for hosts that list none. */
const builtIn = ['codestral-latest', 'codestral-2508'];

/** Lets the user choose among the host's models that can fill in the middle, and stores the choice. */
export async function selectModel(connection: Connection, list: ModelList): Promise<void> {
  await connection.ready;
  const { settings } = connection;
  const chosen = await vscode.window.showQuickPick(choices(list, connection), {
    title: vscode.l10n.t('Infill: Select Model'),
    placeHolder: vscode.l10n.t('Current: {0}', settings.model),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen && chosen.model !== settings.model) await switchModel(chosen.model);
}

/** Switches to the next of the user's models that the host serves. If there is no other, the user selects one. */
export async function toggleModel(connection: Connection, list: ModelList): Promise<void> {
  await connection.ready;
  await list.ask();
  const { model, models } = connection.settings;
  const next = nextModel(model, models, (id) => list.isGone(id));
  await (next === null ? selectModel(connection, list) : switchModel(next));
}

async function choices(list: ModelList, { settings, host }: Connection): Promise<ModelChoice[]> {
  const t = vscode.l10n.t;
  const { models, missing } = await list.ask({ retries: true });
  // The setting may contain an alias of a model.
  const current = modelOf(settings.model, models)?.id ?? settings.model;
  const isCurrent = (model: string) => model === current;
  const choice = (model: string, description: string, detail = ''): ModelChoice => ({
    model,
    label: isCurrent(model) ? `$(check) ${model}` : model,
    description: [isCurrent(model) && t('in use'), description].filter(Boolean).join(' · '),
    ...(detail && { detail }),
  });
  if (missing !== null) {
    const reason = {
      client: t('built-in list: an endpoint and a key are needed for the list of the host'),
      fim: t('built-in list: this host names no model that can fill in the middle'),
      list: t('built-in list: this host does not provide a list'),
      answer: t('built-in list: the list of the host could not be loaded'),
    }[missing];
    return [...new Set([...builtIn, ...settings.models, settings.model])].map((model) => choice(model, reason));
  }
  const unlisted = models.some(({ id }) => isCurrent(id))
    ? []
    : [choice(settings.model, t('not in the list of this host'))];
  return [
    ...unlisted,
    ...models.map((model) =>
      choice(model.id, descriptionOf(model, priceAt(host, model.id, settings.prices)), aliasText(model)),
    ),
  ];
}

/** The model's context length, its price if known, and the date of its retirement. */
function descriptionOf(model: Model, price: Price | null): string {
  const { contextLength, deprecation, replacement } = model;
  const t = vscode.l10n.t;
  // A text that is not a date is shown as it is.
  const day = deprecation && !Number.isNaN(Date.parse(deprecation)) ? formats.date(deprecation) : (deprecation ?? '');
  const end = isRetired(model, Date.now()) ? t('retired {0}', day) : t('retires {0}', day);
  return [
    contextLength && t('{0} tokens of context', formats.count(contextLength)),
    price && t('{0} in, {1} out per million tokens', formats.dollars(price.input), formats.dollars(price.output)),
    deprecation && (replacement ? t('{0}, replaced by {1}', end, replacement) : end),
  ]
    .filter(Boolean)
    .join(' · ');
}

function aliasText({ aliases }: Model): string {
  return aliases.length > 0 ? vscode.l10n.t('also {0}', aliases.join(', ')) : '';
}
