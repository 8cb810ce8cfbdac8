import assert from 'node:assert/strict';
import { inEnglish, words } from '../../../src/mistral/words.ts';

describe('words', () => {
  it('have their values in their places, other words too', () => {
    const again = words('Try again in {0} s.', 1.5);
    assert.equal(
      inEnglish(words('{1} is full ({0}). {2}', 429, 'host', again)),
      'host is full (429). Try again in 1.5 s.',
    );
  });

  it('take a value as it is, whatever stands in it', () => {
    assert.equal(inEnglish(words('{0} of {1}', '{1}', '$&')), '{1} of $&');
  });
});
