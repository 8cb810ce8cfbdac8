import assert from 'node:assert/strict';
import { cleaned } from '../../../../src/completion/fit/clean.ts';
import type { IndentUnit } from '../../../../src/completion/cursorContext.ts';
import { fit } from '../../../../src/completion/fit/fit.ts';
import { place } from '../../../support/place.ts';
import { check } from './table.ts';

describe('indentation', () => {
  check({
    'go: converts spaces to tabs': [
      ['func f() {\n\t█\n}', 'if a {\n        b()\n    }', 'if a {\n\t\tb()\n\t}'],
      ['func f() {\n\t█\n}', 'if a {\n    b()\n  }', 'if a {\n\t\tb()\n\t}'],
      ['func f() {\n\ta()\n}\n\n█', 'func g() {\n    b()\n}', 'func g() {\n\tb()\n}'],
      ['func f() {█\n}\n\nfunc g() {\n\ta()\n}', '\n    b()', '\n\tb()'],
    ],
    'go: leaves tabs': [
      ['func f() {\n\t█\n}', 'if a {\n\t\tb()\n\t}', 'if a {\n\t\tb()\n\t}'],
      ['func f() {\n\t█', 'a(b,\n\t  c)', 'a(b,\n\t  c)'],
    ],
    'c: converts spaces to tabs': [['{\n\t█\n}', 'if (a) {\n        b();\n    }', 'if (a) {\n\t\tb();\n\t}']],
    'python: converts tabs to spaces': [
      ['def f():\n    if a:\n        █', 'b()\n\t\tc()', 'b()\n        c()'],
      ['def f():\n    a()\n\n\n█', 'def g():\n\tb()', 'def g():\n    b()'],
    ],
    'python: adopts the width of the document': [
      ['def f():\n    a()\n\n\n█', 'def g():\n  if a:\n    b()\n  c()', 'def g():\n    if a:\n        b()\n    c()'],
      ['def f():\n    a()\n    █', 'if b:\n      c()\n    d()', 'if b:\n        c()\n    d()'],
      ['def f():\n    a()\n\n\ndef g():\n█', '  b()\n  c()', '    b()\n    c()'],
    ],
    'python: leaves aligned lines': [
      ['def f():\n    █', 'a(\n        b,\n        c)', 'a(\n        b,\n        c)'],
      ['def f():\n    █', 'a(b,\n      c)', 'a(b,\n      c)'],
      ['def f():\n    """A."""\n    █', 'if a:\n        b()', 'if a:\n        b()'],
    ],
    'typescript: adopts the width of the document': [
      ['function f() {\n  a();\n}\n█', 'function g() {\n    b();\n}', 'function g() {\n  b();\n}'],
      ['function f() {\n    a();\n}\n█', 'function g() {\n  b();\n}', 'function g() {\n    b();\n}'],
      ['if (a) {\n  █\n}', 'for (;;) {\n\t\tb();\n\t}', 'for (;;) {\n    b();\n  }'],
    ],
    'typescript: shifts an answer that is indented from the margin': [
      [
        'class A {\n  b() {\n    █\n  }\n}',
        'if (c) {\n  d();\n  e();\n}\nf();',
        'if (c) {\n      d();\n      e();\n    }\n    f();',
      ],
    ],
    'typescript: leaves ambiguous indentation': [
      ['█', 'if (a) {\n   b();\n}', 'if (a) {\n   b();\n}'],
      ['if (a) {\n  █\n}', 'const b =\n      c;', 'const b =\n      c;'],
      ['a(\n  b,\n);\n/**\n * A.\n █', '* B.\n */', '* B.\n */'],
    ],
    'rust: adopts the width of the document': [
      ['fn f() {\n    a();\n}\n\n█', 'fn g() {\n  b();\n}', 'fn g() {\n    b();\n}'],
    ],
    'java: converts tabs to spaces': [
      ['class A {\n    █\n}', 'void b() {\n\t\tc();\n\t}', 'void b() {\n        c();\n    }'],
    ],
    'csharp: adopts the width of the document': [
      ['class A\n{\n    int a;\n    █\n}', 'void B() {\n      C();\n    }', 'void B() {\n        C();\n    }'],
    ],
    'php: adopts the width of the document': [
      ['function a() {\n    b();\n}\n█', 'function c() {\n  d();\n}', 'function c() {\n    d();\n}'],
    ],
    'css: adopts the width of the document': [
      ['a {\n  color: red;\n}\n█', 'b {\n    color: red;\n}', 'b {\n  color: red;\n}'],
    ],
    'cpp: leaves labels': [
      ['class A {\n    int a;\n};\n█', 'class B {\n public:\n    int b;\n};', 'class B {\n public:\n    int b;\n};'],
    ],
    'markdown: leaves code': [['- a\n  - b\n\n█', 'Text {\n    code', 'Text {\n    code']],
    'makefile: leaves tabs': [['a:\n  b\n█', 'c:\n\td', 'c:\n\td']],
  });

  check({
    'python: reads the end of a line as code': [['def f():\n    a()\n    █', '# TODO:\n    b()', '# TODO:\n    b()']],
    'typescript: reads the end of a line as code': [
      ['function f() {\n  █\n}', '// nothing to do\n  return a;', '// nothing to do\n  return a;'],
      ['function f() {\n  // todo:█\n}', '\n  return a;', '\n  return a;'],
    ],
    'ruby: knows blocks that end on their line': [
      [
        'class Foo\n  █\nend',
        'class Error < StandardError; end\n\n  def x\n    1\n  end',
        'class Error < StandardError; end\n\n  def x\n    1\n  end',
      ],
      ['class Foo\n  █\nend', 'def x = 1\n  def y = 2', 'def x = 1\n  def y = 2'],
      ['case a\n  █\nend', 'when 1 then "a"\n  else "c"', 'when 1 then "a"\n  else "c"'],
      ['class Foo\n  def a = 1\n\n  █\nend', 'def b\n    1\n  end\nend', 'def b\n    1\n  end'],
    ],
  });

  describe('of the editor, in a file without indentation', () => {
    const cases: [language: string, unit: IndentUnit, answer: string, shown: string][] = [
      ['typescript', 4, 'a = [\n  1,\n];\nf(() => {\n  b();\n});', 'a = [\n    1,\n];\nf(() => {\n    b();\n});'],
      ['typescript', 4, 'f(() => {\n  return a +\n         b;\n});', 'f(() => {\n    return a +\n           b;\n});'],
      [
        'typescript',
        4,
        '/**\n * A\n */\nf(() => {\n  /**\n   * B\n   */\n});',
        '/**\n * A\n */\nf(() => {\n    /**\n     * B\n     */\n});',
      ],
      ['ruby', 4, 'def a\n  x = {\n    b: 1\n  }\nend', 'def a\n    x = {\n        b: 1\n    }\nend'],
      ['yaml', 4, 'steps:\n  - run: |\n      b\n  - d: 1', 'steps:\n    - run: |\n        b\n    - d: 1'],
      [
        'c',
        'tab',
        'int f(int a,\n      int b)\n{\n    return a;\n}',
        'int f(int a,\n      int b)\n{\n    return a;\n}',
      ],
      ['c', 'tab', 'int f(int a)\n{\n    return a;\n}', 'int f(int a)\n{\n\treturn a;\n}'],
    ];
    for (const [language, editorIndent, answer, shown] of cases) {
      it(`${language}, ${editorIndent}: ${JSON.stringify(answer)}`, () => {
        const context = place('█', { language, editorIndent });
        assert.equal(fit(cleaned(answer, context), context)?.text, shown);
      });
    }
  });
});
