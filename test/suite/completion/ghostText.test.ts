import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf } from '../../server/fimServer.ts';
import { accept, closeEditors, connect, open, setting, trigger, until } from '../harness.ts';

describe('ghost text @each', () => {
  let server: FimServer;

  before(async () => void (server = await connect()));
  beforeEach(() => server.reset());
  afterEach(closeEditors);
  after(() => server.close());

  it('sends the text before and after the cursor, and inserts the answer', async () => {
    server.fault({ text: 'bar(1)' }, { times: Infinity });
    const editor = await open('const x = █;\nfoo(x);', 'c');
    await trigger();
    const { body } = await server.waitForRequest(1);
    assert.ok(typeof body !== 'string');
    const { prompt_cache_key, ...request } = body;
    assert.match(String(prompt_cache_key), /^[0-9a-f]{8}$/);
    assert.deepEqual(request, {
      model: 'codestral-latest',
      prompt: 'const x = ',
      suffix: ';\nfoo(x);',
      temperature: 0.2,
      max_tokens: 256,
      stream: true,
    });
    assert.equal(await accept(editor), 'const x = bar(1);\nfoo(x);');
  });

  it('replaces a closer that the text contains', async () => {
    server.fault({ text: 'a, b);' }, { times: Infinity });
    const editor = await open('foo(█)\n', 'c');
    await trigger();
    assert.equal(await accept(editor), 'foo(a, b);\n');
  });

  it('is inserted as text: no snippet, no escape sequence, no change of the reading direction', async () => {
    const odd = 'f($1, ${2:b}, $TM_FILENAME, [c](command:x))$0';
    server.fault({ text: `\u001b[31m${odd}\u202e\u0000` }, { times: Infinity });
    const editor = await open('█', 'c');
    await trigger();
    assert.equal(await accept(editor), odd);
    assert.deepEqual(editor.selections, [new vscode.Selection(0, odd.length, 0, odd.length)]);
  });

  it('has CRLF where the document has it, while the model gets LF', async () => {
    server.fault({ text: ' {\n  return 1;\n}' }, { times: Infinity });
    const editor = await open('a();\nfunction f()█', 'c');
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'a();\nfunction f()');
    assert.equal(await accept(editor), 'a();\r\nfunction f() {\r\n  return 1;\r\n}');
  });

  it("has the editor's indentation in a file without indentation", async () => {
    server.fault({ text: ' {\n  if (a) {\n    return 1;\n  }\n}' }, { times: Infinity });
    const units: [options: vscode.TextEditorOptions, unit: string][] = [
      [{ insertSpaces: false }, '\t'],
      [{ insertSpaces: true, tabSize: 4 }, '    '],
    ];
    for (const [options, unit] of units) {
      const editor = await open('function f()█', 'c');
      editor.options = options;
      await until('the unit', () => editor.options.insertSpaces === options.insertSpaces);
      await trigger();
      const text = `function f() {\n${unit}if (a) {\n${unit}${unit}return 1;\n${unit}}\n}`;
      assert.equal(await accept(editor), text);
    }
  });

  it('continues after an accept without another request', async () => {
    server.fault({ text: 'a();\nb();\n' }, { times: Infinity });
    const editor = await open('█');
    await trigger();
    assert.equal(await accept(editor), 'a();');
    assert.equal(await accept(editor), 'a();\nb();');
    assert.ok(!server.requests.some((request) => promptOf(request) === 'a();'));
  });

  it('is not requested for several cursors', async () => {
    const editor = await open('one█\ntwo\n');
    editor.selections = [new vscode.Selection(0, 3, 0, 3), new vscode.Selection(1, 3, 1, 3)];
    await trigger();
    editor.selections = [new vscode.Selection(1, 3, 1, 3)];
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'one\ntwo');
    assert.ok(!server.requests.some((request) => promptOf(request) === 'one'));
  });

  it('is not requested where the language is off', async () => {
    await setting('enable', { '*': true, markdown: false });
    try {
      await open('# Title█', 'md');
      await trigger();
      await open('title█');
      await trigger();
      await server.waitForRequest((request) => promptOf(request) === 'title');
      assert.ok(!server.requests.some((request) => promptOf(request).startsWith('#')));
    } finally {
      await setting('enable', undefined);
    }
  });

  it('is not requested in outputs', async () => {
    const channel = vscode.window.createOutputChannel('A test');
    channel.appendLine('secret output');
    channel.show(true);
    await vscode.commands.executeCommand('workbench.panel.output.focus');
    await trigger();
    channel.dispose();
    await open('text█');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'text');
    assert.ok(!server.requests.some((request) => promptOf(request).includes('secret')));
  });

  it('is shown in untitled documents; half a character is sent as a replacement character', async () => {
    const content = 'untitled \uD83D';
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    const end = editor.document.positionAt(content.length);
    editor.selection = new vscode.Selection(end, end);
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'untitled \uFFFD');
  });

  it('is shown in notebook cells', async () => {
    server.fault({ text: '1 + 1' }, { times: Infinity });
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'x = ', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    const view = await vscode.window.showNotebookDocument(notebook);
    view.selection = new vscode.NotebookRange(0, 1);
    await vscode.commands.executeCommand('notebook.cell.edit');
    await vscode.commands.executeCommand('cursorEnd');
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'x = ');
  });
});
