import { check } from './table.ts';

describe('white space at the beginning', () => {
  check({
    'typescript: drops a doubled one': [
      ['const x = █', ' 1;', '1;'],
      ['return █', '  a;', 'a;'],
      ['if (a) {\n  █\n}', '  b();', 'b();'],
      ['a();\n  █', '  b();', 'b();'],
      ['\t█', '\tb();', 'b();'],
    ],
    'typescript: leaves a single one': [
      ['const x =█', ' 1;', ' 1;'],
      ['█', '  b();', '  b();'],
      ['if (a) {\n█', '  b();', '  b();'],
      ['a(█', ' b)', ' b)'],
    ],
    'python: drops a doubled one': [
      ['def f():\n    █', '    return a', 'return a'],
      ['x = █', ' 1', '1'],
      ['if a:\n    b()\n    █', '    c()', 'c()'],
    ],
    'python: leaves what is meant': [
      ['if a:\n█', '    b()', '    b()'],
      ['class A:\n    def b(self):\n    █', '    pass', '    pass'],
      ['x = 1 █', ' # b', ' # b'],
    ],
    'go: drops a doubled one': [
      ['func f() {\n\t█\n}', '\treturn', 'return'],
      ['a := █', ' 1', '1'],
    ],
    'rust: drops a doubled one': [['let a = █', ' 1;', '1;']],
    'yaml: drops a doubled one': [
      ['a: █', ' 1', '1'],
      ['a:\n  █', '  b: 1', 'b: 1'],
    ],
    'yaml: leaves what is meant': [['a:█', ' 1', ' 1']],
    'sql: drops a doubled one': [['select █', ' a from b', 'a from b']],
    'shellscript: drops a doubled one': [['echo █', ' "$a"', '"$a"']],
    'css: drops a doubled one': [['a { color: █', ' red', 'red']],
    'markdown: drops a doubled one': [['The █', ' fox', 'fox']],
    'html: drops a doubled one': [['<ul>\n  █\n</ul>', '  <li>a</li>', '<li>a</li>']],
  });
});
