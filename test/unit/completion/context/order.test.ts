import assert from 'node:assert/strict';
import { arranged, gainOf, isFreshEnough } from '../../../../src/completion/context/order.ts';
import type { Snippet } from '../../../../src/completion/context/snippet.ts';

const snippet = (name: string, score = 1, text = `text of ${name}`): Snippet => {
  return { uri: `file:///${name}`, path: name, text, startLine: 0, source: 'imports', score, shared: [] };
};
const names = (snippets: readonly Snippet[]) => snippets.map(({ path }) => path).join('');
const [a, b, c] = [snippet('a'), snippet('b', 3), snippet('c', 2)];

describe('the order of snippets', () => {
  it('leaves those that stay in front, and has what is worth most last', () => {
    assert.equal(names(arranged([], [b, a, c])), 'acb');
    assert.equal(names(arranged([b], [a, c, b])), 'bac');
    assert.equal(names(arranged([b, a], [c])), 'c');
  });

  it('counts what others would bring, and what of the prompt would be billed anew', () => {
    assert.deepEqual(gainOf([a, b], [a, b]), { worth: 0, anew: 0 });
    assert.deepEqual(gainOf([b], [b, a]), { worth: 0.25, anew: 0.5 });
    assert.deepEqual(gainOf([a], [b]), { worth: 1, anew: 1 });
    assert.equal(gainOf([snippet('a', 1, 'one\ntwo')], [snippet('a', 1, 'one\nthree')]).worth, 0.5);
  });

  it('changes the beginning only where that pays, sooner the longer it has stood', () => {
    const now = { sinceChosen: 0, sinceUsed: 0 };
    assert.equal(isFreshEnough({ worth: 0.5, anew: 1 }, now), true);
    assert.equal(isFreshEnough({ worth: 0.5, anew: 0 }, now), false);
    assert.equal(isFreshEnough({ worth: 0.5, anew: 1 }, { ...now, sinceChosen: 180_000 }), false);
    assert.equal(isFreshEnough({ worth: 0.01, anew: 1 }, { sinceChosen: 0, sinceUsed: 600_000 }), false);
  });
});
