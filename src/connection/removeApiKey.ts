import * as vscode from 'vscode';
import type { KeyStore } from './keyStore.ts';
import { showError, showInformation } from '../base/vscode/notify.ts';
import type { Settings } from './settings.ts';
import { localize } from '../base/vscode/localize.ts';

/** Removes the stored key of the endpoint's host, and says what serves from then on. */
export async function removeApiKey(keys: KeyStore, { endpoint }: Settings): Promise<void> {
  const t = vscode.l10n.t;
  if (!endpoint.ok) return void showError(`Infill: ${localize(endpoint.userMessage)}`);
  const host = new URL(endpoint.origin).host;
  const wasStored = await keys.isStored(endpoint.origin);
  if (wasStored) await keys.remove(endpoint.origin);
  const left = (await keys.get(endpoint.origin)) === undefined ? '' : ' ' + t('The one in the environment serves now.');
  void showInformation(
    wasStored
      ? t('Infill: the key for {0} was removed.', host) + left
      : t('Infill: no key for {0} is stored.', host) + left,
  );
}
