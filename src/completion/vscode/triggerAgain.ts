import * as vscode from 'vscode';

/** Command of a notification's button. It is not contributed, so that the Command Palette does not list it. */
export const triggerAgainCommand = 'infill.triggerAgain';

/** Triggers ghost text at the cursor again. */
export async function triggerAgain(): Promise<void> {
  const run = (command: string) => vscode.commands.executeCommand(command);
  await run('workbench.action.focusActiveEditorGroup');
  // VS Code drops a second trigger at the same position, unless the text of the first is hidden (1.139.1).
  await run('editor.action.inlineSuggest.hide');
  await run('editor.action.inlineSuggest.trigger');
}
