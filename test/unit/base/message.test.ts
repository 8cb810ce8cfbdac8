import assert from 'node:assert/strict';
import { toEnglish, message } from '../../../src/base/message.ts';

describe('words', () => {
  it('have their values in their places, other words too', () => {
    const again = message('Try again in {0} s.', 1.5);
    assert.equal(
      toEnglish(message('{1} is full ({0}). {2}', 429, 'host', again)),
      'host is full (429). Try again in 1.5 s.',
    );
  });

  it('take a value as it is, whatever stands in it', () => {
    assert.equal(toEnglish(message('{0} of {1}', '{1}', '$&')), '{1} of $&');
  });
});
