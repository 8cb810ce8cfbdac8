import { check } from './table.ts';

describe('closers in the wrong place', () => {
  check({
    'typescript: cuts closers that are indented deeper than every opener': [
      ['  i█\n}', 'f (a) {\n    b();\n  }\n    });\n  }', 'f (a) {\n    b();\n  }'],
      ['run(() => {\n  █\n});', 'a();\n    });', 'a();'],
    ],
    'typescript: leaves closers at the indentation of their opener': [
      ['  foo(a,█', '\n    b,\n  );', '\n    b,\n  );'],
      ['  return items\n    .map((a) =>█', '\n      a.b,\n    )', '\n      a.b,\n    )'],
      ['function f() {\n  █', 'if (a) {\n    b();\n  }\n}', 'if (a) {\n    b();\n  }\n}'],
    ],
    'cpp: leaves closers after a directive at the margin': [
      ['void f() {\n    if (x) {\n#ifdef A█\n', '\n        a();\n#endif\n    }', '\n        a();\n#endif\n    }'],
    ],
    'python: leaves closing brackets on a separate line': [
      ['    a = [█', '\n        1,\n    ]', '\n        1,\n    ]'],
      ['def f():\n    █', 'return g(\n        a,\n    )', 'return g(\n        a,\n    )'],
    ],
    'go: cuts closers that are indented deeper than every opener': [
      ['func f() {\n\tif█\n}', ' a {\n\t\tb()\n\t}\n\t\t})', ' a {\n\t\tb()\n\t}'],
    ],
  });
});
