import * as vscode from 'vscode';
import { type FimServer, type FimServerOptions, startFimServer } from '../server/fimServer.ts';
import { patience } from '../vscode/patience.ts';

export const testKey = 'test-key';

/** Resolves once `condition` holds. It checks again after 10 ms each, since VS Code needs turns of the event loop. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | null | Promise<T | undefined | false | null>,
): Promise<T> {
  for (const end = Date.now() + patience; Date.now() < end;) {
    const value = await condition();
    if (value !== undefined && value !== false && value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never: ${what}`);
}

/** Starts a FIM server and makes the extension use it, with its key. Prompts have no snippets; other tests cover those. */
export async function connect(options: FimServerOptions = {}): Promise<FimServer> {
  const server = await startFimServer(options);
  await setting('endpoint', server.url);
  await setting('context.tokens', 0);
  await vscode.commands.executeCommand('infill.setApiKey', testKey);
  server.reset();
  return server;
}

/** Sets a user setting of Infill; undefined resets it. */
export async function setting(name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('infill');
  if (configuration.inspect(name)?.globalValue === value) return;
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
}

/** Opens a new file of the workspace, drawn with the cursor as `█`. Each name is new, since VS Code remembers used ones. */
export async function open(drawing: string, extension = 'txt'): Promise<vscode.TextEditor> {
  const offset = drawing.indexOf('█');
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const file = vscode.Uri.joinPath(folder, `place-${crypto.randomUUID()}.${extension}`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(drawing.replace('█', '')));
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(offset);
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

/** Closes all editors without questions about unsaved text. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Triggers ghost text at the cursor. */
export async function trigger(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}

/** Accepts the ghost text as soon as it is shown. */
export async function accept(editor: vscode.TextEditor): Promise<string> {
  const before = editor.document.getText();
  await until('ghost text to accept', async () => {
    if (editor.document.getText() === before)
      await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    return editor.document.getText() !== before;
  });
  return editor.document.getText();
}

/** The extension's messages and buttons while `work` runs, which may read them; `choose` presses a button. */
export async function messagesOf(
  work: (messages: readonly string[]) => Promise<unknown>,
  choose?: string,
): Promise<string[]> {
  const messages: string[] = [];
  const { window } = vscode;
  const names = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;
  const originals = names.map((name) => window[name]);
  for (const name of names) {
    Object.assign(window, {
      [name]: (message: string, ...buttons: string[]) => {
        messages.push([message, ...buttons].join(' | '));
        return Promise.resolve(buttons.find((button) => button === choose));
      },
    });
  }
  try {
    await work(messages);
  } finally {
    names.forEach((name, index) => Object.assign(window, { [name]: originals[index] }));
  }
  return messages;
}
