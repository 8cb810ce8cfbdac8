import assert from 'node:assert/strict';
import { BatchedQueries } from '../../../src/privacy/batchedQueries.ts';
import { ManualClock, settled } from '../../support/clock.ts';

/** The answer is true for queries with an `x`. */
async function setUp() {
  const clock = new ManualClock();
  await clock.advance(1); // lru-cache keeps what it got at 0 for ever
  const asked: string[][] = [];
  let fails = false;
  const answers = new BatchedQueries((questions) => {
    asked.push([...questions]);
    return fails ? Promise.reject(new Error('gone')) : Promise.resolve(questions.map((one) => one.includes('x')));
  }, clock);
  const received = async (...questions: string[]) => {
    const done = Promise.all(questions.map((one) => answers.answerTo(one)));
    await clock.advance(20);
    return done;
  };
  return { clock, answers, asked, received, fail: () => (fails = true) };
}

describe('answers of BatchedQueries', () => {
  it('are asked for together where queries come in quick succession', async () => {
    const { clock, answers, asked } = await setUp();
    const received: [string, boolean][] = [];
    for (const one of ['a', 'x', 'b', 'xy']) {
      void answers.answerTo(one).then((answer) => received.push([one, answer]));
      await clock.advance(15);
    }
    assert.deepEqual(asked, []);
    await clock.advance(20);
    await settled();
    assert.deepEqual(asked, [['a', 'x', 'b', 'xy']]);
    assert.deepEqual(received, [
      ['a', false],
      ['x', true],
      ['b', false],
      ['xy', true],
    ]);
  });

  it('are asked for once while they are on their way, and then kept for a minute', async () => {
    const { clock, asked, received } = await setUp();
    assert.deepEqual(await received('x', 'x', 'a'), [true, true, false]);
    await clock.advance(30_000);
    assert.deepEqual(await received('a', 'x'), [false, true]);
    assert.deepEqual(asked, [['x', 'a']]);
    await clock.advance(30_000);
    assert.deepEqual(await received('a'), [false]);
    assert.deepEqual(asked, [['x', 'a'], ['a']]);
  });

  it('are asked for again once they are forgotten, also those on their way', async () => {
    const { answers, asked, received } = await setUp();
    const first = answers.answerTo('a');
    answers.forget();
    assert.deepEqual(await received('a'), [false]);
    assert.equal(await first, false);
    answers.forget();
    await received('a');
    assert.deepEqual(asked, [['a', 'a'], ['a']]);
  });

  it('are true where asking fails, and not kept', async () => {
    const { asked, received, fail } = await setUp();
    fail();
    assert.deepEqual(await received('a', 'b'), [true, true]);
    await received('a');
    assert.deepEqual(asked, [['a', 'b'], ['a']]);
  });

  it('are not asked for after the end', async () => {
    const { clock, answers, asked } = await setUp();
    void answers.answerTo('a');
    answers.end();
    await clock.advance(100);
    assert.deepEqual(asked, []);
  });
});
