import * as vscode from 'vscode';

/** Command of a notification's button. It is not contributed, so that the Command Palette does not list it. */
export const triggerAgainCommand = 'infill.triggerAgain';

/** Triggers ghost text at the cursor again. @param first id of a command to run before, as a button passes it */
export async function triggerAgain(first?: unknown): Promise<void> {
  const run = (command: string) => vscode.commands.executeCommand(command);
  if (typeof first === 'string') await run(first);
  await run('workbench.action.focusActiveEditorGroup');
  // VS Code drops a second trigger at the same position, unless the text of the first is hidden (1.139.1).
  await run('editor.action.inlineSuggest.hide');
  await run('editor.action.inlineSuggest.trigger');
}
