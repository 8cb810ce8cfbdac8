import { check } from './table.ts';

describe('white space at the beginning', () => {
  check({
    'typescript: is dropped if doubled': [
      ['const x = █', ' 1;', '1;'],
      ['return █', '  a;', 'a;'],
      ['if (a) {\n  █\n}', '  b();', 'b();'],
      ['a();\n  █', '  b();', 'b();'],
      ['\t█', '\tb();', 'b();'],
    ],
    'typescript: is kept if none precedes the cursor': [
      ['const x =█', ' 1;', ' 1;'],
      ['█', '  b();', '  b();'],
      ['if (a) {\n█', '  b();', '  b();'],
      ['a(█', ' b)', ' b)'],
    ],
    'python: is dropped if doubled': [
      ['def f():\n    █', '    return a', 'return a'],
      ['x = █', ' 1', '1'],
      ['if a:\n    b()\n    █', '    c()', 'c()'],
    ],
    'python: is kept if intended': [
      ['if a:\n█', '    b()', '    b()'],
      ['class A:\n    def b(self):\n    █', '    pass', '    pass'],
      ['x = 1 █', ' # b', ' # b'],
    ],
    'go: is dropped if doubled': [
      ['func f() {\n\t█\n}', '\treturn', 'return'],
      ['a := █', ' 1', '1'],
    ],
    'rust: is dropped if doubled': [['let a = █', ' 1;', '1;']],
    'yaml: is dropped if doubled': [
      ['a: █', ' 1', '1'],
      ['a:\n  █', '  b: 1', 'b: 1'],
    ],
    'yaml: is kept if intended': [['a:█', ' 1', ' 1']],
    'sql: is dropped if doubled': [['select █', ' a from b', 'a from b']],
    'shellscript: is dropped if doubled': [['echo █', ' "$a"', '"$a"']],
    'css: is dropped if doubled': [['a { color: █', ' red', 'red']],
    'markdown: is dropped if doubled': [['The █', ' fox', 'fox']],
    'html: is dropped if doubled': [['<ul>\n  █\n</ul>', '  <li>a</li>', '<li>a</li>']],
  });
});
