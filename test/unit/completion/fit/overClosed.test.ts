import { check } from './table.ts';

describe('closers in the wrong place', () => {
  check({
    'typescript: cuts what closes deeper than anything above began': [
      ['  i█\n}', 'f (a) {\n    b();\n  }\n    });\n  }', 'f (a) {\n    b();\n  }'],
      ['run(() => {\n  █\n});', 'a();\n    });', 'a();'],
    ],
    'typescript: leaves what closes as deep as it began': [
      ['  foo(a,█', '\n    b,\n  );', '\n    b,\n  );'],
      ['  return items\n    .map((a) =>█', '\n      a.b,\n    )', '\n      a.b,\n    )'],
      ['function f() {\n  █', 'if (a) {\n    b();\n  }\n}', 'if (a) {\n    b();\n  }\n}'],
    ],
    'cpp: leaves what follows a directive at the margin': [
      ['void f() {\n    if (x) {\n#ifdef A█\n', '\n        a();\n#endif\n    }', '\n        a();\n#endif\n    }'],
    ],
    'python: leaves brackets that end their own lines': [
      ['    a = [█', '\n        1,\n    ]', '\n        1,\n    ]'],
      ['def f():\n    █', 'return g(\n        a,\n    )', 'return g(\n        a,\n    )'],
    ],
    'go: cuts': [['func f() {\n\tif█\n}', ' a {\n\t\tb()\n\t}\n\t\t})', ' a {\n\t\tb()\n\t}']],
  });
});
