import * as vscode from 'vscode';
import { closeEditors, open, setting, until } from '../harness.ts';

describe('the toggle', () => {
  const enable = () => vscode.workspace.getConfiguration('infill').inspect('enable')?.globalValue;
  const toggle = () => vscode.commands.executeCommand('infill.toggle');
  afterEach(async () => {
    await setting('enable', undefined);
    await closeEditors();
  });

  it('turns everything off, including languages that are explicitly on', async () => {
    await setting('enable', { '*': true, typescript: true, markdown: false });
    await open('█');
    await toggle();
    await until('all is off', () => JSON.stringify(enable()) === '{"*":false,"markdown":false}');
  });

  it('turns everything on again, except for other languages that the user has turned off', async () => {
    await setting('enable', { '*': false, plaintext: false, markdown: false });
    await open('█');
    await toggle();
    await until('all but Markdown is on', () => JSON.stringify(enable()) === '{"*":true,"markdown":false}');
  });

  it('turns on only the language where only that is off', async () => {
    await setting('enable', { '*': true, plaintext: false });
    await open('█');
    await toggle();
    await until('it is on', () => JSON.stringify(enable()) === '{"*":true}');
  });
});
