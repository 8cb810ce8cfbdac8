import assert from 'node:assert/strict';
import type { Hint } from '../../../../src/context/sources/snippetHint.ts';
import { LookUps } from '../../../../src/context/sources/lookUps.ts';
import { ManualClock, settled } from '../../../support/clock.ts';

const hintAt = (uri: string): Hint => ({ uri, source: 'definitions', weight: 1 });

/** Look-ups that the test answers. */
async function setUp() {
  const clock = new ManualClock();
  await clock.advance(1); // lru-cache keeps what it got at 0 for ever
  const lookUps = new LookUps(clock);
  const asked: string[] = [];
  const waiting = new Map<string, (hints: Hint[]) => void>();
  const ask = (language: string, keys: string[], isValid = () => true) => {
    const wanted = keys.map((key) => ({
      key,
      run: () => {
        asked.push(key);
        return new Promise<Hint[]>((answer) => waiting.set(key, answer));
      },
    }));
    const state = { isDone: false };
    void lookUps.run(language, wanted, isValid).then(() => (state.isDone = true));
    return state;
  };
  const answer = async (key: string, ...uris: string[]) => {
    waiting.get(key)!(uris.map(hintAt));
    await settled();
  };
  return { clock, lookUps, asked, ask, answer };
}

describe('LookUps', () => {
  it('runs two look-ups at once, and waits for all answers', async () => {
    const { lookUps, asked, ask, answer } = await setUp();
    const state = ask('java', ['a', 'b', 'c']);
    await settled();
    assert.deepEqual(asked, ['a', 'b']);
    await answer('b', 'file:///b');
    assert.deepEqual(asked, ['a', 'b', 'c']);
    await answer('a');
    assert.equal(state.isDone, false);
    await answer('c', 'file:///c');
    assert.equal(state.isDone, true);
    assert.deepEqual(lookUps.known('b'), [hintAt('file:///b')]);
  });

  it('stops waiting for a server that does not answer, and starts no further look-up of it', async () => {
    const { clock, lookUps, asked, ask, answer } = await setUp();
    const states = [ask('java', ['a', 'b', 'c']), ask('java', ['d', 'e'])];
    await settled();
    await clock.advance(1_500);
    assert.deepEqual(states, [{ isDone: true }, { isDone: true }]);
    const later = ask('java', ['f', 'a']);
    const other = ask('typescript', ['g']);
    await settled();
    assert.deepEqual(asked, ['a', 'b', 'g']);
    await answer('g');
    assert.equal(other.isDone, true);
    await clock.advance(1_500);
    assert.equal(later.isDone, true);
    // A late answer is kept, and makes room for other look-ups.
    await answer('a', 'file:///a');
    assert.deepEqual(lookUps.known('a'), [hintAt('file:///a')]);
    ask('java', ['h']);
    await settled();
    assert.deepEqual(asked, ['a', 'b', 'g', 'h']);
  });

  it('runs no look-up twice at once', async () => {
    const { asked, ask, answer } = await setUp();
    const states = [ask('java', ['a']), ask('java', ['a'])];
    await settled();
    assert.deepEqual(asked, ['a']);
    await answer('a');
    assert.deepEqual(states, [{ isDone: true }, { isDone: true }]);
  });

  it('starts no look-up once the text has changed', async () => {
    const { asked, ask, answer } = await setUp();
    let isOpen = true;
    const state = ask('java', ['a', 'b', 'c'], () => isOpen);
    await settled();
    isOpen = false;
    await answer('a');
    assert.deepEqual(asked, ['a', 'b']);
    assert.equal(state.isDone, true);
  });

  it('drops the answers that hint at a changed file, and no others', async () => {
    const { clock, lookUps, ask, answer } = await setUp();
    ask('java', ['a', 'b']);
    await settled();
    await answer('a', 'file:///a', 'file:///both');
    await answer('b', 'file:///b', 'file:///both');
    lookUps.onFileChange('file:///a');
    assert.deepEqual([lookUps.known('a'), lookUps.known('b')?.length], [undefined, 2]);
    lookUps.onFileChange('file:///both');
    assert.equal(lookUps.known('b'), undefined);
    // An answer that hints at another file now does not depend on the earlier one.
    ask('java', ['a']);
    await settled();
    await answer('a', 'file:///new');
    lookUps.onFileChange('file:///both');
    assert.equal(lookUps.known('a')?.length, 1);
    await clock.advance(60_001);
    ask('java', ['a']);
    await settled();
    await answer('a', 'file:///newer');
    lookUps.onFileChange('file:///new');
    assert.equal(lookUps.known('a')?.length, 1);
  });

  it('keeps an answer without hints for a short time', async () => {
    const { clock, lookUps, ask, answer } = await setUp();
    ask('java', ['a', 'b']);
    await settled();
    await answer('a', 'file:///a');
    await answer('b');
    await clock.advance(2_000);
    assert.deepEqual([lookUps.known('a')?.length, lookUps.known('b')?.length], [1, 0]);
    await clock.advance(1);
    assert.deepEqual([lookUps.known('a')?.length, lookUps.known('b')], [1, undefined]);
    await clock.advance(58_000);
    assert.equal(lookUps.known('a'), undefined);
  });
});
