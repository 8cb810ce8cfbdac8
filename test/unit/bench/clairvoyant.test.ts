import assert from 'node:assert/strict';
import { fewestSpans } from '../../bench/typing/engines/clairvoyant.ts';
import { Chance } from '../../support/chance.ts';

describe('the fewest requests', () => {
  it('are as few as in the best choice of spans', () => {
    const chance = new Chance('spans');
    for (let round = 0; round < 200; round++) {
      const spans = Array.from({ length: 6 }, () => {
        const first = chance.below(12);
        return { first, last: Math.min(11, first + chance.below(5)) };
      });
      const wanted = 1 + chance.below(10);
      assert.equal(fewestSpans(spans, wanted), fewestOfAllChoices(spans, wanted), JSON.stringify({ spans, wanted }));
    }
  });
});

/** Tries every choice; where none covers as many keys, the smallest that covers the most. */
function fewestOfAllChoices(spans: { first: number; last: number }[], wanted: number): number {
  const choices = Array.from({ length: 2 ** spans.length }, (_, choice) => {
    const chosen = spans.filter((_, index) => choice & (2 ** index));
    const keys = new Set(
      chosen.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
    );
    return { requests: chosen.length, keys: keys.size };
  });
  const max = Math.min(wanted, Math.max(...choices.map(({ keys }) => keys)));
  return Math.min(...choices.filter(({ keys }) => keys >= max).map(({ requests }) => requests));
}
