import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Registrations } from '../../../src/completion/vscode/registrations.ts';
import { type FimServer, promptOf } from '../../server/fimServer.ts';
import { closeEditors, connect, open, setting, trigger, until } from '../harness.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';

describe('ghost text by kind of document @each', () => {
  let server: FimServer;
  let places = 0;

  before(async () => void (server = await connect()));
  beforeEach(() => server.reset());
  afterEach(closeEditors);
  after(() => server.close());

  /** Opens a document with the cursor at its end. */
  const openAtEnd = async (uri: vscode.Uri) => {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    return editor;
  };

  /** Asserts that nothing was sent so far: the server gets only the request that follows, in a file. */
  const nothingWasAsked = async () => {
    const text = `a file, number ${++places}`;
    await open(`${text}█`);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === text);
    assert.deepEqual([...new Set(server.requests.map(promptOf))], [text]);
  };

  it('is requested once in the window, though VS Code has two schemes for a file of a remote window', async () => {
    const calls: string[] = [];
    const registration = new Registrations({
      provideInlineCompletionItems: (document) => {
        calls.push(document.getText());
        return [];
      },
    });
    try {
      await open('asked once█');
      await trigger();
      await server.waitForRequest((request) => promptOf(request) === 'asked once');
      // VS Code asks for the next document after all calls for the previous one.
      await open('asked next█');
      await trigger();
      await until('the next call', () => calls.includes('asked next'));
      assert.deepEqual(
        calls.filter((text) => text === 'asked once'),
        ['asked once'],
      );
    } finally {
      registration.dispose();
    }
  });

  it('is requested at a key just before the provider is registered again, once for each request of VS Code', async () => {
    // VS Code may request the same place twice, for instance when it has found another new provider. Its requests differ
    // by an id that it sends in both versions; the stable API does not declare it.
    const calls: { text: string; id: unknown }[] = [];
    const registrations = new Registrations({
      provideInlineCompletionItems: (document, _position, context) => {
        registrations.onRequest();
        calls.push({ text: document.getText(), id: (context as { requestUuid?: unknown }).requestUuid });
        return [];
      },
    });
    const type = (text: string) => vscode.commands.executeCommand('type', { text });
    // The extension sends nothing for these keys.
    await setting('enable', { '*': false });
    try {
      const { document } = await open('key █');
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      // A window that has just opened requests nothing at first.
      await until('the first call', async () => {
        await trigger();
        return calls.length > 0;
      });
      calls.length = 0;
      // VS Code chooses the providers at a key and asks them 50 ms later (1.139.1).
      for (const key of 'abc') {
        await type(key);
        registrations.renew(document.uri.scheme);
        await until(`the call after ${key}`, () => calls.at(-1)?.text.endsWith(key));
      }
      await type('d');
      await until('the call after d', () => calls.at(-1)?.text === 'key abcd');
      assert.deepEqual([...new Set(calls.map(({ text }) => text))], ['key a', 'key ab', 'key abc', 'key abcd']);
      const ids = calls.map(({ id }) => id);
      assert.ok(ids.every((id) => typeof id === 'string'));
      assert.equal(new Set(ids).size, ids.length, 'a request of VS Code is answered twice');
    } finally {
      registrations.dispose();
      // Infill would ask after the revert, which is an edit.
      await closeEditors();
      await setting('enable', undefined);
    }
  });

  it('is not requested while a document is read-only', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('readonlyInclude', { '**/*.locked': true }, vscode.ConfigurationTarget.Global);
    try {
      const { document } = await open('a locked file█', 'locked');
      await trigger();
      await nothingWasAsked();
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
      server.reset();
      await openAtEnd(document.uri);
      await trigger();
      await server.waitForRequest((request) => promptOf(request) === 'a locked file');
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  const fileSystem = async (scheme: string, isReadonly: boolean, text: string) => {
    const provider = new MemoryFileSystem({ '/a.txt': text });
    const registration = vscode.workspace.registerFileSystemProvider(scheme, provider, { isReadonly });
    await until(`the file system ${scheme} is known`, () => {
      return vscode.workspace.fs.isWritableFileSystem(scheme) === !isReadonly;
    });
    return { registration, uri: vscode.Uri.from({ scheme, path: '/a.txt' }) };
  };

  it('is shown in documents of another file system', async () => {
    const { registration, uri } = await fileSystem('memory', false, 'in memory');
    try {
      await openAtEnd(uri);
      await trigger();
      await server.waitForRequest((request) => promptOf(request) === 'in memory');
    } finally {
      await closeEditors();
      registration.dispose();
    }
  });

  it('is not requested in a read-only file system', async () => {
    const { registration, uri } = await fileSystem('memory-readonly', true, 'in read-only memory');
    try {
      await openAtEnd(uri);
      await trigger();
      await nothingWasAsked();
    } finally {
      await closeEditors();
      registration.dispose();
    }
  });

  it('is not requested in commit messages', async () => {
    const control = vscode.scm.createSourceControl('a-test', 'A test');
    try {
      control.inputBox.value = 'a commit message';
      await vscode.commands.executeCommand('workbench.view.scm');
      await vscode.commands.executeCommand('workbench.scm.focus');
      await until('the commit box has the keyboard', () => {
        void vscode.commands.executeCommand('type', { text: '!' });
        return control.inputBox.value.includes('!');
      });
      await trigger();
      await nothingWasAsked();
    } finally {
      control.dispose();
      await vscode.commands.executeCommand('workbench.view.explorer');
    }
  });

  it("is not requested in VS Code's settings", async () => {
    // The path of a desktop VS Code. The one in a browser can write there, too, and has its settings on the server.
    const uri = vscode.Uri.parse('vscode-userdata:/User/settings.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{ "a.secret": '));
    assert.equal(vscode.workspace.fs.isWritableFileSystem(uri.scheme), true);
    await openAtEnd(uri);
    await trigger();
    await nothingWasAsked();
  });

  it('is not requested in searches', async () => {
    await vscode.commands.executeCommand('search.action.openNewEditor', { query: 'a query', triggerSearch: false });
    const editor = await until('the search editor is open', () => vscode.window.visibleTextEditors[0]);
    assert.equal(editor.document.uri.scheme, 'search-editor');
    await trigger();
    await nothingWasAsked();
  });
});
