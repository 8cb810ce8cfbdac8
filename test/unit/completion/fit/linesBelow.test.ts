import assert from 'node:assert/strict';
import { reachesSuffix } from '../../../../src/completion/fit/fit.ts';
import { place } from '../../../support/place.ts';
import { check } from './table.ts';

describe('lines below the cursor', () => {
  check({
    'typescript: cuts where the answer repeats them': [
      ['a();\n█\nb();\n', 'c();\nb();', 'c();'],
      ['{\n  █\n}', 'return a;\n}', 'return a;'],
      ['{\n  █\n}\n', 'return a;\n}\n', 'return a;'],
      ['  █\n\n  return b;\n}', 'c();\n  return b;', 'c();'],
      ['  const a = █\n  foo(a, 1);', 'b;\n  foo( a,1 );', 'b;'],
      ['foo(() => {\n  █\n});', 'a();\n});', 'a();'],
      ['if (a) {\n  b(█\n}', 'c);\n}', 'c);'],
      ['foo({\n  a: 1,\n  █\n});', 'b: 2,\n}', 'b: 2,'],
      ['if (a) {\n  █\n} else {\n  c();\n}', 'b();\n} else {\n  c();\n}', 'b();'],
      ['function f() {\n  if (a) {\n    █\n  }\n}', 'b();\n  }\n  c();', 'b();'],
      ['function f() {\n  if (a) {\n    █\n  }\n}', 'b(); }', 'b();'],
      ['if (a) {\n  █\n} else {\n  c();\n}', 'b();\n} else {', 'b();'],
    ],
    'typescript: shows nothing if the answer only repeats them': [
      ['a();\n█\nreturn b;\n', 'return b;', null],
      ['a();\nret█\nreturn b;\n', 'urn b;', null],
      ['  a();█\n  return b;\n}', '\n  return b;\n}', null],
      ['function f() {\n  a();\n█\n}', '}', null],
      ['{\n      return a;█\n    }\n  })', '\n    }', null],
    ],
    'typescript: leaves legitimate repetitions': [
      ['  █\n  return null;', 'if (a) {\n    return null;\n  }', 'if (a) {\n    return null;\n  }'],
      ['{\n  █\n}', 'if (a) {\n    b();\n  }', 'if (a) {\n    b();\n  }'],
      ['█\n@Input()\nb = 1;', '@Input()\na = 1;', '@Input()\na = 1;'],
      ['function f() {\n  if (a) {\n    █\n}', 'b();\n  }', 'b();\n  }'],
      ['█\nreturn a;', 'return b;', 'return b;'],
      ['try {\n  a();\n█\n}', '} catch {\n  b();', '} catch {\n  b();'],
      ['a = [\n  █\n  0,\n];', '1,\n  0,', '1,\n  0,'],
      ['foo(█)\nbar();', 'a', 'a'],
    ],
    'python: compares the indentation': [
      ['def f():\n    █\n    return None', 'if a:\n        return None', 'if a:\n        return None'],
      ['def f():\n    █\n    return None', 'a()\n    return None', 'a()'],
      ['try:\n    █\nexcept ValueError:\n    pass', 'a()\nexcept ValueError:\n    pass', 'a()'],
      ['if a:\n    █\nelse:\n    b()', 'c()\nelse:\n    b()', 'c()'],
    ],
    'ruby: ends of blocks': [
      ['def f\n  █\nend', 'a\nend', 'a'],
      ['def f\n█\nend', '  a\nend', '  a'],
      ['def f\n  █\nend', 'if a\n    b\n  end', 'if a\n    b\n  end'],
      ['def f\n  █\nend', 'if a\n    b\n  end\nend', 'if a\n    b\n  end'],
      ['def f\n  a\n█\nend', 'end', null],
    ],
    'shellscript: ends of blocks': [
      ['if a; then\n  █\nfi', 'b\nfi', 'b'],
      ['for i in a; do\n  █\ndone', 'echo "$i"\ndone', 'echo "$i"'],
      ['if a; then\n  █\nfi', 'if b; then\n    c\n  fi', 'if b; then\n    c\n  fi'],
    ],
    'html: closing tags': [
      ['<ul>\n  █\n</ul>', '<li>a</li>\n</ul>', '<li>a</li>'],
      ['<div>\n  █\n</div>', '<div>\n    a\n  </div>', '<div>\n    a\n  </div>'],
      ['<div>\n  █\n</div>', '<p>a</p>\n</div>\n</body>', '<p>a</p>'],
    ],
    'javascriptreact: closing tags': [['return (\n  <div>\n    █\n  </div>\n);', '<p>a</p>\n  </div>\n);', '<p>a</p>']],
    'go: blocks': [
      ['func f() error {\n\t█\n\treturn nil\n}', 'a()\n\treturn nil\n}', 'a()'],
      ['func f() error {\n\t█\n\treturn nil\n}', 'if a {\n\t\treturn nil\n\t}', 'if a {\n\t\treturn nil\n\t}'],
      ['if err != nil {\n\t█\n}', 'return err\n}', 'return err'],
    ],
    'rust: blocks': [
      ['fn f() {\n    █\n    Ok(())\n}', 'a()?;\n    Ok(())\n}', 'a()?;'],
      ['match a {\n    █\n    _ => c,\n}', 'Some(b) => b,\n    _ => c,\n}', 'Some(b) => b,'],
    ],
    'java: blocks': [['█\n@Override\npublic int b() {', '@Override\npublic int a() {', '@Override\npublic int a() {']],
    'c: blocks': [
      ['{\n\t█\n\tfree(a);\n}', 'b(a);\n\tfree(a);\n}', 'b(a);'],
      ['struct a {\n  █\n};', 'int b;\n};', 'int b;'],
    ],
    'csharp: blocks': [['{\n    █\n}', 'A();\n}\n\npublic void B()', 'A();']],
    'php: blocks': [['return [\n    █\n];', "'a' => 1,\n];", "'a' => 1,"]],
    'css: blocks': [
      ['a {\n  █\n}', 'color: red;\n}', 'color: red;'],
      ['a {\n  █\n  margin: 0;\n}', 'color: red;\n  margin: 0;\n}', 'color: red;'],
    ],
    'yaml: keys': [
      ['a:\n  █\nb: 12\n', 'c: 1\nb: 12', 'c: 1'],
      ['a:\n  █\n  name: d', 'e:\n    name: d', 'e:\n    name: d'],
    ],
    'markdown: sections': [
      ['# A\n\n█\n\n## Below\n', 'Text.\n\n## Below', 'Text.'],
      ['- a\n█\n- cde\n', '- b\n- cde', '- b'],
    ],
    'sql: clauses': [['select a\n█\norder by a;', 'from b\norder by a;', 'from b']],
  });

  check(
    {
      'typescript: cuts where a cut-off answer repeats them': [
        ['  █\n  foo(aaaa, bbbb);', 'c();\n  foo(aaaa, b', 'c();'],
        ['import a from "a";\n█\nimport b from "b";', 'import b fro', null],
      ],
      'python: cuts where a cut-off answer repeats them': [
        ['def f():\n    █\n    return total\n', 'total += 1\n    return tot', 'total += 1'],
      ],
    },
    'cut off',
  );

  check({
    'typescript: leaves repeated lines if other code follows and nothing stays open': [
      ['a();\n█\nb();\nd();', 'c();\nb();\nd();\ne();', 'c();\nb();\nd();\ne();'],
      ['  █\n  return b;\n}', 'c();\n  return b;\n}\n\nfunction d() {', 'c();\n  return b;\n}\n\nfunction d() {'],
    ],
    'java: leaves repeated lines if other code follows and nothing stays open': [
      ['void a() {\n    █\n}', 'b();\n}\n\nvoid c() {', 'b();\n}\n\nvoid c() {'],
    ],
    'cpp: leaves repeated lines if other code follows': [
      ['switch (a) {\ncase 1:\n  █\n  break;\n}', 'b();\n  break;\ncase 2:', 'b();\n  break;\ncase 2:'],
    ],
  });

  describe('end a stream once the answer repeats enough of them', () => {
    const below = '  const total = sum(parcels);\n  report(total, parcels);\n  return total / parcels.length;\n';
    const at = `function f() {\n  █\n${below}}\n`;
    const cases: [text: string, reached: boolean][] = [
      [`a();\n${below}`, true],
      [`a();\n${below.split('\n').slice(0, 2).join('\n')}\n`, false],
      [`a();\n${below.replace('total / ', 'total * ')}`, false],
      // The whole answer may still become another list entry.
      [below.trimStart(), false],
      ['a();\n', false],
    ];
    for (const [text, reached] of cases) {
      it(JSON.stringify(text), () => {
        assert.equal(reachesSuffix(text, place(at)), reached);
      });
    }
  });
});
