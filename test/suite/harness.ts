import * as vscode from 'vscode';
import { type FimServer, type FimServerOptions, startFimServer } from '../server/fimServer.ts';
import { patience } from '../vscode/patience.ts';

export const testKey = 'test-key';

/** Resolves once `condition` holds, looking again after each turn of the event loop that VS Code may need for it. */
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

/** A FIM server that the extension uses from now on, with its key. Prompts have no snippets, which are tested by themselves. */
export async function connect(options: FimServerOptions = {}): Promise<FimServer> {
  const server = await startFimServer(options);
  await setting('endpoint', server.url);
  await setting('context.tokens', 0);
  await vscode.commands.executeCommand('infill.setApiKey', testKey);
  server.reset();
  return server;
}

/** Sets a user setting of Infill's; undefined resets it. */
export async function setting(name: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('infill');
  if (configuration.inspect(name)?.globalValue === value) return;
  await configuration.update(name, value, vscode.ConfigurationTarget.Global);
}

/** A new file of the workspace in the editor, drawn with the cursor as `█`; VS Code remembers names that were used. */
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

/** Closes all editors without a word about unsaved text; VS Code asks no more for them then. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Asks for ghost text at the cursor. */
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

/** What the extension tells the user while `work` runs, which may look at it, and the buttons; `choose` presses one. */
export async function messagesOf(
  work: (told: readonly string[]) => Promise<unknown>,
  choose?: string,
): Promise<string[]> {
  const told: string[] = [];
  const { window } = vscode;
  const names = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;
  const originals = names.map((name) => window[name]);
  for (const name of names) {
    Object.assign(window, {
      [name]: (message: string, ...buttons: string[]) => {
        told.push([message, ...buttons].join(' | '));
        return Promise.resolve(buttons.find((button) => button === choose));
      },
    });
  }
  try {
    await work(told);
  } finally {
    names.forEach((name, index) => Object.assign(window, { [name]: originals[index] }));
  }
  return told;
}
