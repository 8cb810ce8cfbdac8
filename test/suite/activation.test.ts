import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation @each', () => {
  const extension = vscode.extensions.getExtension('infill.infill');

  it('succeeds in a real VS Code', async () => {
    assert.ok(extension, 'the extension under development is not there');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command that package.json contributes', async () => {
    const { contributes } = extension!.packageJSON as { contributes: { commands: { command: string }[] } };
    const contributed = contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands();
    assert.deepEqual(
      contributed.filter((command) => !registered.includes(command)),
      [],
    );
    // Notifications, the walkthrough and ghost text run these.
    const internal = ['accepted', 'triggerAgain', 'switchModel'];
    const own = registered.filter((command) => command.startsWith('infill.') && !contributed.includes(command));
    assert.deepEqual(
      own.filter((command) => !internal.includes(command.slice('infill.'.length))),
      [],
    );
  });
});
