import * as vscode from 'vscode';
import type { Log } from '../base/vscode/log.ts';
import { showWarning } from '../base/vscode/notify.ts';
import { isUnencrypted } from '../mistral/endpoint.ts';

/** Key in VS Code's storage of all windows: the origins that the user was warned of. */
const warnedKey = 'infill.plainText';

/** Warns once of a host to which nothing is encrypted, and names what can be read on the way. */
export async function warnOfPlainText(origin: string, memento: vscode.Memento, log: Log): Promise<void> {
  if (!isUnencrypted(origin)) return;
  const { host } = new URL(origin);
  log.warn(`requests to ${host} are not encrypted (infill.allowHttp)`);
  const warned = memento.get<readonly string[]>(warnedKey, []);
  if (warned.includes(origin)) return;
  await memento.update(warnedKey, [...warned, origin]);
  const t = vscode.l10n.t;
  const open = t('Open Settings');
  const chosen = await showWarning(
    t(
      'Infill: nothing is encrypted on the way to {0}. Anyone in the network, and a proxy, can read and change your API key, the text around the cursor, snippets of other files, and the answers.',
      host,
    ),
    open,
  );
  if (chosen) await vscode.commands.executeCommand('workbench.action.openSettings', 'infill.allowHttp');
}
