import assert from 'node:assert/strict';
import { Background } from '../../../../src/completion/context/background.ts';
import type { Lead } from '../../../../src/completion/context/lead.ts';
import { Shelf } from '../../../../src/completion/context/shelf.ts';
import { place } from '../place.ts';
import { ManualClock, settled } from '../scriptedSource.ts';
import { drained } from './drained.ts';
import { file, libraryOf } from './files.ts';

const uri = 'file:///a.ts';
const lead = (path: string): Lead => ({ uri: `file:///${path}`, source: 'imports', weight: 1 });
const parcel = 'export function weigh(parcel: Parcel): number {\n  return parcel.weight * grams;\n}\n';
const store = 'export class Store {\n  find(id: string): Shelf {\n    return this.shelves.get(id);\n  }\n}\n';
const atParcel = place('weigh(parcel);\n█');
const atStore = place('new Store().find(id);\n█');

function setUp(texts: Readonly<Record<string, string>> = { 'parcel.ts': parcel, 'store.ts': store }) {
  const clock = new ManualClock();
  const library = libraryOf(texts);
  const shelf = new Shelf({ library, background: new Background({ clock }), clock });
  shelf.snippetTokens = 1_000;
  const choose = async (context = atParcel, paths = ['parcel.ts']) => {
    const done = shelf.choose(context, paths.map(lead));
    for (let turn = 0; turn < 20; turn++) {
      await clock.advance(4);
      await settled();
    }
    await done;
  };
  const paths = () => shelf.snippetsFor(uri).map(({ path }) => path);
  return { clock, library, shelf, choose, paths };
}

describe('Shelf', () => {
  it('has nothing before something is chosen, and what was chosen from then on', async () => {
    const { choose, paths } = setUp();
    assert.deepEqual(paths(), []);
    await choose();
    assert.deepEqual(paths(), ['parcel.ts']);
  });

  it('keeps the documents apart', async () => {
    const { shelf, choose } = setUp();
    await choose();
    assert.deepEqual(shelf.snippetsFor('file:///b.ts'), []);
  });

  it('changes nothing for what is nearly as good, so that the beginning of the prompt stays the same', async () => {
    const { clock, library, shelf, choose } = setUp();
    await choose();
    const before = shelf.snippetsFor(uri);
    // Somebody types elsewhere in the other file.
    drained(library.put(file('parcel.ts', `${parcel}\nlet elsewhere = 1;\n`, 2)));
    await clock.advance(1_000);
    await choose();
    assert.equal(shelf.snippetsFor(uri), before);
  });

  it('hands out what stands there now of a file that was changed, however little that is better', async () => {
    const { clock, library, shelf, choose } = setUp();
    await choose();
    shelf.snippetsFor(uri);
    drained(library.put(file('parcel.ts', parcel.replace('grams', 'kilos'), 2)));
    await clock.advance(1_000);
    await choose();
    const [snippet] = shelf.snippetsFor(uri);
    assert.match(snippet!.text, /kilos/);
  });

  it('hands out nothing that is no longer in its file, and nothing of an empty one', async () => {
    const { library, shelf, choose, paths } = setUp({ 'parcel.ts': `${parcel}\n${store}` });
    await choose();
    assert.match(shelf.snippetsFor(uri)[0]!.text, /class Store/);
    drained(library.put(file('parcel.ts', parcel, 2)));
    await choose();
    assert.doesNotMatch(shelf.snippetsFor(uri)[0]!.text, /class Store/);
    drained(library.put(file('parcel.ts', '', 3)));
    await choose();
    assert.deepEqual(paths(), []);
  });

  it('hands out nothing that stands around the cursor by now', async () => {
    const { choose, paths } = setUp();
    await choose();
    assert.deepEqual(paths(), ['parcel.ts']);
    await choose(place(`${parcel}\nweigh(parcel);\n█`), ['parcel.ts', 'store.ts']);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('tells which files it has chosen from', async () => {
    const { shelf, choose } = setUp();
    assert.deepEqual(shelf.filesFor(uri), []);
    await choose();
    assert.deepEqual(shelf.filesFor(uri), ['file:///parcel.ts']);
  });

  it('takes other snippets where the user has gone on to something else', async () => {
    const { clock, choose, paths } = setUp();
    await choose();
    assert.deepEqual(paths(), ['parcel.ts']);
    await clock.advance(1_000);
    await choose(atStore, ['store.ts']);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('keeps what it has where nothing is found', async () => {
    const { choose, paths } = setUp();
    await choose();
    paths();
    await choose(atParcel, ['gone.ts']);
    assert.deepEqual(paths(), ['parcel.ts']);
  });

  it('keeps what is chosen for a file that may be no snippet itself', async () => {
    const { shelf, choose, paths } = setUp();
    await choose();
    shelf.forget(uri);
    assert.deepEqual(paths(), ['parcel.ts']);
  });

  it('chooses anew after it was cleared, whatever waited before', async () => {
    const { clock, shelf, paths } = setUp();
    const all = [shelf.choose(atParcel, [lead('parcel.ts')])];
    shelf.clear();
    all.push(shelf.choose(atStore, [lead('store.ts')]));
    for (let turn = 0; turn < 20; turn++) await clock.advance(4);
    await Promise.all(all);
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('hands out nothing more of a file that it has to forget', async () => {
    const { shelf, choose, paths } = setUp();
    await choose(atParcel, ['parcel.ts', 'store.ts']);
    assert.deepEqual(paths().sort(), ['parcel.ts', 'store.ts']);
    shelf.forget('file:///parcel.ts');
    assert.deepEqual(paths(), ['store.ts']);
  });

  it('hands out nothing of a file that it has to forget while something is being chosen from it', async () => {
    const { clock, shelf, paths } = setUp();
    const done = shelf.choose(atParcel, [lead('parcel.ts')]);
    shelf.forget('file:///parcel.ts');
    for (let turn = 0; turn < 20; turn++) await clock.advance(4);
    await done;
    assert.deepEqual(paths(), []);
  });

  it('chooses nothing where no tokens are to be had', async () => {
    const { shelf, choose, paths } = setUp();
    shelf.snippetTokens = 0;
    await choose();
    assert.deepEqual(paths(), []);
  });

  it('forgets all with a change of the setting', async () => {
    const { shelf, choose, paths } = setUp();
    await choose();
    shelf.snippetTokens = 2_000;
    assert.deepEqual(paths(), []);
  });

  it('chooses for the last of several places that wait', async () => {
    const { clock, shelf, paths } = setUp();
    const all = [shelf.choose(atParcel, [lead('parcel.ts')]), shelf.choose(atStore, [lead('store.ts')])];
    for (let turn = 0; turn < 20; turn++) await clock.advance(4);
    await Promise.all(all);
    assert.deepEqual(paths(), ['store.ts']);
  });
});
