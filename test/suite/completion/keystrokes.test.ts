import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf, type RecordedRequest } from '../../server/fimServer.ts';
import { closeEditors, connect, open, setting, trigger, until } from '../harness.ts';

/** An edit, beside what it sends: the ends of the prompts. */
type Case = [what: string, drawing: string, edit: (editor: vscode.TextEditor) => unknown, ...prompts: string[]];

const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);
const type = (text: string): Thenable<unknown> => run('type', { text });

/** The user types `x` at the cursor before each. Each is made while VS Code shows ghost text: it calls for all edits then. */
const cases: Case[] = [
  ['a letter', 'a = █\n', () => type('y'), 'a = xy'],
  ['a bracket that the editor closes', 'a = █\n', () => type('('), 'a = x('],
  ['a letter in place of a selection', 'one two█\n', (editor) => select(editor, 0, 3).then(() => type('q')), 'q'],
  ['Enter', '  a();█\n', () => type('\n'), '  a();x\n  '],
  ['Enter between brackets', 'f() {█}\n', () => type('\n'), 'f() {x\n  '],
  ['Tab', 'a();\n█\n', () => run('tab'), 'x '],
  [
    'a paste',
    'a = █\n',
    () => vscode.env.clipboard.writeText('one').then(() => run('editor.action.clipboardPasteAction')),
    'xone',
  ],
  ['an accepted entry of the suggestion list, which adds an import', 'a = █\n', acceptEntry, 'import b\na = xylem'],
  ['a final line break that saving adds', 'a();█', (editor) => saveWith(editor, 'files.insertFinalNewline')],
  [
    'white space that saving removes',
    'a = █\n',
    (editor) =>
      type(' ')
        .then(() => isCalled(editor.document))
        .then(() => saveWith(editor, 'files.trimTrailingWhitespace')),
    'a = x ',
  ],
  ['a key that a formatter follows, which belongs to it', 'a = █\n', formatOnType, 'a = x;', 'a = (x);'],
  ['Backspace', 'one two█\n', () => times(2, () => run('deleteLeft')), 'one tw'],
  ['Delete', 'one █* two\n', () => run('deleteRight'), 'one x'],
  ['a deleted word', 'one two█\n', () => run('deleteWordLeft'), 'one '],
  ['Backspace, held', 'const one = two;█\n', () => times(9, () => run('deleteLeft')), 'const on'],
  // The first letter of a composition looks like a typed one.
  ['a composition', 'a = █', () => compose(['n', 'ni', '你']), 'a = xn', 'a = x你'],
  ['a composition with another candidate', 'a = █', () => compose(['n', '你', '泥']), 'a = xn', 'a = x泥'],
  ['a dead key', 'a = █', () => compose(['´', 'é']), 'x´', 'xé'],
  ['a letter in place of lines', 'one\ntwo█\n', (editor) => select(editor, 3, 4, 1).then(() => type('q')), 'q'],
  ["a tag's end, with the closing tag that follows", 'a <div█\n', closeTag, 'x>'],
  [
    'a letter between a tag and its closing tag',
    'a <div█\n',
    (editor) => closeTag(editor).then(() => type('y')),
    'x>',
    'x>y',
  ],
  ['undo', 'a = █', () => run('undo')],
  ['redo', 'a = █', () => run('undo').then(() => run('redo'))],
  // VS Code reports them like lines that another extension inserts.
  [
    'pasted lines',
    'a = █',
    () => vscode.env.clipboard.writeText('one\ntwo').then(() => run('editor.action.clipboardPasteAction')),
  ],
  ['a moved line', 'a();█\nb();\n', () => run('editor.action.moveLinesDownAction')],
  ['a copied line', 'a();█\nb();\n', () => run('editor.action.copyLinesDownAction')],
  ['an indented line', 'a();█\nb();\n', () => run('editor.action.indentLines')],
  ['joined lines', 'a();█\nb();\n', () => run('editor.action.joinLines')],
  ['a deleted line', 'a();█\nb();\n', () => run('editor.action.deleteLines')],
  ['a cut line', 'a();█\nb();\n', () => run('editor.action.clipboardCutAction')],
  ['a toggled comment', 'a();█\nb();\n', () => run('editor.action.commentLine')],
  ['upper case', 'one two█\n', () => run('editor.action.transformToUppercase')],
  ['transposed letters', 'one two█\n', () => run('editor.action.transposeLetters')],
  ['text that another extension inserts', 'a();█\n', (editor) => insert(editor, 'b();')],
  ['a line that another extension inserts', 'if a█\n', (editor) => insert(editor, '\nend')],
  ["another extension's snippet", 'a();█\n', (editor) => editor.insertSnippet(new vscode.SnippetString('for ($1) $0'))],
  ['a formatter', 'a( );█\n', (editor) => replace(editor, 0, 4, 'a()')],
  ['a revert', 'a();█\nb();\n', () => run('workbench.action.files.revert')],
  ['a change on disk', 'a();█\nb();\n', changeOnDisk],
  ['a found match', 'one two█\none two\n', find],
  ['a letter of several cursors', 'a█\nb\n', (editor) => typeInTwoLines(editor)],
  ['a letter in the normal mode of a modal editor', 'a = █', (editor) => inNormalMode(editor, () => type('y'))],
  ['a new line of a modal editor', 'a();█\n', (editor) => inNormalMode(editor, () => insert(editor, '\n'))],
];

/** The document's version, and the cursor, at VS Code's latest call. */
let called = { version: 0, position: new vscode.Position(0, 0), entry: '' };

describe('keystrokes', () => {
  let server: FimServer;
  let calls: vscode.Disposable;
  before(async () => {
    server = await connect();
    await vscode.workspace.getConfiguration('editor').update('quickSuggestions', false, true);
    // A request that an edit wrongly sends is sent with it.
    await setting('debounce', 0);
    calls = vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      {
        provideInlineCompletionItems: ({ version }, position, { selectedCompletionInfo: selected }) => {
          called = { version, position, entry: selected?.text ?? '' };
          return [];
        },
      },
    );
  });
  beforeEach(() => server.reset());
  afterEach(async () => {
    // VS Code uses the same editor for the next file.
    setCursorStyle(vscode.window.activeTextEditor!, vscode.TextEditorCursorStyle.Line);
    await closeEditors();
  });
  after(async () => {
    calls.dispose();
    await setting('debounce', undefined);
    await vscode.workspace.getConfiguration('editor').update('quickSuggestions', undefined, true);
    await server.close();
  });

  for (const [what, drawing, edit, ...prompts] of cases) {
    // 1.100.3 passes an entry of the list only sometimes.
    const versions = edit === acceptEntry ? '' : ' @each';
    it(`send ${prompts.length} requests: ${what}${versions}`, async () => {
      server.fault({ text: '1 + 2;' }, { times: Infinity });
      const editor = await open(drawing, 'js');
      called = { ...called, version: 0 };
      // The editor creates its inline completions when it is idle, or for this command.
      await trigger();
      await isCalled(editor.document);
      await type('x');
      await server.waitForRequest((request) => promptOf(request).endsWith('x'));
      await isCalled(editor.document);
      const before = server.requests.length;
      await edit(editor);
      const last = prompts.at(-1);
      const isLast = (request: RecordedRequest) =>
        server.requests.indexOf(request) >= before && promptOf(request).endsWith(last!);
      if (last !== undefined) await server.waitForRequest(isLast);
      await isCalled(vscode.window.activeTextEditor!.document);
      await open('the end█');
      await trigger();
      await server.waitForRequest((request) => promptOf(request) === 'the end');
      const sent = server.requests.slice(before, -1).map((request) => promptOf(request));
      assert.deepEqual(
        sent.map((one, index) => one.slice(-(prompts[index] ?? one).length)),
        prompts,
      );
    });
  }

  it('end their request when the user leaves the insert mode of a modal editor @each', async () => {
    server.fault({ text: 'late', stall: 'headers' }, { times: Infinity });
    const editor = await open('a = █', 'js');
    const triggered = trigger();
    const request = await server.waitForRequest((one) => promptOf(one) === 'a = ');
    setCursorStyle(editor, vscode.TextEditorCursorStyle.Block);
    await request.done;
    assert.equal(request.closedByClient, true);
    await triggered;
  });
});

/** Accepts an entry that adds an import above. */
async function acceptEntry(editor: vscode.TextEditor): Promise<void> {
  const provider = vscode.languages.registerCompletionItemProvider('javascript', {
    provideCompletionItems() {
      const item = new vscode.CompletionItem('xylem');
      item.additionalTextEdits = [vscode.TextEdit.insert(new vscode.Position(0, 0), 'import b\n')];
      return [item];
    },
  });
  try {
    await run('editor.action.triggerSuggest');
    await until('a call with the entry', () => called.entry === 'xylem');
    await run('acceptSelectedSuggestion');
    await until('the entry is accepted', () => editor.document.getText().includes('xylem'));
  } finally {
    provider.dispose();
  }
}

/** Types `;` with a formatter that puts the text before it in parentheses. */
async function formatOnType({ document }: vscode.TextEditor): Promise<void> {
  const editor = vscode.workspace.getConfiguration('editor');
  await editor.update('formatOnType', true, true);
  const formatter = vscode.languages.registerOnTypeFormattingEditProvider(
    'javascript',
    { provideOnTypeFormattingEdits: () => [vscode.TextEdit.replace(new vscode.Range(0, 4, 0, 5), '(x)')] },
    ';',
  );
  try {
    await type(';');
    await until('the formatter', () => document.getText().includes('(x);'));
  } finally {
    formatter.dispose();
    await editor.update('formatOnType', undefined, true);
  }
}

/** Saves with a setting on, and waits for the longest time after which deleting asks. */
async function saveWith(editor: vscode.TextEditor, setting: string): Promise<void> {
  const name = setting.replace('files.', '');
  const files = vscode.workspace.getConfiguration('files');
  await files.update(name, true, true);
  try {
    const { version } = editor.document;
    await run('workbench.action.files.save');
    await until('the saved change', () => editor.document.version > version && !editor.document.isDirty);
    await isCalled(editor.document);
    await new Promise((rested) => setTimeout(rested, 900));
  } finally {
    await files.update(name, undefined, true);
  }
}

/** Adds a closing tag as VS Code's HTML does. */
async function closeTag(editor: vscode.TextEditor): Promise<void> {
  await type('>');
  await isCalled(editor.document);
  await editor.insertSnippet(new vscode.SnippetString('$0</div>'));
  await isCalled(editor.document);
}

/** Composes a text as an input method does: each text takes the place of the one before. */
async function compose(texts: readonly string[]): Promise<void> {
  let replacePrevCharCnt = 0;
  for (const text of texts) {
    await run('compositionType', { text, replacePrevCharCnt, replaceNextCharCnt: 0, positionDelta: 0 });
    replacePrevCharCnt = text.length;
    // A person composes slower than VS Code calls.
    await isCalled(vscode.window.activeTextEditor!.document);
  }
}

/** Waits for VS Code's call after an edit. */
async function isCalled(document: vscode.TextDocument): Promise<void> {
  await until('call', () => called.version === document.version);
}

async function select(editor: vscode.TextEditor, start: number, end: number, endLine = 0): Promise<void> {
  editor.selection = new vscode.Selection(0, start, endLine, end);
  await until('selection', () => !editor.selection.isEmpty);
}

async function times(count: number, work: () => Thenable<unknown>): Promise<void> {
  for (let time = 0; time < count; time++) await work();
}

function insert(editor: vscode.TextEditor, text: string): Thenable<boolean> {
  return editor.edit((edit) => edit.insert(editor.selection.active, text));
}

function replace(editor: vscode.TextEditor, start: number, end: number, text: string): Thenable<boolean> {
  return editor.edit((edit) => edit.replace(new vscode.Range(0, start, 0, end), text));
}

async function changeOnDisk({ document }: vscode.TextEditor): Promise<void> {
  await document.save();
  await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode('c();\na();x\nb();\n'));
  await until('change', () => document.lineCount === 4);
}

async function find(editor: vscode.TextEditor): Promise<void> {
  await run('editor.actions.findWithArgs', { searchString: 'two' });
  await run('workbench.action.focusActiveEditorGroup');
  await run('editor.action.nextMatchFindAction');
  await until('call', () => !editor.selection.isEmpty && called.position.isEqual(editor.selection.active));
}

async function typeInTwoLines(editor: vscode.TextEditor): Promise<void> {
  editor.selections = [new vscode.Selection(0, 1, 0, 1), new vscode.Selection(1, 1, 1, 1)];
  await until('cursors', () => editor.selections.length === 2);
  await type('y');
  await run('removeSecondaryCursors');
  await until('one cursor', () => editor.selections.length === 1);
}

async function inNormalMode(editor: vscode.TextEditor, work: () => Thenable<unknown>): Promise<void> {
  setCursorStyle(editor, vscode.TextEditorCursorStyle.Block);
  await work();
}

function setCursorStyle(editor: vscode.TextEditor, cursorStyle: vscode.TextEditorCursorStyle): void {
  editor.options = { ...editor.options, cursorStyle };
}
