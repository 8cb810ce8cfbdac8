import assert from 'node:assert/strict';
import { loopStart } from '../../../../src/completion/fit/loops.ts';
import { check } from './table.ts';

const block = 'const first = read(one);\nconst second = write(two);\nconst third = close(three);\n';

describe('loops', () => {
  check({
    'typescript: are cut after the first copy of the lines': [
      ['█', 'foo();\n'.repeat(9), 'foo();'],
      ['█', `a();\n${'foo();\n'.repeat(8)}`, 'a();\nfoo();'],
      ['█', 'foo();\n\n'.repeat(8), 'foo();'],
      ['█', block.repeat(4), block.trimEnd()],
      ['█', 'foo(a);\nbar(b);\n'.repeat(8), 'foo(a);\nbar(b);'],
      [
        '{\n  █\n}',
        'a();\n  foo();\n  foo();\n  foo();\n  foo();\n  foo();\n  foo();\n  foo();\n  foo();',
        'a();\n  foo();',
      ],
    ],
    'typescript: are cut after the first copy of the phrase': [
      ['x = █', `${'abcdefgh + '.repeat(14)}abcdefgh;`, 'abcdefgh +'],
      ['// █', 'is a test of this '.repeat(14), 'is a test of this'],
    ],
    'typescript: are not found in legitimate repetition': [
      ['█', 'foo();\nfoo();', 'foo();\nfoo();'],
      ['█', 'a();\nb();\na();\nb();', 'a();\nb();\na();\nb();'],
      ['█', 'await tick();\n'.repeat(7), 'await tick();\n'.repeat(7).trimEnd()],
      ['█', block + block, (block + block).trimEnd()],
      ['a = [█]', '0, '.repeat(60), '0, '.repeat(60)],
      ['█', `// ${'-'.repeat(140)}`, `// ${'-'.repeat(140)}`],
      ['a = [\n  █', '[0, 0],\n  '.repeat(12), '[0, 0],\n  '.repeat(12).trimEnd()],
      ['p = █;', `"M0 0 ${'L 10 0 '.repeat(9)}Z"`, `"M0 0 ${'L 10 0 '.repeat(9)}Z"`],
    ],
    'python: are cut after the first copy of the lines': [['█', 'print(a)\n'.repeat(8), 'print(a)']],
    'html: are cut after the first copy of the lines': [['<ul>\n█', '  <li>a</li>\n'.repeat(8), '  <li>a</li>']],
    'html: are not found in legitimate repetition': [
      ['<tr>\n  █\n</tr>', '<td></td>\n  '.repeat(6).trimEnd(), '<td></td>\n  '.repeat(6).trimEnd()],
    ],
    'sql: are cut after the first copy of the lines': [['█', 'drop a;\n'.repeat(8), 'drop a;']],
    'markdown: are not found in legitimate repetition': [
      ['█', `| a |\n|${' --- |'.repeat(30)}`, `| a |\n|${' --- |'.repeat(30)}`],
    ],
  });

  it('are detected at the eighth copy', () => {
    assert.equal(loopStart('foo();\n'.repeat(8)), 6);
    assert.equal(loopStart('foo();\n'.repeat(7)), null);
  });
});
