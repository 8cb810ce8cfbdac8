import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextOf, gapOf, type Gap, readAround } from '../../../src/fill/gap.ts';
import { selected } from './selected.ts';
import { holds } from '../../support/property.ts';

const document = { language: 'typescript', uri: 'file:///a.ts' };

/** The text with the model's own as `█`, in place of the selection. */
function drawn(text: string, { start, end, lead }: Gap): string {
  return `${text.slice(0, start)}${lead}█${text.slice(end)}`;
}

/** A selection, and what is left of it, with the model's text as `█`. */
type Row = [selection: string, left: string, language?: string];

const plain: Row[] = [
  ['x = «1 + 2»;', 'x = █;'],
  ['x = «»;', 'x = █;'],
  ['«»', '█'],
  ['«a();\nb();»', '█'],
  ['«a();\nb();\n»', '█\n'],
  ['a();\n«\n»b();', 'a();\n█\nb();'],
  ['a();\n«»\nb();', 'a();\n█\nb();'],
  ['{\n«  a();\n»}', '{\n  █\n}'],
  ['{\n  «a();\n  b();\n»}', '{\n  █\n}'],
  ['{\n «\ta();\n\tb();»\n}', '{\n \t█\n}'],
  ['{\n«\t\ta();»\n}', '{\n\t\t█\n}'],
  ['{\n«    »\n}', '{\n    █\n}'],
  ['{\n«»    a();\n}', '{\n█    a();\n}'],
  ['{«\n  a();\n»}', '{█\n}'],
  ['{\n«  a();\n  »b();\n}', '{\n  █\n  b();\n}'],
  ['{\n«  a();\n  b»();\n}', '{\n  █();\n}'],
  ['{\n«  a();\n  »\n}', '{\n  █\n}'],
  ['a(«b,\n  c»);', 'a(█);'],
  ['if (a)«\n  »b();', 'if (a)█\n  b();'],
  ['x = «😀»;', 'x = █;'],
  ['「«漢字»」', '「█」'],
];

const commented: Row[] = [
  ['«// b\na();»', '// b\n█'],
  ['{\n«  // b\n  a();\n»}', '{\n  // b\n  █\n}'],
  ['{\n  «// b\n  a();\n  c();»\n}', '{\n  // b\n  █\n}'],
  ['{\n«\t// b\n\t\ta();\n»}', '{\n\t// b\n\t\t█\n}'],
  ['{\n«  // b\n»}', '{\n  // b\n  █\n}'],
  ['{\n  «// b»\n}', '{\n  // b\n  █\n}'],
  ['{\n  «// b»  \n}', '{\n  // b\n  █  \n}'],
  ['{\n«\t// b\n\n\n»}', '{\n\t// b\n\t█\n}'],
  ['{\n«  // b\n  »c();\n}', '{\n  // b\n  █\n  c();\n}'],
  ['{«\n  // b\n  a();»\n}', '{\n  // b\n  █\n}'],
  ['{«\n  // b»\n}', '{\n  // b\n  █\n}'],
  ['«// b\n\n// c\n\na();»', '// b\n\n// c\n\n█'],
  ['  «/**\n   * b\n   */»\n', '  /**\n   * b\n   */\n  █\n'],
  ['{\n  // «b\n  a();»\n}', '{\n  // █\n}'],
  ['{\n  «// b» c\n}', '{\n  █ c\n}'],
  ['{\n  «// b\n  // c» d\n}', '{\n  // b\n  █ d\n}'],
  ['{\n  «/* b\n  a();» */\n}', '{\n  █ */\n}'],
  ['x = «// b\n  1»;', 'x = █;'],
  ['«// a\n»', '// a\n█\n'],
  ['«// a»', '// a\n█'],
  ['«# b\nimport c»', '# b\n█', 'python'],
  ['«# b\n#include <c.h>»', '█', 'c'],
];

const wide = fc.constantFrom('a', ' ', '\n', '\t', '  ', '// b\n', '/* c\n*/', '{', '漢', '😀', '👩‍👩‍👧');
const text = fc.array(wide, { maxLength: 30 }).map((parts) => parts.join(''));
/** A text, and places in it that cut no character in two, in their order. */
const textAndPlaces = (count: number) =>
  fc.tuple(text, fc.array(fc.nat(), { minLength: count, maxLength: count })).map(([text, picks]) => {
    const borders = [0];
    for (const character of text) borders.push(borders.at(-1)! + character.length);
    return { text, places: picks.map((pick) => borders[pick % borders.length]!).sort((a, b) => a - b) };
  });

describe('gapOf', () => {
  for (const [selection, left, language = 'typescript'] of [...plain, ...commented]) {
    it(JSON.stringify(selection), () => {
      const { text, spans } = selected(selection);
      assert.equal(drawn(text, gapOf(text, spans[0]!, language, true)), left);
    });
  }

  it('replaces comments, too, where they are not to be kept', () => {
    const { text, spans } = selected('{\n«  // b\n  a();\n»}');
    assert.equal(drawn(text, gapOf(text, spans[0]!, 'typescript', false)), '{\n  █\n}');
  });

  it('leaves of the selection its indentation, its comments and one line end, and nothing beside it', async () => {
    await holds([textAndPlaces(2), fc.boolean()], ({ text, places }, keepComments) => {
      const [start, end] = places as [number, number];
      const gap = gapOf(text, { start, end }, 'typescript', keepComments);
      assert.ok(start <= gap.start && gap.start <= gap.end && gap.end <= end);
      const [head, tail] = [text.slice(start, gap.start), text.slice(gap.end, end)];
      assert.match(head, keepComments ? /^(?:\s|\/\/.*|\/\*[^]*\*\/)*$/ : /^[ \t]*$/);
      assert.match(tail, /^(?:\n[ \t]*)?$/);
      assert.match(gap.lead, /^(?:\n[ \t]*)?$/);
    });
  });
});

describe('contextOf', () => {
  it('is the whole document around the gap, with what is put before the text', () => {
    const { text, spans } = selected('{\n«  // b\n»}\n');
    const gap = gapOf(text, spans[0]!, 'typescript', true);
    assert.deepEqual(contextOf({ text, gaps: [gap], ...document }, []), {
      ...document,
      prefix: '{\n  // b\n  ',
      suffix: '\n}\n',
      startLine: 0,
      endsDocument: true,
      explicit: true,
    });
  });

  it('knows what fills the gaps above, and leaves those below as they are', () => {
    const { text, spans } = selected('a = «1»;\nb = «2»;\nc = «3»;\n');
    const gaps = spans.map((span) => ({ ...span, lead: '' }));
    const { prefix, suffix } = contextOf({ text, gaps, ...document }, ['x\ny']);
    assert.equal(prefix, 'a = x\ny;\nb = ');
    assert.equal(suffix, ';\nc = 3;\n');
  });

  it('loses nothing of what is within the budget', async () => {
    await holds([textAndPlaces(4), fc.boolean()], ({ text, places }, keepComments) => {
      const [a, b, c, d] = places as [number, number, number, number];
      fc.pre(b < c);
      const spans = [
        { start: a, end: b },
        { start: c, end: d },
      ];
      const gaps = spans.map((span) => gapOf(text, span, 'typescript', keepComments));
      const [upper, lower] = gaps as [Gap, Gap];
      const first = contextOf({ text, gaps, ...document }, []);
      assert.equal(`${first.prefix}█${first.suffix}`, drawn(text, upper));
      const second = contextOf({ text, gaps, ...document }, [`${upper.lead}x`]);
      const above = drawn(text.slice(0, lower.start), upper).replace('█', 'x');
      assert.equal(`${second.prefix}█${second.suffix}`, `${above}${lower.lead}█${text.slice(lower.end)}`);
    });
  });

  it('cuts no surrogate pair in two where a line is longer than the budget', () => {
    const run = '😀'.repeat(10_000);
    const text = `${run}x█x${run}`;
    const start = text.indexOf('█');
    const { prefix, suffix } = contextOf({ text, gaps: [{ start, end: start + 1, lead: '' }], ...document }, []);
    assert.ok(/^(?:😀)+x$/.test(prefix) && prefix.length < start);
    assert.ok(/^x(?:😀)+$/.test(suffix));
  });

  it('is the same where only the text around the gaps is known', async () => {
    const line = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(0, 5, 40, 80) }, fc.constantFrom(13_000, 30_000));
    await holds([fc.array(line, { minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(20)], (lengths, pick, length) => {
      const text = lengths
        .map((count, at) => String(at % 10).repeat(count))
        .join('\n')
        .repeat(20);
      const start = pick % (text.length + 1);
      const gap = { start, end: Math.min(text.length, start + length), lead: '' };
      const from = Math.max(0, start - readAround);
      const near = {
        text: text.slice(from, gap.end + readAround),
        startLine: text.slice(0, from).split('\n').length - 1,
        gaps: [{ start: gap.start - from, end: gap.end - from, lead: '' }],
      };
      const whole = contextOf({ text, gaps: [gap], ...document }, []);
      assert.deepEqual(contextOf({ ...near, ...document }, []), whole);
    });
  });
});
