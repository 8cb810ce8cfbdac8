import * as vscode from 'vscode';
import { localize } from '../base/vscode/localize.ts';
import { showError, showInformation } from '../base/vscode/notify.ts';
import type { KeyStore } from './keyStore.ts';
import type { Settings } from './settings.ts';

/** Removes the stored key of the endpoint's host. Notifies the user if the environment has another key. */
export async function removeApiKey(keys: KeyStore, { endpoint }: Settings): Promise<void> {
  const t = vscode.l10n.t;
  if (!endpoint.ok) return void showError(`Infill: ${localize(endpoint.userMessage)}`);
  const host = new URL(endpoint.origin).host;
  const wasStored = await keys.isStored(endpoint.origin);
  if (wasStored) await keys.remove(endpoint.origin);
  const note =
    (await keys.get(endpoint.origin)) === undefined ? '' : ' ' + t('Infill uses the key from the environment.');
  void showInformation(
    wasStored
      ? t('Infill: the key for {0} was removed.', host) + note
      : t('Infill: no key for {0} is stored.', host) + note,
  );
}
