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
});
