import assert from 'node:assert/strict';
import { choose } from '../../../../src/context/selection/choose.ts';
import type { SourceName } from '../../../../src/completion/snippet.ts';
import type { Hint } from '../../../../src/context/sources/hint.ts';
import type { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import type { Snippet } from '../../../../src/completion/snippet.ts';
import { promptParts } from '../../../../src/completion/prompt.ts';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { place } from '../../../support/place.ts';
import { drained } from '../../../support/drained.ts';
import { libraryOf } from '../files.ts';

function lead(path: string, source: SourceName = 'imports', more: Partial<Hint> = {}): Hint {
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
    const declarationIndex = libraryOf({ 'parcel.ts': parcels });
    const [snippet] = chosen(cursor, declarationIndex, [lead('parcel.ts')]);
    assert.equal(snippet!.path, 'parcel.ts');
    assert.match(snippet!.text, /export interface Parcel {\n {2}id: string;\n {2}weight: number;/);
    assert.match(snippet!.text, /export function weigh\(parcel: Parcel\): number/);
    assert.deepEqual([snippet!.source, snippet!.startLine, snippet!.shared[0]], ['imports', 3, 'Parcel']);
  });

  it('brings nothing of files that no lead names, or that the library does not have', () => {
    const declarationIndex = libraryOf({ 'parcel.ts': parcels });
    assert.deepEqual(chosen(cursor, declarationIndex, []), []);
    assert.deepEqual(chosen(cursor, declarationIndex, [lead('other.ts')]), []);
  });

  it('takes what shares rare names with the text around the cursor first', () => {
    const declarationIndex = libraryOf({ 'noise.ts': noise.join('\n'), 'parcel.ts': parcels });
    const snippets = chosen(cursor, declarationIndex, [lead('noise.ts'), lead('parcel.ts')], 60);
    assert.deepEqual(
      snippets.map(({ path }) => path),
      ['parcel.ts'],
    );
  });

  it('takes the lines that a lead means before others of the file', () => {
    const declarationIndex = libraryOf({ 'noise.ts': noise.join('\n') });
    const meant = lead('noise.ts', 'definitions', { lines: [40, 42] });
    const [snippet] = chosen(cursor, declarationIndex, [meant, lead('noise.ts', 'tabs')], 30);
    assert.match(snippet!.text, /noise10/);
    assert.equal(snippet!.source, 'definitions');
  });

  it('brings nothing that stands in prefix or suffix already', () => {
    const declarationIndex = libraryOf({
      'copy.ts': 'function total(parcels: Parcel[]) {\n  // a sum\n  return sum(parcels);\n}\n',
    });
    const copied = place('function total(parcels: Parcel[]) {\n  return sum(parcels);\n}\n\n█', {
      uri: 'file:///a.ts',
    });
    assert.deepEqual(chosen(copied, declarationIndex, [lead('copy.ts')]), []);
  });

  it("brings nothing of the cursor's own file that the model sees, but what stands above and below of that", () => {
    const text = Array.from({ length: 40 }, (_, at) => `export const value${at} = ${at};\n`).join('\n');
    const declarationIndex = libraryOf({ 'a.ts': text });
    const lines = text.split('\n').slice(20, 60).join('\n');
    const inside = place(`${lines}\nuse(value5, value35, █)`, { uri: 'file:///a.ts', startLine: 20 });
    const [snippet] = chosen(inside, declarationIndex, [lead('a.ts', 'edits')]);
    assert.match(snippet!.text, /value5 /);
    assert.doesNotMatch(snippet!.text, /value1[5-9] /);
  });

  it('says the same thing once, in however many files it stands', () => {
    const declarationIndex = libraryOf({ 'parcel.ts': parcels, 'dist/parcel.ts': parcels });
    const snippets = chosen(cursor, declarationIndex, [lead('parcel.ts'), lead('dist/parcel.ts', 'tabs')], 100);
    assert.equal(snippets.length, 1);
  });

  it('shows a class that is too long for the budget by its signatures', () => {
    const methods = Array.from({ length: 20 }, (_, at) => {
      return `  find${at}(parcels: Parcel[]): Parcel {\n${'    this.look();\n'.repeat(12)}    return parcels[${at}]!;\n  }\n`;
    });
    const declarationIndex = libraryOf({ 'store.ts': `export class ParcelStore {\n${methods.join('\n')}}\n` });
    const used = place('const parcels = new ParcelStore();\nparcels.█', { uri: 'file:///a.ts' });
    const [snippet] = chosen(used, declarationIndex, [lead('store.ts')], 500);
    assert.match(snippet!.text, /^export class ParcelStore {\n {2}find0\(parcels: Parcel\[\]\): Parcel;\n/);
    assert.ok(snippet!.text.split('this.look').length < 30);
  });

  it('prefers what is named by the words of the names around the cursor', () => {
    const declaring = (one: string) => `export function ${one}From(input: string): void {\n  open${one}(input);\n}\n`;
    const declarationIndex = libraryOf({ 'a/one.ts': declaring('Receipt'), 'a/two.ts': declaring('Invoice') });
    const creating = place('export function createInvoice() {\n  █\n}', { uri: 'file:///a.ts' });
    const [snippet, ...others] = chosen(creating, declarationIndex, [lead('a/one.ts'), lead('a/two.ts')], 40);
    assert.deepEqual([snippet!.path, others.length], ['a/two.ts', 0]);
  });

  it('shows a member within the lines of what it is a member of', () => {
    const methods = Array.from({ length: 60 }, (_, at) => {
      return `  method${at}() {\n${`    this.step${at}();\n`.repeat(12)}  }\n`;
    });
    const declarationIndex = libraryOf({ 'store.ts': `export class Store {\n${methods.join('\n')}}\n` });
    const from = 1 + 15 * 7;
    const [snippet] = chosen(cursor, declarationIndex, [lead('store.ts', 'edits', { lines: [from, from + 3] })], 150);
    assert.match(snippet!.text, /^export class Store {\n[^]* {2}method7\(\) {\n {4}this.step7\(\);\n/);
    assert.match(snippet!.text, /\n}$/);
  });

  it('chooses the same for the same place', () => {
    const declarationIndex = libraryOf({ 'noise.ts': noise.join('\n'), 'parcel.ts': parcels });
    const hints = [lead('noise.ts', 'tabs'), lead('parcel.ts')];
    assert.deepEqual(chosen(cursor, declarationIndex, hints), chosen(cursor, declarationIndex, hints));
  });

  it('stays within the budget, headings and all', () => {
    const declarationIndex = libraryOf({
      'noise.ts': noise.join('\n'),
      'parcel.ts': parcels,
      'b/parcel.ts': noise.join('\n'),
    });
    const hints = [lead('noise.ts', 'tabs'), lead('parcel.ts'), lead('b/parcel.ts', 'siblings')];
    for (let tokens = 0; tokens <= 1_200; tokens += 11) {
      const snippets = chosen(cursor, declarationIndex, hints, tokens);
      const parts = promptParts(cursor, { path: 'total.ts', snippets }).filter(({ snippet }) => snippet !== null);
      assert.ok(parts.reduce((sum, { text }) => sum + text.length, 0) <= 3 * tokens);
    }
  });

  it('can pause between any two files', () => {
    const texts = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.ts`, parcels]));
    const hints = Object.keys(texts).map((path) => lead(path));
    const work = choose({ context: cursor, hints, declarationIndex: libraryOf(texts), tokens: 1_000 });
    let steps = 0;
    while (!work.next().done) steps++;
    assert.ok(steps >= 40, String(steps));
  });

  it('stays with what stands in the prompt already where something else is hardly better', () => {
    const one = (name: string) => `export function ${name}(parcel: Parcel): number {\n  return ${name}Of(parcel);\n}\n`;
    const declarationIndex = libraryOf({ 'one.ts': one('one'), 'two.ts': one('two') });
    const hints = [lead('one.ts'), lead('two.ts')];
    const context = place('const parcel: Parcel = █');
    const first = chosen(context, declarationIndex, hints, 40);
    const other = chosen(
      context,
      declarationIndex,
      hints.filter(({ uri }) => uri !== first[0]!.uri),
      40,
    );
    assert.equal(first.length, 1);
    const held = drained(choose({ context, hints, declarationIndex, tokens: 40, current: other }));
    assert.deepEqual(held, other);
    assert.notDeepEqual(held, first);
  });
});
