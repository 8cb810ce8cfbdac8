import * as vscode from 'vscode';
import type { Connection } from '../connection/connection.ts';
import { missingKey } from '../connection/failure.ts';
import type { Notifications } from '../status/notifications.ts';
import { showInformation } from '../base/vscode/notify.ts';
import type { Status } from '../status/status.ts';

/** Where VS Code keeps, for all windows, that the user was welcomed. */
const welcomedKey = 'infill.welcomed';

/** What a welcome needs. */
export interface WelcomeParts {
  connection: Connection;
  status: Status;
  notifications: Notifications;
  /** Kept for all windows. */
  kept: vscode.Memento;
  /** Ended with the extension. */
  subscriptions: { dispose(): unknown }[];
}

/**
 * Leads the user to the walkthrough, by one notification in the window that they look at when Infill first starts, and
 * never again. Who has a key already (in the environment, say) needs no welcome.
 */
export async function welcome({ connection, status, notifications, kept, subscriptions }: WelcomeParts): Promise<void> {
  if (kept.get(welcomedKey) === true) return;
  await connection.ready;
  await focused(subscriptions);
  // Another window may have had the user's eyes first.
  if (kept.get(welcomedKey) === true) return;
  const { hasKey, failure } = status.facts;
  // A bad endpoint has a notification of its own: one at a time, and the welcome at another start.
  if (failure) return;
  // It says what typing without a key would.
  if (!hasKey) notifications.markAsShown(missingKey());
  await kept.update(welcomedKey, true);
  if (hasKey) return;
  const t = vscode.l10n.t;
  const [begin, setKey] = [t('Get Started'), t('Set API Key')];
  const chosen = await showInformation(
    t('Infill completes your code with Codestral, Mistral’s model for code. It needs your API key for that.'),
    begin,
    setKey,
  );
  if (chosen === begin) await vscode.commands.executeCommand('infill.getStarted');
  if (chosen === setKey) await vscode.commands.executeCommand('infill.setApiKey');
}

/** Resolves when the user looks at this window; several may start at once, when an extension is installed. */
function focused(subscriptions: { dispose(): unknown }[]): Promise<void> {
  return new Promise((resolve) => {
    if (vscode.window.state.focused) return resolve();
    const listener = vscode.window.onDidChangeWindowState((state) => {
      if (!state.focused) return;
      listener.dispose();
      resolve();
    });
    subscriptions.push(listener);
  });
}
