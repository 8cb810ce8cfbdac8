import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, until } from '../harness.ts';

describe('usage', () => {
  it('has one page, however often it is opened', async () => {
    const pages = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Infill: Usage');
    await vscode.commands.executeCommand('infill.showUsage');
    await until('the page is open', () => pages().length === 1);
    await vscode.commands.executeCommand('infill.showUsage');
    assert.equal(pages().length, 1);
    await closeEditors();
    await until('the page is closed', () => pages().length === 0);
  });
});
