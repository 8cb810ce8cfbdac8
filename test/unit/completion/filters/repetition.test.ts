import assert from 'node:assert/strict';
import { repeatsItself } from '../../../../src/completion/filters/index.ts';
import { check } from './table.ts';

const block = 'const first = read(one);\nconst second = write(two);\nconst third = close(three);\n';

describe('repetition', () => {
  check({
    'typescript: cuts before lines that come again': [
      ['█', 'foo();\nfoo();\nfoo();\nfoo();', 'foo();'],
      ['█', 'a();\nfoo();\nfoo();\nfoo();', 'a();\nfoo();'],
      ['█', 'foo();\n\nfoo();\n\nfoo();', 'foo();'],
      ['█', block + block, block.trimEnd()],
      ['█', 'foo(a);\nbar(b);\nfoo(a);\nbar(b);\nfoo(a);\nbar(b);', 'foo(a);\nbar(b);'],
    ],
    'typescript: cuts before phrases that come again': [
      ['x = █', 'abc + abc + abc + abc + abc + abc + abc + abc;', 'abc +'],
      [
        '// █',
        'is a test of this is a test of this is a test of this is a test of this is a test of this is a',
        'is a test of this',
      ],
    ],
    'typescript: leaves what comes again by right': [
      ['█', 'foo();\nfoo();', 'foo();\nfoo();'],
      ['█', 'a();\nb();\na();\nb();', 'a();\nb();\na();\nb();'],
      [
        'a = [█',
        '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0',
        '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0',
      ],
      [
        '█',
        '// ------------------------------------------------------',
        '// ------------------------------------------------------',
      ],
      ['a(b(c(d(█', '1\n}\n}\n}\n}', '1\n}\n}\n}\n}'],
      ['a = [\n  █', '[0, 0],\n  [0, 0],\n  [0, 0],', '[0, 0],\n  [0, 0],\n  [0, 0],'],
    ],
    'python: cuts before lines that come again': [
      ['█', 'print(a)\nprint(a)\nprint(a)', 'print(a)'],
      ['import a\n█', 'import b\nimport c\nimport d', 'import b\nimport c\nimport d'],
    ],
    'html: cuts before lines that come again': [
      ['<ul>\n█', '  <li>a</li>\n  <li>a</li>\n  <li>a</li>\n', '  <li>a</li>'],
      ['<ul>\n█', '  <li>a</li>\n  <li>b</li>\n  <li>c</li>\n', '  <li>a</li>\n  <li>b</li>\n  <li>c</li>'],
    ],
    'sql: cuts before lines that come again': [['█', 'drop a;\ndrop a;\ndrop a;', 'drop a;']],
    'markdown: leaves rulers and tables': [
      [
        '█',
        '| a | b |\n| --- | --- | --- | --- | --- | --- | --- |',
        '| a | b |\n| --- | --- | --- | --- | --- | --- | --- |',
      ],
    ],
  });

  describe('repeatsItself', () => {
    it('tells a loop', () => {
      assert.equal(repeatsItself('foo();\nfoo();\nfoo();\n'), true);
    });
    it('does not take two for a loop', () => {
      assert.equal(repeatsItself('foo();\nfoo();\nbar();\n'), false);
    });
  });
});
