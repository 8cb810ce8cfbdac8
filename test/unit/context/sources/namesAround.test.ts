import assert from 'node:assert/strict';
import { namesAround } from '../../../../src/context/sources/namesAround.ts';

describe('the names around the cursor', () => {
  const lines = ['import { Store } from "./store.ts";', '', 'const store = new Store();', 'store.put(item);', 'far'];
  const names = (line: number) => namesAround(lines.length, (at) => lines[at]!, { line, character: 0 });

  it('come nearest first, each where it is nearest', () => {
    assert.deepEqual(names(3), [
      { name: 'item', line: 3, character: 10 },
      { name: 'put', line: 3, character: 6 },
      { name: 'store', line: 3, character: 0 },
      { name: 'Store', line: 2, character: 18 },
      { name: 'far', line: 4, character: 0 },
    ]);
  });

  it('are no keywords, and none of one or two letters', () => {
    assert.deepEqual(
      namesAround(1, () => 'for (const i of xs) return this;', { line: 0, character: 0 }),
      [],
    );
  });

  it('may have letters of any language, and $ and _', () => {
    const found = namesAround(1, () => 'größe $el _id_2 漢字名', { line: 0, character: 0 }).map(({ name }) => name);
    assert.deepEqual(found, ['漢字名', '_id_2', '$el', 'größe']);
  });

  it('are within thirty lines above and ten below', () => {
    const asked: number[] = [];
    namesAround(1_000, (line) => (asked.push(line), ''), { line: 500, character: 0 });
    assert.deepEqual([Math.min(...asked), Math.max(...asked)], [470, 510]);
  });

  it('are within five hundred characters of the cursor in a very long line', () => {
    const line = Array.from({ length: 100_000 }, (_, at) => `name${at}`).join(' ');
    const character = line.indexOf('name70000');
    const found = namesAround(1, () => line, { line: 0, character });
    assert.ok(found.length > 50 && found.length < 110, `${found.length} names`);
    assert.equal(found.find(({ name }) => name === 'name70000')?.character, character);
  });
});
