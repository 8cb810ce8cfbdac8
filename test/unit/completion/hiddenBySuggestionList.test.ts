import assert from 'node:assert/strict';
import {
  countHidden,
  type HiddenCount,
  HiddenText,
  minHiddenToNotify,
} from '../../../src/completion/hiddenBySuggestionList.ts';

const uri = 'file:///a.ts';

/** Whether each insertion after a hidden text makes it count as right. */
function counted(text: string, ...chunks: string[]): boolean[] {
  const hidden = new HiddenText();
  hidden.onHidden(uri, text);
  return chunks.map((chunk) => hidden.onEdit(uri, chunk));
}

describe('text that the suggestion list hides', () => {
  it('was right once its first word is typed, and counts once', () => {
    assert.deepEqual(counted('ount + 1', 'o', 'u', 'n', 't', ' ', '+'), [false, false, false, true, false, false]);
  });

  it('was right after three characters, if its word is shorter', () => {
    assert.deepEqual(counted('a, b)', 'a', ',', ' '), [false, false, true]);
  });

  it('was right if that is all of it', () => {
    assert.deepEqual(counted('x', 'x'), [true]);
  });

  it('was wrong if the user types something else, or accepts an entry of the list', () => {
    assert.deepEqual(counted('ount + 1', 'o', 'x', 'o'), [false, false, false]);
    assert.deepEqual(counted('ount + 1', 'o', '', 'u'), [false, false, false]);
  });

  it('is one text while the list hides it again at each key', () => {
    const hidden = new HiddenText();
    hidden.onHidden(uri, 'ount + 1');
    assert.equal(hidden.onEdit(uri, 'o'), false);
    hidden.onHidden(uri, 'unt + 1');
    assert.deepEqual(
      'unt + 1'.split('').map((key) => hidden.onEdit(uri, key)),
      [false, false, true, false, false, false, false],
    );
  });

  it('belongs to its document', () => {
    const hidden = new HiddenText();
    hidden.onHidden(uri, 'a');
    assert.equal(hidden.onEdit('file:///b.ts', 'a'), false);
    assert.equal(hidden.onEdit(uri, 'a'), true);
  });

  it('is forgotten once it is in view, and does not count as typed when it is accepted', () => {
    const hidden = new HiddenText();
    hidden.onHidden(uri, 'abc');
    assert.equal(hidden.onEdit(uri, 'abc'), false);
    hidden.onHidden(uri, 'a');
    hidden.onVisible();
    assert.equal(hidden.onEdit(uri, 'a'), false);
    hidden.onHidden(uri, 'a');
    hidden.clear();
    assert.equal(hidden.onEdit(uri, 'a'), false);
  });

  it('counts once, though the list hides it repeatedly', () => {
    const hidden = new HiddenText();
    const all = 'one two three';
    const counts = all.split('').filter((key, index) => {
      hidden.onHidden(uri, all.slice(index));
      const isCounted = hidden.onEdit(uri, key);
      if (index % 4 === 3) hidden.onVisible();
      return isCounted;
    });
    assert.equal(counts.length, 1);
  });
});

describe('the count of texts that the suggestion list hides', () => {
  const after = (...days: string[]) =>
    days.reduce<HiddenCount | undefined>((before, day) => countHidden(before, day), undefined)!;
  const times = (count: number, day: string) => Array<string>(count).fill(day);

  it('causes a notification at the twentieth of a day', () => {
    assert.equal(minHiddenToNotify, 20);
    assert.deepEqual(after(...times(19, '2026-11-29')), { day: '2026-11-29', count: 19, isNotified: false });
    assert.deepEqual(after(...times(20, '2026-11-29')), { day: '2026-11-29', count: 20, isNotified: true });
  });

  it('starts again on the next day', () => {
    const days = [...times(19, '2026-11-29'), ...times(19, '2026-11-30')];
    assert.deepEqual(after(...days), { day: '2026-11-30', count: 19, isNotified: false });
  });

  it('causes only one notification', () => {
    assert.equal(after(...times(20, '2026-11-29'), '2026-11-30').isNotified, true);
  });
});
