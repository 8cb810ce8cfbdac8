import assert from 'node:assert/strict';
import { namesAround } from '../../../../src/editor/context/namesAround.ts';

describe('the names around the cursor', () => {
  const lines = ['import { Store } from "./store.ts";', '', 'const store = new Store();', 'store.put(item);', 'far'];
  const names = (cursor: number) => namesAround(lines.length, (line) => lines[line]!, cursor);

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
      namesAround(1, () => 'for (const i of xs) return this;', 0),
      [],
    );
  });

  it('may have letters of any language, and $ and _', () => {
    const found = namesAround(1, () => 'größe $el _id_2 漢字名', 0).map(({ name }) => name);
    assert.deepEqual(found, ['漢字名', '_id_2', '$el', 'größe']);
  });

  it('stand within thirty lines above and ten below', () => {
    const asked: number[] = [];
    namesAround(1_000, (line) => (asked.push(line), ''), 500);
    assert.deepEqual([Math.min(...asked), Math.max(...asked)], [470, 510]);
  });
});
