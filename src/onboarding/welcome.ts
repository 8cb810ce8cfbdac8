import * as vscode from 'vscode';
import type { Disposables } from '../base/vscode/disposables.ts';
import { showInformation } from '../base/vscode/notify.ts';
import type { Connection } from '../connection/connection.ts';
import { missingKey } from '../connection/failure.ts';
import type { Notifications } from '../status/notifications.ts';
import type { Status } from '../status/status.ts';

/** Key in VS Code's storage of all windows. */
const welcomedKey = 'infill.welcomed';

/** The parts that the welcome depends on. */
export interface WelcomeParts {
  connection: Connection;
  status: Status;
  notifications: Notifications;
  /** Storage of all windows. */
  memento: vscode.Memento;
  /** Disposed of when the extension ends. */
  disposables: Disposables;
}

/**
 * Leads the user to the walkthrough: one notification in the first window that has the focus, and never again. A user
 * with a key, for example in the environment, needs no welcome.
 */
export async function welcome({
  connection,
  status,
  notifications,
  memento,
  disposables,
}: WelcomeParts): Promise<void> {
  if (memento.get(welcomedKey) === true) return;
  await connection.ready;
  await focused(disposables);
  // Another window may have had the focus first.
  if (memento.get(welcomedKey) === true) return;
  const { hasKey, failure } = status.facts;
  // A bad endpoint has its notification. The welcome comes at another start.
  if (failure) return;
  // The welcome replaces the notification of a missing key.
  if (!hasKey) notifications.markAsShown(missingKey());
  await memento.update(welcomedKey, true);
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

/** Resolves when this window has the focus. Several windows may start at once, when an extension is installed. */
function focused(disposables: Disposables): Promise<void> {
  return new Promise((resolve) => {
    if (vscode.window.state.focused) return resolve();
    const listener = disposables.add(
      vscode.window.onDidChangeWindowState((state) => {
        if (!state.focused) return;
        listener.dispose();
        resolve();
      }),
    );
  });
}
