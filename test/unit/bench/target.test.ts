import assert from 'node:assert/strict';
import { judge } from '../../bench/typing/target.ts';
import { place as small } from './smallPlace.ts';

describe('judging ghost text', () => {
  const tail = '\n}\n\nexport const next = 1;\n';

  /** Drawn as the typed text, the cursor, and the editor's closers; the offsets of the openers. */
  const cases: [
    name: string,
    drawn: string,
    openers: number[],
    text: string,
    replaces: number,
    body: string,
    right: boolean,
    duplicate: string,
  ][] = [
    ['is the text that is typed next', '█', [], 'return a;', 0, 'return a;\n  more', true, ''],
    ['is right for a word', '█', [], 'return b;', 0, 'return a;', true, ''],
    ['is wrong at once', '█', [], 'const b;', 0, 'return a;', false, ''],
    ['takes in a closer', 'f(█)', [1], 'a);', 1, 'f(a);\n  b();', true, ''],
    ['doubles an auto-closed closer', 'f(█)', [1], 'a);', 0, 'f(a);\n  b();', true, ')'],
    ['stops before a closer', 'f(█)', [1], 'a', 0, 'f(a);', true, ''],
    ["closes its own before the editor's", 'f(█)', [1], 'g()', 0, 'f(g());', true, ''],
    ['doubles a quote', "f('█')", [2, 1], "a')", 1, "f('a');", true, ')'],
    ['doubles the closer of the block', '█', [], 'return a;\n}', 0, 'return a;', true, '}'],
    ['repeats the lines that follow', '█', [], 'a;\n}\n\nexport const next', 0, 'a;', true, '}\n\nexport const next'],
    ['closes its own block', '█', [], 'if (b) {\n  c();\n}', 0, 'return a;', false, ''],
  ];
  for (const [name, drawn, openers, text, replaces, body, right, duplicate] of cases) {
    it(name, () => {
      const [typed, ahead] = drawn.split('█') as [string, string];
      const judgement = judge({ text, replaces }, { ...small, body, tail }, { typed, ahead, openers });
      assert.deepEqual([judgement.isRight, judgement.duplicate], [right, duplicate]);
      assert.equal(judgement.isWhollyRight, duplicate === '' && body.startsWith(typed + text));
    });
  }
});
