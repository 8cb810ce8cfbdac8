import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf, type RecordedRequest } from '../../server/fimServer.ts';
import { accept, closeEditors, connect, messagesOf, setting, trigger, until } from '../harness.ts';

/** Bytes; VS Code shows no larger document to extensions (1.139.1). */
const maxSynced = 50 * 1024 * 1024;
const line = "  const value = compute(other, 'text'); // and so on\n";

// `npm run bench -- --bounds` measures how long large documents, lines and answers block the extension host.
describe('large documents', () => {
  let server: FimServer;
  const files: vscode.Uri[] = [];
  const workbench = () => vscode.workspace.getConfiguration('workbench');

  before(async () => {
    server = await connect();
    await setting('context.tokens', undefined);
    // The editor asks before it opens a large file of another machine; in megabytes.
    await workbench().update('editorLargeFileConfirmation', 1_000, vscode.ConfigurationTarget.Global);
  });
  beforeEach(() => {
    server.reset();
    server.fault({ text: 'anAnswer();' }, { times: Infinity });
  });
  afterEach(async () => {
    await closeEditors();
    for (const file of files.splice(0)) await vscode.workspace.fs.delete(file);
  });
  after(async () => {
    await workbench().update('editorLargeFileConfirmation', undefined, vscode.ConfigurationTarget.Global);
    await server.close();
  });

  const write = async (text: string): Promise<vscode.Uri> => {
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, `bounds-${crypto.randomUUID()}.txt`);
    files.push(file);
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return file;
  };

  const openAt = async (file: vscode.Uri, position: vscode.Position): Promise<vscode.TextEditor> => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    editor.selection = new vscode.Selection(position, position);
    return editor;
  };

  /** Snippets of other files are before the text of this one, with their own budget. */
  const assertWithin = (request: RecordedRequest, before: number, after: number) => {
    const { body } = request;
    assert.ok(typeof body !== 'string');
    const [prompt, suffix] = [promptOf(request).length, body.suffix!.length];
    assert.ok(prompt > 0 && prompt <= before + 4_000, `${prompt} characters before`);
    assert.ok(suffix > 0 && suffix <= after, `${suffix} characters after`);
  };

  /** Triggers at the cursor, checks the size of the prompt, and accepts the answer. */
  const completes = async (editor: vscode.TextEditor): Promise<void> => {
    server.reset();
    server.fault({ text: 'anAnswer();' }, { times: Infinity });
    await vscode.commands.executeCommand('type', { text: ' ' });
    await trigger();
    assertWithin(await server.waitForRequest(1), 6_000, 1_500);
    await accept(editor);
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /anAnswer\(\);/);
  };

  // This VS Code takes half a minute to open 50 MB in a browser; `npm run bench -- --bounds` measures those.
  it('of 8 MB have ghost text and fills', async () => {
    const editor = await openAt(await write(line.repeat(160_000)), new vscode.Position(80_000, 0));
    await completes(editor);
    server.reset();
    server.fault({ text: 'aFill();' }, { times: Infinity });
    editor.selection = new vscode.Selection(120_000, 2, 120_000, line.length - 1);
    await vscode.commands.executeCommand('infill.fillSelection');
    assertWithin(await server.waitForRequest(1), 12_000, 3_000);
    await until('the fill', () => editor.document.lineAt(120_000).text === '  aFill();');
    await vscode.commands.executeCommand('infill.fill.accept');
    editor.selection = new vscode.Selection(0, 0, 100_000, 0);
    const [message] = await messagesOf(async () => vscode.commands.executeCommand('infill.fillSelection'));
    assert.match(message!, /cover too much text/);
  });

  it('with a line of 5 MB have ghost text', async () => {
    const editor = await openAt(
      await write(`a();\n${"foo(bar, 'x'); ".repeat(350_000)}\nb();\n`),
      new vscode.Position(1, 300),
    );
    await completes(editor);
  });

  it('beyond 50 MB: a message says that VS Code shows them to no extension', async () => {
    const file = await write(line.repeat(Math.ceil((maxSynced + 100_000) / line.length)));
    await vscode.commands.executeCommand('vscode.open', file);
    await until('the document is in view', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    const explained = messagesOf(async () => vscode.commands.executeCommand('infill.explain'));
    assert.deepEqual(await explained, [
      'VS Code does not share this document with extensions: it is larger than 50 MB, or not a text file.',
    ]);
    const filled = messagesOf(async () => vscode.commands.executeCommand('infill.fillSelection'));
    assert.match((await filled)[0]!, /does not share this document with extensions/);
    assert.ok(!server.requests.some((request) => promptOf(request).includes('compute')));
  });

  it('do not matter among 500 open documents', async () => {
    const all = await Promise.all(Array.from({ length: 500 }, (_, at) => write(`f${at}();\n${line.repeat(40)}`)));
    const documents: vscode.TextDocument[] = [];
    // VS Code may lose one of hundreds at once (1.139.1).
    while (documents.length < all.length) {
      const some = all.slice(documents.length, documents.length + 25);
      documents.push(...(await Promise.all(some.map((file) => vscode.workspace.openTextDocument(file)))));
    }
    // Changed rules are evaluated for all of them.
    await setting('exclude', { '*.nothing': true });
    const editor = await openAt(documents[250]!.uri, new vscode.Position(3, 0));
    await completes(editor);
    await setting('exclude', undefined);
  });
});
