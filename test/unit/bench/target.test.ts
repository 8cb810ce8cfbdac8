import assert from 'node:assert/strict';
import { judge } from '../../bench/target.ts';

describe('judging ghost text', () => {
  const after = '\n}\n\nexport const next = 1;\n';

  const cases: [
    name: string,
    text: string,
    replaces: number,
    rest: string,
    ahead: string,
    right: boolean,
    dup: string,
  ][] = [
    ['says what is typed next', 'return a;', 0, 'return a;\n  more', '', true, ''],
    ['is right for a word', 'return b;', 0, 'return a;', '', true, ''],
    ['is wrong at once', 'const b;', 0, 'return a;', '', false, ''],
    ['takes in a closer', 'a);', 1, 'a);\n  b();', ')', true, ''],
    ['doubles an auto-closed closer', 'a);', 0, 'a);\n  b();', ')', true, ')'],
    ['stops before a closer', 'a', 0, 'a);', ')', true, ''],
    ['doubles the closer of the block', 'return a;\n}', 0, 'return a;', '', true, '}'],
    [
      'repeats the lines that follow',
      'return a;\n}\n\nexport const next',
      0,
      'return a;',
      '',
      true,
      '}\n\nexport const next',
    ],
    ['closes a block of its own', 'if (b) {\n  c();\n}', 0, 'return a;', '', false, ''],
  ];
  for (const [name, text, replaces, rest, ahead, right, duplicate] of cases) {
    it(name, () => {
      const judgement = judge({ text, replaces }, rest, ahead, after);
      assert.deepEqual([judgement.isRight, judgement.duplicate], [right, duplicate]);
      assert.equal(judgement.isWhollyRight, right && duplicate === '' && rest.startsWith(text));
    });
  }
});
