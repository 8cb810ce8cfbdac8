import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, closeEditors, connect, open, trigger } from '../harness.ts';

describe('VS Code, with two providers of inline completions', () => {
  afterEach(closeEditors);

  // Infill counts no text as shown whose call ended so. Of a call that has been answered, the stable API says nothing.
  it('ends the call of the slower one without a key, once the other has a text to show', async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    let end: (document: vscode.TextDocument) => void = () => undefined;
    const ended = new Promise<vscode.TextDocument>((resolve) => (end = resolve));
    const slow: vscode.InlineCompletionItemProvider = {
      provideInlineCompletionItems(called, _, { triggerKind }, token) {
        if (triggerKind === vscode.InlineCompletionTriggerKind.Invoke) return [];
        answer();
        token.onCancellationRequested(() => end(called));
        return new Promise(() => undefined);
      },
    };
    const fast: vscode.InlineCompletionItemProvider = {
      async provideInlineCompletionItems(_, position, { triggerKind }) {
        if (triggerKind === vscode.InlineCompletionTriggerKind.Invoke) return [];
        await asked;
        return [new vscode.InlineCompletionItem('other();', new vscode.Range(position, position))];
      },
    };
    const registrations = [slow, fast].map((one) =>
      vscode.languages.registerInlineCompletionItemProvider({ language: 'c' }, one),
    );
    try {
      const editor = await open('x = █\n', 'c');
      // Before the first trigger in a window, VS Code does not ask for a key (1.139.1).
      await trigger();
      await vscode.commands.executeCommand('type', { text: ' ' });
      const { version } = editor.document;
      assert.equal((await ended).version, version);
    } finally {
      for (const one of registrations) one.dispose();
    }
  });
});

describe("Infill's request", () => {
  afterEach(closeEditors);

  it('ends once another extension has shown its text', async () => {
    const server = await connect();
    server.fault({ text: '' }, { times: Infinity });
    const editor = await open('x█');
    // A new window's editor has no inline completions for the first key.
    await trigger();
    await (
      await server.waitForRequest(1)
    ).done;
    server.reset();
    const { extensions, languages } = vscode;
    const { getExtension } = extensions;
    const isOther = (id: string) => id === 'tabnine.tabnine-vscode';
    const other = languages.registerInlineCompletionItemProvider('*', {
      provideInlineCompletionItems: async (_, position) => {
        await server.waitForRequest(1);
        return [new vscode.InlineCompletionItem('theirs', new vscode.Range(position, position))];
      },
    });
    server.fault({ text: 'ours', stall: 'headers' }, { times: Infinity });
    Object.assign(extensions, { getExtension: (id: string) => (isOther(id) ? { isActive: true } : getExtension(id)) });
    try {
      await vscode.commands.executeCommand('type', { text: ' ' });
      const request = await server.waitForRequest(1);
      await request.done;
      assert.equal(request.closedByClient, true);
      assert.equal(await accept(editor), 'x theirs');
    } finally {
      Object.assign(extensions, { getExtension });
      other.dispose();
      await server.close();
    }
  });
});
