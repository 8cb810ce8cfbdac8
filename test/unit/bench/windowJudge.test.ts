import assert from 'node:assert/strict';
import { judge } from '../../bench/window/judge.ts';

/**
 * Ghost text, the body's rest, the text after the cursor; whether it is right, how much it covers, whether all is
 * right.
 */
type Row = [ghost: string | null, rest: string, ahead: string, right: boolean, covered: number, whole: boolean];

const rows: Record<string, Row> = {
  'is the rest of the line': ['a + b;', 'a + b;\nreturn a;', '', true, 4, true],
  'is the beginning of a word': ['val', 'value;', '', false, 0, false],
  'has another first word': ['b;', 'a;', '', false, 0, false],
  'goes wrong after some words': ['return a;', 'return b;', '', true, 6, false],
  'is indented in another way': ['\n    next();', '\n\tnext();', '', true, 7, true],
  'begins a line though the body does not': ['\na;', 'a;', '', false, 0, false],
  'is around a closer of the editor': ['a;', 'a);', ')', true, 3, true],
  'continues after a closer of the editor': [';', ');', ')', true, 2, true],
  'is none': [null, 'a;', '', false, 0, false],
  'is white space': ['  ', '  a;', '', false, 0, false],
};

describe("the window benchmark's judge: a ghost text that", () => {
  for (const [name, [ghost, rest, ahead, isRight, covered, isWhole]] of Object.entries(rows)) {
    it(name, () => assert.deepEqual(judge(ghost, rest, ahead), { isRight, covered, isWhole }));
  }
});
