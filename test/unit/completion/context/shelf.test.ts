import assert from 'node:assert/strict';
import { Background } from '../../../../src/completion/context/background.ts';
import type { Lead } from '../../../../src/completion/context/lead.ts';
import { Library } from '../../../../src/completion/context/library.ts';
import { Shelf } from '../../../../src/completion/context/shelf.ts';
import { place } from '../place.ts';
import { ManualClock } from '../scriptedSource.ts';

const context = place('total(basket, █', { uri: 'file:///own.ts' });
const lead = (name: string): Lead => ({ uri: `file:///${name}.ts`, source: 'imports', weight: 1 });

function setUp() {
  const clock = new ManualClock();
  const library = new Library();
  const ticking = Object.assign(new ManualClock(), { setTimeout: (callback: () => void) => setImmediate(callback) });
  const background = new Background({ clock: ticking });
  const shelf = new Shelf({ library, background, clock });
  shelf.snippetTokens = 1_000;
  const put = (name: string, text: string) => {
    const file = { uri: `file:///${name}.ts`, path: `${name}.ts`, language: 'typescript', text, version: text };
    return background.run(library.put(file));
  };
  const paths = () => shelf.snippetsFor(context.uri).map(({ path }) => path);
  return { clock, shelf, put, paths };
}

const declaring = (name: string) =>
  `export function ${name}(basket: Basket, total: number): number {\n  return total;\n}\n`;

describe('Shelf', () => {
  it('has nothing before something was chosen, and then what was', async () => {
    const { shelf, put, paths } = setUp();
    await put('a', declaring('total'));
    assert.deepEqual(paths(), []);
    await shelf.choose(context, [lead('a')]);
    assert.deepEqual(paths(), ['a.ts']);
    assert.deepEqual(shelf.snippetsFor('file:///other.ts'), []);
  });

  it('keeps what was sent where something else is hardly better, and puts what is new behind it', async () => {
    const { clock, shelf, put, paths } = setUp();
    await put('a', declaring('total'));
    await put('b', declaring('another'));
    await shelf.choose(context, [lead('a')]);
    assert.deepEqual(paths(), ['a.ts']);
    await clock.advance(1_000);
    await shelf.choose(context, [lead('b'), lead('a')]);
    assert.equal(paths()[0], 'a.ts');
  });

  it('keeps what was found where nothing is found any more', async () => {
    const { shelf, put, paths } = setUp();
    await put('a', declaring('total'));
    await shelf.choose(context, [lead('a')]);
    assert.deepEqual(paths(), ['a.ts']);
    await shelf.choose(context, []);
    assert.deepEqual(paths(), ['a.ts']);
  });

  it('forgets a file that must stay at home, at once, and while it is being chosen', async () => {
    const { shelf, put, paths } = setUp();
    await put('a', declaring('total'));
    await shelf.choose(context, [lead('a')]);
    shelf.forget('file:///a.ts');
    assert.deepEqual(paths(), []);
    const choosing = shelf.choose(context, [lead('a')]);
    await new Promise(setImmediate);
    shelf.forget('file:///a.ts');
    await choosing;
    assert.deepEqual(paths(), []);
  });

  it('has nothing with no tokens, nor after it was cleared', async () => {
    const { shelf, put, paths } = setUp();
    await put('a', declaring('total'));
    await shelf.choose(context, [lead('a')]);
    shelf.clear();
    assert.deepEqual(paths(), []);
    shelf.snippetTokens = 0;
    await shelf.choose(context, [lead('a')]);
    assert.deepEqual(paths(), []);
  });
});
