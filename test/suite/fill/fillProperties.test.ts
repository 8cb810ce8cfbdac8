import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import type { FimServer } from '../../server/fimServer.ts';
import { sendNews } from '../../vscode/suite/output.ts';
import { closeEditors, connect, messagesOf, open } from '../harness.ts';

/** Each run opens a file and fills it: a second or two. With other seeds, more of them find more. */
const runs = Number(process.env.INFILL_FILLS ?? 5);
const seed = Number(process.env.INFILL_SEED ?? 20_261_127);

const chunks = [
  'a',
  'b();',
  ' ',
  '\t',
  '\n',
  '\n\n',
  '    ',
  '{',
  '}',
  ')',
  'é',
  '🎉',
  '👩‍👩‍👧',
  '// c\n',
  '"',
  'x = 1;\n',
];
const texts = (max: number) => fc.array(fc.constantFrom(...chunks), { maxLength: max }).map((parts) => parts.join(''));

const cases = fc.record({
  before: texts(8),
  selected: texts(6),
  between: texts(3),
  second: fc.option(texts(4)),
  after: texts(8),
  says: fc.array(fc.constantFrom('one', ' two', '\n', '  three();', '🎉', '\tx', '}', ')', '// c'), {
    minLength: 1,
    maxLength: 9,
  }),
  isCrlf: fc.boolean(),
  /** What happens in the middle of the stream, if it has a middle. */
  meanwhile: fc.constantFrom('nothing', 'edit', 'save', 'edit and save'),
  end: fc.constantFrom('accept', 'discard', 'undo', 'redo', 'cancel', 'error'),
  tokens: fc.nat({ max: 8 }),
});

/** What has failed once. */
const known: Case[] = [
  {
    ...{ before: '', selected: 'a', between: '', second: '🎉', after: '', says: ['🎉', 'one'], isCrlf: false },
    ...{ meanwhile: 'nothing', end: 'discard', tokens: 1 },
  },
  {
    ...{ before: '', selected: '', between: '', second: null, after: '', says: ['one', '🎉'], isCrlf: false },
    ...{ meanwhile: 'nothing', end: 'discard', tokens: 1 },
  },
];

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const run = (command: string) => vscode.commands.executeCommand(`infill.${command}`);

describe('Fill Selection, at random', () => {
  let server: FimServer;
  before(async () => void (server = await connect()));
  afterEach(closeEditors);
  after(() => server.close());

  it('changes nothing but the selections, and brings them back to the byte', async function () {
    this.timeout(60_000 * (runs + known.length));
    let fills = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        sendNews({ began: `Fill Selection, at random: fill ${++fills}` });
        await messagesOf(() => holds(one));
        await closeEditors();
      }),
      { seed, numRuns: runs + known.length, examples: known.map((one) => [one]) },
    );
  });

  async function holds({ says, meanwhile, end, tokens, isCrlf, second, ...one }: Case) {
    const inLines = (text: string) => (isCrlf ? text.replaceAll('\n', '\r\n') : text);
    // A first line of the document's own, so that its line ends are known, and an edit has a place elsewhere.
    const head = inLines(`first\n${one.before}`);
    const parts = [one.selected, ...(second === null ? [] : [one.between, second])].map(inLines);
    const original = head + parts.join('') + inLines(one.after);
    const editor = await open(original, 'txt');
    const { document } = editor;
    assert.equal(document.getText(), original);
    const place = (offset: number) => document.positionAt(offset);
    const starts = [0, 2]
      .slice(0, second === null ? 1 : 2)
      .map((index) => head.length + parts.slice(0, index).join('').length);
    editor.selections = starts.map((start, index) => {
      return new vscode.Selection(place(start), place(start + parts[2 * index]!.length));
    });

    server.clearFaults();
    server.reset();
    const isBroken = end === 'error';
    const at = { tokens: Math.min(tokens, says.length) };
    const text = says.join('');
    server.fault({ text, ...(isBroken ? { breakAt: at } : { stall: at }) }, { times: Infinity });
    await run('fillSelection');
    const request = await server.waitForRequest(1);
    let typed = '';
    if (!isBroken) {
      if (meanwhile.includes('edit')) {
        typed = 'typed ';
        await editor.edit((edit) => edit.insert(place(0), typed));
      }
      if (meanwhile.includes('save')) {
        // Of a clean document VS Code may say either: there was nothing to save.
        const { isDirty } = document;
        const isDone = await document.save();
        assert.ok(isDone || !isDirty);
      }
    }
    const isSaved = !isBroken && meanwhile.includes('save');
    if (end === 'cancel') await run('fill.cancel');
    server.clearFaults();
    server.fault({ text }, { times: Infinity });
    server.release();
    await request.done;
    await idle(document);

    if (end === 'accept') {
      await run('fill.accept');
      const result = document.getText();
      assert.ok(result.startsWith(typed + head), JSON.stringify(result));
      assert.ok(result.endsWith(inLines(one.after)), JSON.stringify(result));
      if (second !== null) assert.ok(result.includes(parts[1]!));
      assert.equal(result.isWellFormed(), true);
    } else {
      const isUndo = (end === 'undo' || end === 'redo') && typed === '' && document.getText() !== original;
      if (isUndo) await vscode.commands.executeCommand('undo');
      if (isUndo && end === 'redo') await vscode.commands.executeCommand('redo');
      if (!isUndo || end === 'redo') await run('fill.discard');
      assert.equal(document.getText(), typed + original);
      assert.equal(document.isDirty, typed !== '' && !isSaved);
    }
    if (isSaved) {
      const disk = new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri));
      assert.equal(disk, typed + original);
    }
  }

  /** Resolves once nothing is filled any more, and what came is written. */
  async function idle({ uri }: vscode.TextDocument): Promise<void> {
    const lenses = () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    while ((await lenses()).some(({ command }) => command?.command === 'infill.fill.cancel'));
    await lenses();
  }
});
