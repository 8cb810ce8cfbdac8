import assert from 'node:assert/strict';
import { isInsideWord } from '../../../../src/completion/cursorContext.ts';
import { TypingRhythm } from '../../../../src/completion/requests/typingRhythm.ts';
import { place } from '../../../support/place.ts';

describe('TypingRhythm', () => {
  const letter = place('const x█');

  it('waits longer for slow typists', () => {
    const waitAfter = (betweenKeys: number) => {
      const pace = new TypingRhythm();
      for (let key = 0; key < 50; key++) pace.onKey(key * betweenKeys, false, letter);
      return pace.wait;
    };
    assert.ok(waitAfter(80) < waitAfter(140));
    assert.ok(waitAfter(140) < waitAfter(300));
  });

  it('ignores pauses for thinking', () => {
    const pace = new TypingRhythm();
    const before = pace.wait;
    for (let key = 0; key < 50; key++) pace.onKey(key * 2_000, false, letter);
    assert.equal(pace.wait, before);
  });

  it('waits for a second letter after the first one of a word that was not predicted', () => {
    const waitAfter = (agreed: boolean, agrees: boolean, drawing: string) => {
      const pace = new TypingRhythm();
      pace.onKey(0, agreed, letter);
      pace.onKey(2_000, agrees, place(drawing));
      return pace.wait;
    };
    const usual = waitAfter(false, false, 'x█');
    assert.ok(waitAfter(true, false, 'x█') > 2 * usual);
    assert.equal(waitAfter(true, false, 'x.█'), usual);
    assert.equal(waitAfter(true, true, 'x█'), usual);
  });
});

describe('isInsideWord', () => {
  const cases: [at: string, isQuiet: boolean][] = [
    ['fo█o', true],
    ['foo█', false],
    ['foo█.bar', false],
    ['foo(█bar)', false],
    ['foo();█', false],
  ];
  for (const [at, isQuiet] of cases) it(at, () => assert.equal(isInsideWord(place(at)), isQuiet));
});
