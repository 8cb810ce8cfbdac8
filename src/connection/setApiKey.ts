import * as vscode from 'vscode';
import { localize } from '../base/vscode/localize.ts';
import type { Log } from '../base/vscode/log.ts';
import { showError, showInformation, showWarning } from '../base/vscode/notify.ts';
import { checkKey, type KeyCheckOptions } from '../mistral/checkKey.ts';
import { apiHost, codestralHost } from '../mistral/endpoint.ts';
import { invalidKey } from '../mistral/key.ts';
import { explicitRetry } from '../mistral/retry.ts';
import type { Connection } from './connection.ts';
import { failureOf, runAction } from './failure.ts';
import { fetchBySettings } from './fetchBySettings.ts';
import type { KeyStore } from './keyStore.ts';

/** The page where Mistral issues general keys. Its page of keys for `codestral.mistral.ai` is gone (summer of 2026). */
const consolePage = 'https://console.mistral.ai/api-keys';

/**
 * Checks an API key with the endpoint's host, and stores it unless the host refuses it. If the key is for Mistral's other
 * host, offers to use that host.
 * @param argument the key; the user is asked for it if there is none
 */
export async function setApiKey(keys: KeyStore, connection: Connection, log: Log, argument?: unknown): Promise<void> {
  const t = vscode.l10n.t;
  const { endpoint, model, allowHttp } = connection.settings;
  if (!endpoint.ok) {
    const open = t('Open Settings');
    const chosen = await showError(`Infill: ${localize(endpoint.userMessage)}`, open);
    if (chosen) await vscode.commands.executeCommand('workbench.action.openSettings', 'infill.endpoint');
    return;
  }
  const { origin } = endpoint;
  const host = new URL(origin).host;
  const key = typeof argument === 'string' ? argument.trim() : await askForKey(origin);
  if (!key) return;

  const check = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Infill: checking the key with {0}…', host),
      cancellable: true,
    },
    (progress, token) => {
      const onRetry = () => progress.report({ message: t('retrying') });
      const onNote = (note: string) => log.info(note);
      return checkUntil(token, connection.ended, key, endpoint.endpoint, { model, allowHttp, onRetry, onNote });
    },
  );
  switch (check?.result) {
    case undefined: // cancelled, or the extension has ended: the key is unchecked and not stored
      return;
    case 'works':
      await keys.set(origin, key);
      void showInformation(t('Infill: the key for {0} works and is stored.', host));
      return;
    case 'otherHost': {
      const other = new URL(check.endpoint);
      const useIt = t('Use {0}', other.host);
      const chosen = await showWarning(
        t('Infill: this key is for {0}, not for {1}. Do you want to use {0}?', other.host, host),
        useIt,
      );
      if (chosen !== useIt) return;
      await keys.set(other.origin, key);
      const { Global } = vscode.ConfigurationTarget;
      await vscode.workspace.getConfiguration('infill').update('endpoint', other.origin, Global);
      void showInformation(t('Infill: the key for {0} works and is stored.', other.host));
      return;
    }
    case 'refused': {
      const again = t('Try Another Key');
      const chosen = await showError(
        t('Infill: the key was not stored. {0}', localize(check.error.userMessage)),
        again,
      );
      if (chosen) await setApiKey(keys, connection, log);
      return;
    }
    case 'unknownModel':
    case 'unchecked': {
      await keys.set(origin, key);
      const { message, action } = failureOf(check.error);
      const text =
        check.result === 'unchecked'
          ? t('Infill: the key is stored, but could not be checked. {0}', localize(message))
          : t('Infill: the key for {0} works and is stored. {1}', host, localize(message));
      void showWarning(text, action.title).then((chosen) => (chosen ? runAction(action) : undefined));
    }
  }
}

/** The check's result; undefined once the user has cancelled it, or the extension has ended. */
async function checkUntil(
  token: vscode.CancellationToken,
  ended: AbortSignal,
  key: string,
  endpoint: string,
  options: Pick<KeyCheckOptions, 'model' | 'allowHttp' | 'onRetry' | 'onNote'>,
) {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  const signal = AbortSignal.any([abort.signal, ended]);
  try {
    return await checkKey(key, endpoint, { ...options, signal, fetch: fetchBySettings, retry: explicitRetry });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** Asks for the key in a password box. Its buttons open the page of general keys, and the choice of another host. */
function askForKey(origin: string): Promise<string | undefined> {
  const t = vscode.l10n.t;
  const input = vscode.window.createInputBox();
  const getKey = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Get a key') };
  const changeHost = { iconPath: new vscode.ThemeIcon('server'), tooltip: t('My key is for another host') };
  input.title = t('Infill: API key for {0}', new URL(origin).host);
  input.password = true;
  input.ignoreFocusOut = true;
  input.placeholder = t('Paste the key');
  input.prompt = promptFor(origin);
  input.buttons = origin === apiHost ? [changeHost, getKey] : [changeHost];
  return new Promise((resolve) => {
    input.onDidTriggerButton((button) => {
      if (button === changeHost) void selectHost();
      else void vscode.env.openExternal(vscode.Uri.parse(consolePage));
    });
    input.onDidChangeValue((value) => {
      const invalid = invalidKey(value.trim());
      input.validationMessage = invalid ? localize(invalid) : undefined;
    });
    input.onDidAccept(() => {
      if (input.validationMessage) return;
      resolve(input.value.trim());
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

function promptFor(origin: string): string {
  const t = vscode.l10n.t;
  switch (origin) {
    case apiHost:
      return t(
        'Get one at {0} (the button above opens it). It is kept in the secret store.',
        consolePage.replace('https://', ''),
      );
    case codestralHost:
      return t(
        'Mistral issues no new keys for this host. For a new key, change the host to {0} with the button above.',
        new URL(apiHost).host,
      );
    default:
      return t('The key of this server. It is kept in the secret store.');
  }
}

/** Lets the user choose the host by name, then asks for its key. */
async function selectHost(): Promise<void> {
  const t = vscode.l10n.t;
  const hosts = [
    { label: t("Mistral's general API"), description: apiHost },
    { label: t("Mistral's host for Codestral in editors, with a key issued for it"), description: codestralHost },
    { label: t('Another host…'), description: 'infill.endpoint' },
  ];
  const chosen = await vscode.window.showQuickPick(hosts, { title: t('Infill: Which host is your key for?') });
  if (!chosen) return;
  if (chosen === hosts[2]) return vscode.commands.executeCommand('workbench.action.openSettings', 'infill.endpoint');
  const { Global } = vscode.ConfigurationTarget;
  await vscode.workspace.getConfiguration('infill').update('endpoint', chosen.description, Global);
  await vscode.commands.executeCommand('infill.setApiKey');
}
