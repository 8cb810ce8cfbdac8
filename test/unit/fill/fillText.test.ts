import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { finishedText, growingText } from '../../../src/fill/fillText.ts';
import { contextOf, gapOf } from '../../../src/fill/gap.ts';
import { cleaned } from '../../../src/completion/fit/clean.ts';
import { reachesSuffix } from '../../../src/completion/fit/fit.ts';
import { place } from '../../support/place.ts';

/** At a place, a text and the document with it. */
type Row = [at: string, text: string, document: string];

const table: Record<string, Row[]> = {
  'typescript: whole lines': [
    ['{\n  █\n}', 'a();\n  b();', '{\n  a();\n  b();\n}'],
    ['{\n  █\n}', '  a();\n  b();\n', '{\n  a();\n  b();\n}'],
    ['{\n  █\n}', '\n  a();\n', '{\n  a();\n}'],
    ['{█\n}', '\n  a();\n', '{\n  a();\n}'],
    ['{\n\t█\n}', 'if (a) {\n        b();\n    }', '{\n\tif (a) {\n\t\tb();\n\t}\n}'],
    ['if (x) {\n  █\n}', 'if (a) {\n      b();\n  }', 'if (x) {\n  if (a) {\n    b();\n  }\n}'],
    ['█\n', 'a();\n', 'a();\n'],
    ['█', 'a();\n', 'a();'],
    ['█', 'a();\n\n\nb();', 'a();\n\n\nb();'],
    ['{\n  █\n}', '   \n', '{\n  \n}'],
    ['x = █;', '"漢😀"', 'x = "漢😀";'],
  ],
  'typescript: what stands below': [
    ['{\n  █\n}\n', 'a();\n}\n\nfunction b() {}', '{\n  a();\n}\n'],
    ['{\n  █\n  return x;\n}', 'a();\n  return x;\n}', '{\n  a();\n  return x;\n}'],
    ['f(\n  () => {\n    █\n  },\n  [x],\n);', 'a();\n  },\n  [x],\n);', 'f(\n  () => {\n    a();\n  },\n  [x],\n);'],
    ['{\n  █\n  foo();\n}', 'foo();', '{\n  \n  foo();\n}'],
  ],
  'typescript: what is there by right, though it stands below': [
    [
      '{\n  █\n  break;\n}',
      'if (a) {\n    break;\n  }\n  switch (b) {}\n  break;\n  c();',
      '{\n  if (a) {\n    break;\n  }\n  switch (b) {}\n  break;\n  c();\n  break;\n}',
    ],
    [
      'class A {\n  █\n\n  @Input()\n  b = 2;\n}',
      '@Input()\n  a = 1;\n\n  @Input()\n  c = 3;',
      'class A {\n  @Input()\n  a = 1;\n\n  @Input()\n  c = 3;\n\n  @Input()\n  b = 2;\n}',
    ],
  ],
  'go: what is there by right, though it stands below': [
    [
      'func f() error {\n\t█\n\tif err != nil {\n\t\treturn err\n\t}\n}',
      'a, err := g()\n\tif err != nil {\n\t\treturn err\n\t}\n\terr = h(a)',
      'func f() error {\n\ta, err := g()\n\tif err != nil {\n\t\treturn err\n\t}\n\terr = h(a)\n\tif err != nil {\n\t\treturn err\n\t}\n}',
    ],
  ],
  'html: what is there by right, though it stands below': [
    [
      '<table>\n  █\n  <tr>\n    <td>c</td>\n  </tr>\n</table>',
      '<tr>\n    <td>a</td>\n  </tr>\n  <tr>\n    <td>b</td>\n  </tr>',
      '<table>\n  <tr>\n    <td>a</td>\n  </tr>\n  <tr>\n    <td>b</td>\n  </tr>\n  <tr>\n    <td>c</td>\n  </tr>\n</table>',
    ],
  ],
  'typescript: the rest of the line': [
    ['f(█)', 'a, b)', 'f(a, b)'],
    ['f(█);', 'a, b);', 'f(a, b);'],
    ['f(█)', 'a);', 'f(a)'],
    ['f(█)', 'a);\ng();', 'f(a)'],
    ['f(█, c)', 'a, b, c)', 'f(a, b, c)'],
    ['x = [█];', '1, 2];', 'x = [1, 2];'],
    ["x = '█';", "a';", "x = 'a';"],
    ['x = `█`;', 'a\nb`;', 'x = `a\nb`;'],
    ['x = █ + 1;', 'y + 1;', 'x = y + 1;'],
    ['const f = (█) => b;', 'a) => b;', 'const f = (a) => b;'],
    ['f(█) {\n  x();\n}', '\n  a,\n) {\n  if (y) {\n    z();\n  }\n}', 'f(\n  a,\n) {\n  x();\n}'],
  ],
  'typescript: white space before the rest of the line': [
    ['return █foo;', 'a + ', 'return a + foo;'],
    ['return █foo;', 'a + foo;', 'return a + foo;'],
    ['  █foo();\n', 'bar();\n  ', '  bar();\n  foo();\n'],
    ['  █foo();\n', 'bar();\n  foo();', '  bar();\n  foo();\n'],
    ['f(█)', '\n  a,\n  b,\n', 'f(\n  a,\n  b,\n)'],
    ['f(() => {█});', '\n  a();\n});', 'f(() => {\n  a();\n});'],
    ['f(█)', 'a\n', 'f(a\n)'],
    ['x = █;', '1;\n', 'x = 1;'],
    ['x = █;', 'f(\n  a,\n)\n', 'x = f(\n  a,\n)\n;'],
  ],
};

const files = ['cli/format.ts', 'cli/parcel.ts', 'report/parcel.py', 'report/stats.py', 'server/store.go'].map(
  (path) => ({
    language: { ts: 'typescript', py: 'python', go: 'go' }[path.split('.').pop()!]!,
    text: readFileSync(new URL(`../../fixtures/demo/${path}`, import.meta.url), 'utf8'),
  }),
);

describe('finishedText', () => {
  for (const [name, rows] of Object.entries(table)) {
    describe(name, () => {
      for (const [at, text, document] of rows) {
        it(`${JSON.stringify(at)} + ${JSON.stringify(text)}`, () => {
          const context = place(at, { language: name.split(':', 1)[0]! });
          assert.equal(context.prefix + finishedText(cleaned(text, context), context) + context.suffix, document);
        });
      }
    });
  }

  it('puts back what stood there, where a model says that, and where it goes on with what stands below', () => {
    for (const { text, language } of files) {
      for (const span of blocksOf(text)) {
        const gap = gapOf(text, span, language, true);
        const wanted = text.slice(gap.start, gap.end);
        const context = contextOf({ text, gaps: [gap], language, uri: 'file:///a' }, []);
        for (const answer of [wanted, text.slice(gap.start)]) {
          const said = readUntilEnd(answer, context);
          assert.equal(finishedText(said, context), wanted);
        }
      }
    }
  });
});

describe('growingText', () => {
  it('keeps white space back until it is known what follows', () => {
    assert.equal(growingText('a();\n  '), 'a();');
    assert.equal(growingText('a();\n  b'), 'a();\n  b');
  });
});

/** The functions, classes and other blocks of a text, each with the line that opens it and the one that closes it. */
function blocksOf(text: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { index, 0: head, 1: indent } of text.matchAll(/^([ \t]*)[^\s)\]}].*[{:]$/gm)) {
    const rest = text.slice(index + head.length);
    const body = new RegExp(`^(?:\\n(?=\\n)|\\n${indent}[ \\t].*)*(?:\\n${indent}[)\\]}].*)?`).exec(rest)![0].trimEnd();
    blocks.push({ start: index, end: index + head.length + body.length });
  }
  return blocks;
}

/** The text as far as a fill reads it, line by line, cleaned. */
function readUntilEnd(text: string, context: ReturnType<typeof place>): string {
  let raw = '';
  for (const line of text.split(/(?<=\n)/)) {
    raw += line;
    if (reachesSuffix(cleaned(raw, context), context)) break;
  }
  return cleaned(raw, context);
}
