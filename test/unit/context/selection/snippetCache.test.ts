import assert from 'node:assert/strict';
import { Background } from '../../../../src/base/background.ts';
import type { Hint } from '../../../../src/context/sources/snippetHint.ts';
import { SnippetCache } from '../../../../src/context/selection/snippetCache.ts';
import { place } from '../../../support/place.ts';
import { ManualClock, settled } from '../../../support/clock.ts';
import { drained } from '../../../support/work.ts';
import { file, indexOfFiles } from '../files.ts';

const uri = 'file:///a.ts';
const hint = (path: string): Hint => ({ uri: `file:///${path}`, source: 'imports', weight: 1 });
const parcel = 'export function weigh(parcel: Parcel): number {\n  return parcel.weight * grams;\n}\n';
const store = 'export class Store {\n  find(id: string): Shelf {\n    return this.shelves.get(id);\n  }\n}\n';
const atParcel = place('weigh(parcel);\n█');
const atStore = place('new Store().find(id);\n█');

function setUp(texts: Readonly<Record<string, string>> = { 'parcel.ts': parcel, 'store.ts': store }) {
  const clock = new ManualClock();
  const declarationIndex = indexOfFiles(texts);
  const snippetCache = new SnippetCache({ declarationIndex, background: new Background({ clock }), clock });
  snippetCache.snippetTokens = 1_000;
  const choose = async (context = atParcel, paths = ['parcel.ts']) => {
    const done = snippetCache.choose(context, paths.map(hint));
    for (let turn = 0; turn < 20; turn++) {
      await clock.advance(4);
      await settled();
    }
    await done;
  };
  const paths = () => snippetCache.snippetsFor(uri).map(({ path }) => path);
  return { clock, declarationIndex, snippetCache, choose, paths };
}

describe('SnippetCache', () => {
  it('returns nothing before a choice, and its snippets afterwards', async () => {
    const { choose, paths } = setUp();
    assert.deepEqual(paths(), []);
    await choose();
    assert.deepEqual(paths(), ['parcel.ts']);
  });

  it('keeps documents apart', async () => {
    const { snippetCache, choose } = setUp();
    await choose();
    assert.deepEqual(snippetCache.snippetsFor('file:///b.ts'), []);
  });

  it('keeps snippets that are nearly as good, so that the beginning of the prompt stays the same', async () => {
    const { clock, declarationIndex, snippetCache, choose } = setUp();
    await choose();
    const before = snippetCache.snippetsFor(uri);
    // The user types elsewhere in the other file.
    drained(declarationIndex.put(file('parcel.ts', `${parcel}\nlet elsewhere = 1;\n`, 2)));
    await clock.advance(1_000);
    await choose();
    assert.equal(snippetCache.snippetsFor(uri), before);
  });

  it('returns the current text of a changed file, however little it is better', async () => {
    const { clock, declarationIndex, snippetCache, choose } = setUp();
    await choose();
    snippetCache.snippetsFor(uri);
    drained(declarationIndex.put(file('parcel.ts', parcel.replace('grams', 'kilos'), 2)));
    await clock.advance(1_000);
    await choose();
    const [snippet] = snippetCache.snippetsFor(uri);
    assert.match(snippet!.text, /kilos/);
  });

  it('returns nothing that is no longer in its file, and nothing of an empty one', async () => {
    const { declarationIndex, snippetCache, choose, paths } = setUp({ 'parcel.ts': `${parcel}\n${store}` });
    await choose();
    assert.match(snippetCache.snippetsFor(uri)[0]!.text, /class Store/);
    drained(declarationIndex.put(file('parcel.ts', parcel, 2)));
    await choose();
    assert.doesNotMatch(snippetCache.snippetsFor(uri)[0]!.text, /class Store/);
    drained(declarationIndex.put(file('parcel.ts', '', 3)));
    await choose();
    assert.deepEqual(paths(), []);
  });

  it('returns nothing that is around the cursor now', async () => {
    const { choose, paths } = setUp();
    await choose();
    assert.deepEqual(paths(), ['parcel.ts']);
    await choose(place(`${parcel}\nweigh(parcel);\n█`), ['parcel.ts', 'store.ts']);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('lists the files of the snippets', async () => {
    const { snippetCache, choose } = setUp();
    assert.deepEqual(snippetCache.filesFor(uri), []);
    await choose();
    assert.deepEqual(snippetCache.filesFor(uri), ['file:///parcel.ts']);
  });

  it('replaces snippets where the user does something else', async () => {
    const { clock, choose, paths } = setUp();
    await choose();
    assert.deepEqual(paths(), ['parcel.ts']);
    await clock.advance(1_000);
    await choose(atStore, ['store.ts']);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('keeps its snippets where nothing is found', async () => {
    const { choose, paths } = setUp();
    await choose();
    paths();
    await choose(atParcel, ['gone.ts']);
    assert.deepEqual(paths(), ['parcel.ts']);
  });

  it('keeps the snippets for a file that may not be a snippet itself', async () => {
    const { snippetCache, choose, paths } = setUp();
    await choose();
    snippetCache.forget([uri]);
    assert.deepEqual(paths(), ['parcel.ts']);
  });

  it('chooses again after a clear, whatever waited before', async () => {
    const { clock, snippetCache, paths } = setUp();
    const all = [snippetCache.choose(atParcel, [hint('parcel.ts')])];
    snippetCache.clear();
    all.push(snippetCache.choose(atStore, [hint('store.ts')]));
    for (let turn = 0; turn < 20; turn++) await clock.advance(4);
    await Promise.all(all);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('returns nothing of a forgotten file', async () => {
    const { snippetCache, choose, paths } = setUp();
    await choose(atParcel, ['parcel.ts', 'store.ts']);
    assert.deepEqual(paths().sort(), ['parcel.ts', 'store.ts']);
    snippetCache.forget(['file:///parcel.ts']);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('returns nothing of a file that is forgotten during a choice', async () => {
    const { clock, snippetCache, paths } = setUp();
    const done = snippetCache.choose(atParcel, [hint('parcel.ts')]);
    snippetCache.forget(['file:///parcel.ts']);
    for (let turn = 0; turn < 20; turn++) await clock.advance(4);
    await done;
    assert.deepEqual(paths(), []);
  });

  it('chooses nothing without tokens', async () => {
    const { snippetCache, choose, paths } = setUp();
    snippetCache.snippetTokens = 0;
    await choose();
    assert.deepEqual(paths(), []);
  });

  it('drops all snippets when the setting changes', async () => {
    const { snippetCache, choose, paths } = setUp();
    await choose();
    snippetCache.snippetTokens = 2_000;
    assert.deepEqual(paths(), []);
  });

  it('chooses for the last of several cursors that wait', async () => {
    const { clock, snippetCache, paths } = setUp();
    const all = [snippetCache.choose(atParcel, [hint('parcel.ts')]), snippetCache.choose(atStore, [hint('store.ts')])];
    for (let turn = 0; turn < 20; turn++) await clock.advance(4);
    await Promise.all(all);
    assert.deepEqual(paths(), ['store.ts']);
  });
});
