import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf } from '../../server/fimServer.ts';
import { closeEditors, connect, messagesOf, open, trigger, until } from '../harness.ts';

describe("VS Code's suggestion list", () => {
  const editorSetting = (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('editor').update(name, value, vscode.ConfigurationTarget.Global);
  const selectionMode = () => vscode.workspace.getConfiguration('editor').inspect('suggest.selectionMode')?.globalValue;
  const keepBothInView = async () => vscode.commands.executeCommand('infill.keepBothInView');

  let server: FimServer;
  before(async () => void (server = await connect()));
  afterEach(async () => {
    await editorSetting('suggest.selectionMode', undefined);
    await editorSetting('quickSuggestions', undefined);
    await closeEditors();
  });
  after(() => server.close());

  it('opens with nothing selected after Keep Both in View, and as before after Undo', async () => {
    const modes: unknown[] = [];
    const listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('editor.suggest.selectionMode')) modes.push(selectionMode());
    });
    const [message] = await messagesOf(keepBothInView, 'Undo');
    assert.match(message!, /^The suggestion list now opens with nothing selected\..* \| Undo$/);
    await until('both changes', () => modes.length === 2);
    listener.dispose();
    assert.deepEqual(modes, ['never', undefined]);
  });

  it("keeps the user's value", async () => {
    await editorSetting('suggest.selectionMode', 'always');
    const [message] = await messagesOf(keepBothInView);
    assert.match(message!, /^Your settings already have a value for editor\.suggest\.selectionMode\./);
    assert.equal(selectionMode(), 'always');
  });

  it('causes one notification once it has hidden twenty right texts in a day', async () => {
    await editorSetting('quickSuggestions', false);
    server.fault({ text: 'Pla = 1;' }, { times: Infinity });
    // VS Code asks it together with Infill, which answers from the cache.
    const asked: { version: number; isSelected: boolean }[] = [];
    const observer = vscode.languages.registerInlineCompletionItemProvider('*', {
      provideInlineCompletionItems: ({ version }, _, { selectedCompletionInfo }) => {
        asked.push({ version, isSelected: selectedCompletionInfo !== undefined });
        return [];
      },
    });
    const editor = await open('countPlanetarium█');
    const { document } = editor;
    const isAskedBesideEntry = () =>
      until('ghost text beside the selected entry', () =>
        asked.some(({ version, isSelected }) => isSelected && version === document.version),
      );
    const typeHiddenText = async () => {
      for (const key of '\ncount') await vscode.commands.executeCommand('type', { text: key });
      await trigger();
      await (
        await server.waitForRequest((request) => promptOf(request) === document.getText())
      ).done;
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await isAskedBesideEntry();
      for (const key of 'Pla') {
        await vscode.commands.executeCommand('type', { text: key });
        await isAskedBesideEntry();
      }
      await vscode.commands.executeCommand('hideSuggestWidget');
      // Otherwise the list would offer the word.
      await editor.edit((edit) => edit.delete(new vscode.Range(0, 'countPlanetarium'.length, 1, Infinity)));
    };
    try {
      const shown = await messagesOf(async (messages) => {
        for (let texts = 0; messages.length === 0; texts++) {
          assert.ok(texts <= 40, 'no notification');
          await typeHiddenText();
        }
        await typeHiddenText();
      });
      assert.equal(shown.length, 1);
      assert.match(shown[0]!, /^VS Code's suggestion list hid 20 suggestions today that you then typed yourself\./);
      assert.match(shown[0]!, / \| Keep Both in View \| Only While Typing a Word \| Leave It$/);
    } finally {
      observer.dispose();
      server.clearFaults();
    }
  });
});
