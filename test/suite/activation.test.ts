import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('activation @each', () => {
  it('succeeds in a real VS Code', async () => {
    const extension = vscode.extensions.getExtension('infill.infill');
    assert.ok(extension, 'the extension under development is not there');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
