import assert from 'node:assert/strict';
import { choose } from '../../../../src/context/selection/chooseSnippets.ts';
import type { Snippet, SourceName } from '../../../../src/completion/prompt/snippet.ts';
import type { Hint } from '../../../../src/context/sources/snippetHint.ts';
import type { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import { promptParts } from '../../../../src/completion/prompt/prompt.ts';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { place } from '../../../support/place.ts';
import { drained } from '../../../support/work.ts';
import { indexOfFiles } from '../files.ts';

function hint(path: string, source: SourceName = 'imports', more: Partial<Hint> = {}): Hint {
  return { uri: `file:///${path}`, source, weight: 1, ...more };
}

function chosen(
  context: CursorContext,
  declarationIndex: DeclarationIndex,
  hints: readonly Hint[],
  tokens = 1_000,
): Snippet[] {
  return drained(choose({ context, hints, declarationIndex, tokens }));
}

const parcels = `
import { Place } from './place.ts';

/** What is sent. */
export interface Parcel {
  id: string;
  weight: number;
  to: Place;
}

export function weigh(parcel: Parcel): number {
  return parcel.weight;
}
`;
const noise = Array.from(
  { length: 30 },
  (_, at) => `export function noise${at}(value${at}) {\n  return value${at};\n}\n`,
);

describe('choose', () => {
  const cursor = place('function total(parcels: Parcel[]) {\n  return █\n}\n', { uri: 'file:///total.ts' });

  it('brings the declarations of the names around the cursor', () => {
    const declarationIndex = indexOfFiles({ 'parcel.ts': parcels });
    const [snippet] = chosen(cursor, declarationIndex, [hint('parcel.ts')]);
    assert.equal(snippet!.path, 'parcel.ts');
    assert.match(snippet!.text, /export interface Parcel {\n {2}id: string;\n {2}weight: number;/);
    assert.match(snippet!.text, /export function weigh\(parcel: Parcel\): number/);
    assert.deepEqual([snippet!.source, snippet!.startLine, snippet!.shared[0]], ['imports', 3, 'Parcel']);
  });

  it('brings nothing of files without a hint, or that are not indexed', () => {
    const declarationIndex = indexOfFiles({ 'parcel.ts': parcels });
    assert.deepEqual(chosen(cursor, declarationIndex, []), []);
    assert.deepEqual(chosen(cursor, declarationIndex, [hint('other.ts')]), []);
  });

  it('takes what shares rare names with the text around the cursor first', () => {
    const declarationIndex = indexOfFiles({ 'noise.ts': noise.join('\n'), 'parcel.ts': parcels });
    const snippets = chosen(cursor, declarationIndex, [hint('noise.ts'), hint('parcel.ts')], 60);
    assert.deepEqual(
      snippets.map(({ path }) => path),
      ['parcel.ts'],
    );
  });

  it('takes the lines of a hint before others of the file', () => {
    const declarationIndex = indexOfFiles({ 'noise.ts': noise.join('\n') });
    const exact = hint('noise.ts', 'definitions', { lines: [40, 42] });
    const [snippet] = chosen(cursor, declarationIndex, [exact, hint('noise.ts', 'tabs')], 30);
    assert.match(snippet!.text, /noise10/);
    assert.equal(snippet!.source, 'definitions');
  });

  it('brings nothing that prefix or suffix have', () => {
    const declarationIndex = indexOfFiles({
      'copy.ts': 'function total(parcels: Parcel[]) {\n  // a sum\n  return sum(parcels);\n}\n',
    });
    const copied = place('function total(parcels: Parcel[]) {\n  return sum(parcels);\n}\n\n█', {
      uri: 'file:///a.ts',
    });
    assert.deepEqual(chosen(copied, declarationIndex, [hint('copy.ts')]), []);
  });

  it("brings of the cursor's own file only what the prompt does not have", () => {
    const text = Array.from({ length: 40 }, (_, at) => `export const value${at} = ${at};\n`).join('\n');
    const declarationIndex = indexOfFiles({ 'a.ts': text });
    const lines = text.split('\n').slice(20, 60).join('\n');
    const inside = place(`${lines}\nuse(value5, value35, █)`, { uri: 'file:///a.ts', startLine: 20 });
    const [snippet] = chosen(inside, declarationIndex, [hint('a.ts', 'edits')]);
    assert.match(snippet!.text, /value5 /);
    assert.doesNotMatch(snippet!.text, /value1[5-9] /);
  });

  it('brings the same declaration once, however many files have it', () => {
    const declarationIndex = indexOfFiles({ 'parcel.ts': parcels, 'dist/parcel.ts': parcels });
    const snippets = chosen(cursor, declarationIndex, [hint('parcel.ts'), hint('dist/parcel.ts', 'tabs')], 100);
    assert.equal(snippets.length, 1);
  });

  it('shows a class that is too long for the budget by its signatures', () => {
    const methods = Array.from({ length: 20 }, (_, at) => {
      return `  find${at}(parcels: Parcel[]): Parcel {\n${'    this.look();\n'.repeat(12)}    return parcels[${at}]!;\n  }\n`;
    });
    const declarationIndex = indexOfFiles({ 'store.ts': `export class ParcelStore {\n${methods.join('\n')}}\n` });
    const used = place('const parcels = new ParcelStore();\nparcels.█', { uri: 'file:///a.ts' });
    const [snippet] = chosen(used, declarationIndex, [hint('store.ts')], 500);
    assert.match(snippet!.text, /^export class ParcelStore {\n {2}find0\(parcels: Parcel\[\]\): Parcel;\n/);
    assert.ok(snippet!.text.split('this.look').length < 30);
  });

  it('prefers names with the words of the names around the cursor', () => {
    const declaring = (one: string) => `export function ${one}From(input: string): void {\n  open${one}(input);\n}\n`;
    const declarationIndex = indexOfFiles({ 'a/one.ts': declaring('Receipt'), 'a/two.ts': declaring('Invoice') });
    const creating = place('export function createInvoice() {\n  █\n}', { uri: 'file:///a.ts' });
    const [snippet, ...others] = chosen(creating, declarationIndex, [hint('a/one.ts'), hint('a/two.ts')], 40);
    assert.deepEqual([snippet!.path, others.length], ['a/two.ts', 0]);
  });

  it('shows a member between the lines that open and close its container', () => {
    const methods = Array.from({ length: 60 }, (_, at) => {
      return `  method${at}() {\n${`    this.step${at}();\n`.repeat(12)}  }\n`;
    });
    const declarationIndex = indexOfFiles({ 'store.ts': `export class Store {\n${methods.join('\n')}}\n` });
    const from = 1 + 15 * 7;
    const [snippet] = chosen(cursor, declarationIndex, [hint('store.ts', 'edits', { lines: [from, from + 3] })], 150);
    assert.match(snippet!.text, /^export class Store {\n[^]* {2}method7\(\) {\n {4}this.step7\(\);\n/);
    assert.match(snippet!.text, /\n}$/);
  });

  it('chooses the same for the same place', () => {
    const declarationIndex = indexOfFiles({ 'noise.ts': noise.join('\n'), 'parcel.ts': parcels });
    const hints = [hint('noise.ts', 'tabs'), hint('parcel.ts')];
    assert.deepEqual(chosen(cursor, declarationIndex, hints), chosen(cursor, declarationIndex, hints));
  });

  it('stays within the budget, headings and all', () => {
    const declarationIndex = indexOfFiles({
      'noise.ts': noise.join('\n'),
      'parcel.ts': parcels,
      'b/parcel.ts': noise.join('\n'),
    });
    const hints = [hint('noise.ts', 'tabs'), hint('parcel.ts'), hint('b/parcel.ts', 'siblings')];
    for (let tokens = 0; tokens <= 1_200; tokens += 11) {
      const snippets = chosen(cursor, declarationIndex, hints, tokens);
      const parts = promptParts(cursor, { path: 'total.ts', snippets }).filter(({ snippet }) => snippet !== null);
      assert.ok(parts.reduce((sum, { text }) => sum + text.length, 0) <= 3 * tokens);
    }
  });

  it('takes a step for each file', () => {
    const texts = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.ts`, parcels]));
    const hints = Object.keys(texts).map((path) => hint(path));
    const work = choose({ context: cursor, hints, declarationIndex: indexOfFiles(texts), tokens: 1_000 });
    let steps = 0;
    while (!work.next().done) steps++;
    assert.ok(steps >= 40, String(steps));
  });

  it('keeps what the prompt has where something else is hardly better', () => {
    const one = (name: string) => `export function ${name}(parcel: Parcel): number {\n  return ${name}Of(parcel);\n}\n`;
    const declarationIndex = indexOfFiles({ 'one.ts': one('one'), 'two.ts': one('two') });
    const hints = [hint('one.ts'), hint('two.ts')];
    const context = place('const parcel: Parcel = █');
    const first = chosen(context, declarationIndex, hints, 40);
    const other = chosen(
      context,
      declarationIndex,
      hints.filter(({ uri }) => uri !== first[0]!.uri),
      40,
    );
    assert.equal(first.length, 1);
    const kept = drained(choose({ context, hints, declarationIndex, tokens: 40, current: other }));
    assert.deepEqual(kept, other);
    assert.notDeepEqual(kept, first);
  });
});
