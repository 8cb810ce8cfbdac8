import * as vscode from 'vscode';

/** Asks for ghost text at the cursor anew, from a message's button; not contributed, so that the palette has none of it. */
export const triggerAgainCommand = 'infill.askNow';

/** Asks for ghost text at the cursor anew. */
export async function triggerAgain(): Promise<void> {
  const run = (command: string) => vscode.commands.executeCommand(command);
  await run('workbench.action.focusActiveEditorGroup');
  // VS Code drops a second trigger at the same place (1.139.1), unless what the first one brought is hidden.
  await run('editor.action.inlineSuggest.hide');
  await run('editor.action.inlineSuggest.trigger');
}
