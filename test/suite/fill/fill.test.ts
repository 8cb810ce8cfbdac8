import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf, startFimServer } from '../../server/fimServer.ts';
import { closeEditors, connect, messagesOf, open, setting, until } from '../harness.ts';

const run = (command: string) => vscode.commands.executeCommand(`infill.${command}`);

/** A new file drawn with `«selections»`, or `█` for a cursor. */
async function select(drawing: string, extension = 'c'): Promise<vscode.TextEditor> {
  const text = drawing.replace(/[«»█]/g, '');
  const editor = await open(text, extension);
  const spans: [number, number][] = [];
  let at = 0;
  for (const mark of drawing.matchAll(/[«»█]/g)) {
    const offset = mark.index - at++;
    if (mark[0] === '»') spans.at(-1)![1] = offset;
    else spans.push([offset, offset]);
  }
  const place = (offset: number) => editor.document.positionAt(offset);
  editor.selections = spans.map(([start, end]) => new vscode.Selection(place(start), place(end)));
  return editor;
}

const shows = (editor: vscode.TextEditor, text: string) =>
  until(`the document ${JSON.stringify(text)}, but ${JSON.stringify(editor.document.getText())}`, () => {
    return editor.document.getText() === text;
  });

async function onDisk({ document }: vscode.TextEditor): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
}

const noStops = { undoStopBefore: true, undoStopAfter: true };
const insert = (editor: vscode.TextEditor, offset: number, text: string) =>
  editor.edit((edit) => edit.insert(editor.document.positionAt(offset), text), noStops);

describe('Fill Selection', () => {
  let server: FimServer;

  const says = (text: string) => {
    server.clearFaults();
    server.fault({ text }, { times: Infinity });
  };
  /** The model has said so much of its text, and rests. */
  const stalls = (text: string, tokens: number) => {
    server.clearFaults();
    server.fault({ text, stall: { tokens } }, { times: Infinity });
  };

  before(async () => void (server = await connect()));
  beforeEach(() => {
    server.clearFaults();
    server.reset();
  });
  afterEach(closeEditors);
  after(() => server.close());

  it('puts text in place of the selection; one undo brings back what was there, clean as it was @each', async () => {
    says('return a + b;');
    const editor = await select('function add(a, b) {\n  «// TODO»\n}\n');
    await setting('fill.keepComments', false);
    await run('fillSelection');
    await shows(editor, 'function add(a, b) {\n  return a + b;\n}\n');
    await setting('fill.keepComments', undefined);
    const { body } = server.requests[0]!;
    assert.ok(typeof body !== 'string');
    assert.equal(body.prompt, 'function add(a, b) {\n  ');
    assert.equal(body.suffix, '\n}\n');
    assert.equal(body.max_tokens, 1024);
    await run('fill.accept');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'function add(a, b) {\n  // TODO\n}\n');
    assert.equal(editor.document.isDirty, false);
  });

  it("is indented by the editor's unit in a file without indentation", async () => {
    says('void f() {\n  if (a) {\n    b();\n  }\n}');
    const editor = await select('«TODO»\n');
    editor.options = { insertSpaces: false };
    await until('the unit', () => editor.options.insertSpaces === false);
    await run('fillSelection');
    await shows(editor, 'void f() {\n\tif (a) {\n\t\tb();\n\t}\n}\n');
    await run('fill.discard');
  });

  it('is dropped by Discard, to the byte and as clean as before @each', async () => {
    says('b();\nc();');
    const editor = await select('a();\n«x»\n');
    await run('fillSelection');
    await shows(editor, 'a();\nb();\nc();\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a();\nx\n');
    assert.equal(editor.document.isDirty, false);
    // A redo brings it back as what it was: a preview.
    await vscode.commands.executeCommand('redo');
    await shows(editor, 'a();\nb();\nc();\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a();\nx\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('keeps the comments that say what to put there', async () => {
    says('items.sort();');
    const editor = await select('function f(items) {\n«  // newest first\n  return 1;\n»}\n');
    await run('fillSelection');
    await shows(editor, 'function f(items) {\n  // newest first\n  items.sort();\n}\n');
    assert.equal(promptOf(server.requests[0]!), 'function f(items) {\n  // newest first\n  ');
    await run('fill.discard');
    assert.equal(editor.document.isDirty, false);
  });

  it('fills several selections from top to bottom, under one undo @each', async () => {
    const editor = await select('a(«1»);\nb(«2»);\nc(«3»);\n');
    server.fault([{ text: 'one' }, { text: 'two' }, { text: 'three' }]);
    await run('fillSelection');
    await shows(editor, 'a(one);\nb(two);\nc(three);\n');
    assert.deepEqual(server.requests.map(promptOf), ['a(', 'a(one);\nb(', 'a(one);\nb(two);\nc(']);
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a(1);\nb(2);\nc(3);\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('keeps line ends, tabs and characters of two halves @each', async () => {
    says('\tif (x) {\n\t\treturn "🎉";\n\t}');
    const editor = await select('é();\nfunction f() {\n«\t"👩‍👩‍👧";\n»}\n');
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await editor.document.save();
    await run('fillSelection');
    await until('text', () => editor.document.getText().includes('🎉'));
    await until('the end', () => editor.document.getText().includes('\t}\r\n}'));
    assert.equal(editor.document.getText(), 'é();\r\nfunction f() {\r\n\tif (x) {\r\n\t\treturn "🎉";\r\n\t}\r\n}\r\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'é();\r\nfunction f() {\r\n\t"👩‍👩‍👧";\r\n}\r\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('never touches what the user types elsewhere meanwhile @each', async () => {
    stalls('one(); two(); three();', 4);
    const editor = await select('first\n«x»\nlast\n');
    await run('fillSelection');
    await until('some text', () => editor.document.getText().includes('one'));
    await insert(editor, 0, 'typed ');
    server.release();
    await shows(editor, 'typed first\none(); two(); three();\nlast\n');
    await run('fill.discard');
    await shows(editor, 'typed first\nx\nlast\n');
    assert.equal(editor.document.isDirty, true);
    for (let turn = 0; turn < 5; turn++) await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'first\nx\nlast\n');
  });

  it('leaves a selection that the user has made meanwhile @each', async () => {
    server.fault({ text: 'first();', stall: 'headers' }, { times: Infinity });
    const editor = await select('«a();»b();');
    await run('fillSelection');
    await server.waitForRequest(1);
    editor.selection = new vscode.Selection(0, 4, 0, 8);
    server.release();
    await shows(editor, 'first();b();');
    await run('fill.accept');
    assert.equal(editor.document.getText(editor.selection), 'b();');
  });

  it('writes text that was held back as one separate undo step @each', async () => {
    stalls('one(); two(); three();', 4);
    const editor = await select('first\n«x»\nlast\n');
    await run('fillSelection');
    await until('some text', () => editor.document.getText().includes('one'));
    editor.selection = new vscode.Selection(0, 5, 0, 5);
    const before = editor.document.getText();
    await vscode.commands.executeCommand('type', { text: '!' });
    server.release();
    await until('all', () => editor.document.getText().includes('three();'));
    await vscode.commands.executeCommand('type', { text: '?' });
    await run('fill.accept');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'first!\none(); two(); three();\nlast\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before.replace('first', 'first!'));
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
  });

  it('is the user’s own once they edit it', async () => {
    says('value');
    const editor = await select('x = «0»;\n');
    await run('fillSelection');
    await shows(editor, 'x = value;\n');
    editor.selection = new vscode.Selection(0, 9, 0, 9);
    await vscode.commands.executeCommand('type', { text: 's' });
    await shows(editor, 'x = values;\n');
    await editor.document.save();
    await until('saved', () => !editor.document.isDirty);
    assert.equal(await onDisk(editor), 'x = values;\n');
  });

  it('is never saved: the file gets what was there, and the preview stays @each', async () => {
    says('value');
    const editor = await select('x = «0»;\n');
    await run('fillSelection');
    await shows(editor, 'x = value;\n');
    await insert(editor, 0, '/**/');
    await editor.document.save();
    assert.equal(await onDisk(editor), '/**/x = 0;\n');
    await shows(editor, '/**/x = value;\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), '/**/x = 0;\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('is not saved while its text still comes @each', async () => {
    stalls('one(); two(); three();', 4);
    const editor = await select('first\n«x»\nlast\n');
    await run('fillSelection');
    await until('some text', () => editor.document.getText().includes('one'));
    await editor.document.save();
    assert.equal(await onDisk(editor), 'first\nx\nlast\n');
    server.release();
    await shows(editor, 'first\none(); two(); three();\nlast\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'first\nx\nlast\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('stays a preview where a formatter runs before the save @each', async () => {
    const formatter = vscode.languages.registerDocumentFormattingEditProvider(
      { pattern: '**/*.txt' },
      {
        provideDocumentFormattingEdits: (document) => {
          const whole = new vscode.Range(0, 0, document.lineCount, 0);
          return [vscode.TextEdit.replace(whole, document.getText().replaceAll(/ *= */g, ' = '))];
        },
      },
    );
    const editorSettings = vscode.workspace.getConfiguration('editor');
    await editorSettings.update('formatOnSave', true, vscode.ConfigurationTarget.Global);
    try {
      says('value=1');
      const editor = await select('y=2; x = «0»;\n', 'txt');
      await run('fillSelection');
      await shows(editor, 'y=2; x = value=1;\n');
      await editor.document.save();
      assert.equal(await onDisk(editor), 'y = 2; x = 0;\n');
      await until('back', () => editor.document.getText().includes('value'));
      await run('fill.discard');
      assert.equal(editor.document.getText(), 'y = 2; x = 0;\n');
    } finally {
      formatter.dispose();
      await editorSettings.update('formatOnSave', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is not saved by automatic saves either, which come to rest @each', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Global);
    await files.update('autoSaveDelay', 300, vscode.ConfigurationTarget.Global);
    const editor = await select('x = «0»;\ny\n');
    const saved: string[] = [];
    let changes = 0;
    const listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === editor.document) changes += contentChanges.length;
      }),
      vscode.workspace.onDidSaveTextDocument(async (document) => {
        if (document !== editor.document) return;
        changes = 0;
        saved.push(new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri)));
      }),
    ];
    try {
      says('value');
      await run('fillSelection');
      await shows(editor, 'x = value;\ny\n');
      await insert(editor, 11, 'z');
      await until('a save', () => saved.includes('x = 0;\nzy\n'));
      await shows(editor, 'x = value;\nzy\n');
      // A save takes it out and puts it back, which is two changes.
      await until('no save for many changes', () => changes >= 10);
      assert.ok(
        saved.every((text) => text.startsWith('x = 0;')),
        saved.join('|'),
      );
      assert.equal(editor.document.getText(), 'x = value;\nzy\n');
      await run('fill.discard');
      assert.equal(editor.document.getText(), 'x = 0;\nzy\n');
    } finally {
      for (const listener of listeners) listener.dispose();
      await files.update('autoSave', 'off', vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('stays out of the document until the next key where automatic saves do not rest otherwise @each', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Global);
    await files.update('autoSaveDelay', 0, vscode.ConfigurationTarget.Global);
    try {
      says('value');
      const editor = await select('x = «0»;\n');
      const { uri } = editor.document;
      await run('fillSelection');
      await until('a word about it', async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
        return lenses.some(({ command }) => command?.title.includes('press any key to show it'));
      });
      assert.equal(editor.document.getText(), 'x = 0;\n');
      assert.equal(editor.document.isDirty, false);
      assert.equal(await onDisk(editor), 'x = 0;\n');
      await files.update('autoSave', 'off', vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand('cursorRight');
      await shows(editor, 'x = value;\n');
      await run('fill.discard');
      assert.equal(editor.document.getText(), 'x = 0;\n');
      assert.equal(editor.document.isDirty, false);
    } finally {
      await files.update('autoSave', 'off', vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is not saved when the focus leaves, and is put back @each', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('autoSave', 'onFocusChange', vscode.ConfigurationTarget.Global);
    try {
      says('value');
      const editor = await select('x = «0»;\n');
      const { document } = editor;
      await run('fillSelection');
      await shows(editor, 'x = value;\n');
      await insert(editor, 0, '/**/');
      const saved = new Promise<void>((done) => {
        const listener = vscode.workspace.onDidSaveTextDocument((one) => {
          if (one !== document) return;
          listener.dispose();
          done();
        });
      });
      const other = await vscode.workspace.openTextDocument({ content: 'other' });
      await vscode.window.showTextDocument(other, vscode.ViewColumn.Beside);
      await saved;
      assert.equal(await onDisk(editor), '/**/x = 0;\n');
      await until('back', () => document.getText() === '/**/x = value;\n');
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      await run('fill.discard');
      assert.equal(document.getText(), '/**/x = 0;\n');
    } finally {
      await files.update('autoSave', 'off', vscode.ConfigurationTarget.Global);
    }
  });

  it('is one preview in two views of a document @each', async () => {
    stalls('one two three', 1);
    const editor = await select('x = «0»;\n');
    const { document } = editor;
    await run('fillSelection');
    await until('some text', () => document.getText().includes('one'));
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    server.release();
    await until('all', () => document.getText() === 'x = one two three;\n');
    await run('fill.discard');
    assert.equal(document.getText(), 'x = 0;\n');
    assert.equal(document.isDirty, false);
  });

  it('keeps its place when the line ends change @each', async () => {
    says('one();\ntwo();');
    const editor = await select('a\nb\n«x»\nc\n');
    await run('fillSelection');
    await shows(editor, 'a\nb\none();\ntwo();\nc\n');
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a\r\nb\r\nx\r\nc\r\n');
  });

  it('waits for another fill of the document, or takes its place, as the user chooses', async () => {
    const choose = (label: string) => {
      const original = vscode.window.showQuickPick;
      const pick = (items: { label: string }[]) => Promise.resolve(items.find((item) => item.label === label));
      Object.assign(vscode.window, { showQuickPick: pick });
      return () => Object.assign(vscode.window, { showQuickPick: original });
    };
    says('one');
    const editor = await select('a(«1»);\nb(2);\n');
    await run('fillSelection');
    await shows(editor, 'a(one);\nb(2);\n');
    says('two');
    editor.selection = new vscode.Selection(1, 2, 1, 3);
    let restore = choose('Wait for it');
    await run('fillSelection');
    restore();
    assert.equal(server.requests.length, 1);
    await run('fill.accept');
    await shows(editor, 'a(one);\nb(two);\n');
    says('three');
    editor.selection = new vscode.Selection(0, 2, 0, 5);
    restore = choose('Replace it');
    await run('fillSelection');
    restore();
    await shows(editor, 'a(three);\nb(2);\n');
    await run('fill.discard');
    await shows(editor, 'a(one);\nb(2);\n');
  });

  it('fills a preview again, with the text that it replaced', async () => {
    says('one');
    const editor = await select('a(«1»);\n');
    await run('fillSelection');
    await shows(editor, 'a(one);\n');
    says('two');
    const { showQuickPick } = vscode.window;
    const labels: string[] = [];
    const pick = (items: { label: string }[]) => {
      labels.push(...items.map(({ label }) => label));
      return Promise.resolve(items.find(({ label }) => label === 'Replace it'));
    };
    Object.assign(vscode.window, { showQuickPick: pick });
    await run('fillSelection');
    Object.assign(vscode.window, { showQuickPick });
    await shows(editor, 'a(two);\n');
    assert.deepEqual(labels, ['Replace it', 'Accept it']);
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a(1);\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('is no preview where an undo brings back what the user had typed @each', async () => {
    says('one');
    const editor = await select('a(█);\n');
    await vscode.commands.executeCommand('type', { text: 'TODO' });
    editor.selection = new vscode.Selection(0, 2, 0, 6);
    await run('fillSelection');
    await shows(editor, 'a(one);\n');
    await vscode.commands.executeCommand('undo');
    await shows(editor, 'a(TODO);\n');
    await vscode.commands.executeCommand('undo');
    await shows(editor, 'a();\n');
    await vscode.commands.executeCommand('redo');
    await shows(editor, 'a(TODO);\n');
    await editor.document.save();
    assert.equal(await onDisk(editor), 'a(TODO);\n');
  });

  it('is not in what two saves in a row write, nor in what a save without formatting does @each', async () => {
    says('one');
    const editor = await select('a(«1»);\n');
    await run('fillSelection');
    await shows(editor, 'a(one);\n');
    await Promise.all([editor.document.save(), editor.document.save()]);
    await editor.document.save();
    assert.equal(await onDisk(editor), 'a(1);\n');
    await shows(editor, 'a(one);\n');
    let saves = 0;
    const listener = vscode.workspace.onDidSaveTextDocument(() => saves++);
    await vscode.commands.executeCommand('workbench.action.files.saveWithoutFormatting');
    await until('a second save, that makes good the first', () => saves > 1);
    listener.dispose();
    assert.equal(await onDisk(editor), 'a(1);\n');
    await shows(editor, 'a(one);\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a(1);\n');
  });

  it('stays where the language of its document is changed @each', async () => {
    says('one');
    const editor = await select('a(«1»);\n');
    await run('fillSelection');
    await shows(editor, 'a(one);\n');
    await vscode.languages.setTextDocumentLanguage(editor.document, 'plaintext');
    await editor.document.save();
    assert.equal(await onDisk(editor), 'a(1);\n');
    await shows(editor, 'a(one);\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'a(1);\n');
  });

  it('asks for another candidate, warmer and with a seed, and goes through them', async () => {
    says('one');
    const editor = await select('x = «0»;\n');
    await run('fillSelection');
    await shows(editor, 'x = one;\n');
    says('two');
    await run('fill.another');
    await shows(editor, 'x = two;\n');
    const [first, second] = server.requests.map(({ body }) => (typeof body === 'string' ? assert.fail() : body));
    assert.equal(first!.random_seed, undefined);
    assert.equal(typeof second!.random_seed, 'number');
    assert.equal(second!.temperature, 0.35);
    assert.equal(second!.prompt_cache_key, first!.prompt_cache_key);
    await run('fill.previous');
    await shows(editor, 'x = one;\n');
    await run('fill.next');
    await shows(editor, 'x = two;\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'x = 0;\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('drops a candidate that is there already, asks twice more, and says so', async () => {
    says('one');
    const editor = await select('x = «0»;\n');
    await run('fillSelection');
    await shows(editor, 'x = one;\n');
    const told = await messagesOf(() => run('fill.another') as Promise<unknown>);
    assert.equal(server.requests.length, 4);
    assert.match(told.join(), /no other candidate/);
    assert.equal(editor.document.getText(), 'x = one;\n');
    await run('fill.discard');
    assert.equal(editor.document.isDirty, false);
  });

  it('waits with its writing while the document is not in view @each', async () => {
    stalls('one two three', 1);
    const editor = await select('«x»\n');
    const { document } = editor;
    await run('fillSelection');
    await until('some text', () => document.getText().startsWith('one'));
    await open('another█');
    server.release();
    await server.requests[0]!.done;
    assert.equal(document.getText(), 'one\n');
    await vscode.window.showTextDocument(document);
    await until('the rest', () => document.getText() === 'one two three\n');
  });

  it('leaves all as it was when the request fails before its first text, and says why', async () => {
    server.fault({ status: 500 }, { times: Infinity });
    const editor = await select('x = «0»;\n');
    const told = await messagesOf(async (messages) => {
      await run('fillSelection');
      await until('a word about it', () => messages.length > 0);
    });
    assert.equal(told.length, 1);
    assert.match(told[0]!, /500/);
    assert.equal(editor.document.getText(), 'x = 0;\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('keeps what had come before a failure, as a preview', async () => {
    server.fault({ text: 'one two three four', breakAt: { tokens: 2 } }, { times: Infinity });
    const editor = await select('x = «0»;\n');
    await messagesOf(async (told) => {
      await run('fillSelection');
      await until('a word about it', () => told.some((message) => message.includes('is kept as a preview')));
    });
    // The second may be half a word.
    await shows(editor, 'x = one;\n');
    await run('fill.discard');
    assert.equal(editor.document.getText(), 'x = 0;\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('ends with its connection, and asks for no further gap once the budget is used up', async () => {
    const stops = async (name: string, value: unknown, word: RegExp) => {
      server.reset();
      stalls('one two three', 2);
      const editor = await select('a(«1»);\nb(«2»);\n');
      await run('fillSelection');
      await until('some text', () => editor.document.getText().includes('one'));
      const told = await messagesOf(async (messages) => {
        await setting(name, value);
        if (name === 'budget') {
          await until('it is in force', () => messages.some((message) => message.includes('used up')));
          server.release();
        }
        await until('a word about it', () => messages.some((message) => message.includes('The fill was stopped')));
      });
      assert.match(told.join(), word);
      assert.match(editor.document.getText(), /^a\(one.*\);\nb\(2\);\n$/);
      assert.equal(server.requests.length, 1);
      await setting(name, name === 'endpoint' ? server.url : undefined);
      await run('fill.discard');
      return server.requests[0]!;
    };
    const other = await startFimServer();
    const changed = await stops(
      'endpoint',
      other.url,
      /The endpoint or the key has changed. The text received so far is kept/,
    );
    await changed.done;
    assert.equal(changed.closedByClient, true);
    assert.deepEqual(other.requests, []);
    await other.close();
    const spent = await stops('budget', 2e-9, /The fill was stopped. This month's budget is used up/);
    assert.equal(spent.closedByClient, false);
  });

  it('ends down to the socket when it is cancelled', async () => {
    stalls('one two three', 1);
    const editor = await select('x = «0»;\n');
    await run('fillSelection');
    await until('some text', () => editor.document.getText().includes('one'));
    await run('fill.cancel');
    assert.equal(editor.document.getText(), 'x = 0;\n');
    assert.equal(editor.document.isDirty, false);
    await server.requests[0]!.done;
    assert.equal(server.requests[0]!.closedByClient, true);
  });

  it('fills untitled documents and notebook cells @each', async () => {
    says('1 + 1');
    const untitled = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'x = ' }));
    untitled.selection = new vscode.Selection(0, 4, 0, 4);
    await run('fillSelection');
    await shows(untitled, 'x = 1 + 1');
    await run('fill.discard');
    assert.equal(untitled.document.getText(), 'x = ');

    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'y = 0', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    const view = await vscode.window.showNotebookDocument(notebook);
    view.selection = new vscode.NotebookRange(0, 1);
    await vscode.commands.executeCommand('notebook.cell.edit');
    const editor = await until('the cell', () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.scheme === 'vscode-notebook-cell' && activeTextEditor;
    });
    editor.selection = new vscode.Selection(0, 4, 0, 5);
    await run('fillSelection');
    await shows(editor, 'y = 1 + 1');
    await run('fill.discard');
    await shows(editor, 'y = 0');
  });

  it('says why where it cannot fill', async () => {
    await setting('enable', { '*': true, markdown: false });
    await select('«x»\n', 'md');
    assert.match((await messagesOf(() => run('fillSelection') as Promise<unknown>)).join(), /off for this language/);
    await setting('enable', undefined);
    await setting('exclude', ['*.secret']);
    await select('«x»\n', 'secret');
    assert.match((await messagesOf(() => run('fillSelection') as Promise<unknown>)).join(), /\*\.secret excludes it/);
    await setting('exclude', undefined);
    await select('«x»\n');
    const provider = { provideTextDocumentContent: () => 'x' };
    const listing = vscode.workspace.registerTextDocumentContentProvider('listing', provider);
    await vscode.window.showTextDocument(vscode.Uri.parse('listing:one'));
    assert.match(
      (await messagesOf(() => run('fillSelection') as Promise<unknown>)).join(),
      /fills only in files, untitled/,
    );
    listing.dispose();
    await select('«x»\n');
    const pressed = () => vscode.commands.executeCommand('infill.fillSelection', true) as Promise<unknown>;
    assert.match((await messagesOf(pressed)).join(), /read-only/);
    assert.equal(server.requests.length, 0);
    says('y');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await messagesOf(async (told) => {
      await run('fillSelection');
      await until('a word about it', () => told.some((message) => message.includes('read-only')));
    });
    await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
  });

  it('asks first where the budget of the month is used up', async () => {
    says('y');
    const editor = await select('budget(«x»);\n');
    await run('fillSelection');
    await shows(editor, 'budget(y);\n');
    // That was more than so many dollars, as soon as it is counted.
    await setting('budget', 1e-9);
    await messagesOf((told) => until('a word about it', () => told.some((message) => message.includes('used up'))));
    for (const command of ['fill.another', 'fillSelection']) {
      assert.match((await messagesOf(() => run(command) as Promise<unknown>)).join(), /used up. Ask all the same/);
    }
    assert.equal(server.requests.length, 1);
    await run('fill.accept');
    says('z');
    const other = await select('within(«x»);\n');
    await messagesOf(() => run('fillSelection') as Promise<unknown>, 'Ask Once');
    await shows(other, 'within(z);\n');
    await setting('budget', undefined);
    await run('fill.discard');
  });
});
