import assert from 'node:assert/strict';
import { HiddenText } from '../../../src/completion/hiddenText.ts';

const uri = 'file:///a.ts';

/** What is counted as right while these pieces are inserted after a text was hidden. */
function counted(text: string, ...pieces: string[]): boolean[] {
  const hidden = new HiddenText();
  hidden.hid(uri, text);
  return pieces.map((piece) => hidden.edited(uri, piece));
}

describe('text that the suggestion list hides', () => {
  it('was right once its first word is typed by hand, and counts once', () => {
    assert.deepEqual(counted('ount + 1', 'o', 'u', 'n', 't', ' ', '+'), [false, false, false, true, false, false]);
  });

  it('was right after three characters, where its word is shorter', () => {
    assert.deepEqual(counted('a, b)', 'a', ',', ' '), [false, false, true]);
  });

  it('was right where that is all of it', () => {
    assert.deepEqual(counted('x', 'x'), [true]);
  });

  it('was not where the user types something else, or takes an entry of the list', () => {
    assert.deepEqual(counted('ount + 1', 'o', 'x', 'o'), [false, false, false]);
    assert.deepEqual(counted('ount + 1', 'o', '', 'u'), [false, false, false]);
  });

  it('is one text while the list hides it anew at each key', () => {
    const hidden = new HiddenText();
    hidden.hid(uri, 'ount + 1');
    assert.equal(hidden.edited(uri, 'o'), false);
    hidden.hid(uri, 'unt + 1');
    assert.deepEqual(
      'unt + 1'.split('').map((key) => hidden.edited(uri, key)),
      [false, false, true, false, false, false, false],
    );
  });

  it('is that of its document', () => {
    const hidden = new HiddenText();
    hidden.hid(uri, 'a');
    assert.equal(hidden.edited('file:///b.ts', 'a'), false);
    assert.equal(hidden.edited(uri, 'a'), true);
  });

  it('is forgotten once it is in view, and is not typed where it is accepted', () => {
    const hidden = new HiddenText();
    hidden.hid(uri, 'abc');
    assert.equal(hidden.edited(uri, 'abc'), false);
    hidden.hid(uri, 'a');
    hidden.forget();
    assert.equal(hidden.edited(uri, 'a'), false);
  });
});
