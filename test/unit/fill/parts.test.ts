import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Change, difference, type Hit, type Part, partsAfter } from '../../../src/fill/parts.ts';
import { selected } from './selected.ts';
import { holds } from '../../support/property.ts';

/** The parts of a drawing, each with all that stands around it. */
function partsOf(drawing: string): { text: string; parts: Part[] } {
  const { text, spans } = selected(drawing);
  const parts = spans.map(({ start, end }) => {
    const now = text.slice(start, end);
    return { start, end, now, original: now.toUpperCase(), before: text.slice(0, start), after: text.slice(end) };
  });
  return { text, parts };
}

/** The document after changes that do not overlap. */
function applied(text: string, changes: readonly Change[]): string {
  const sorted = [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset);
  return sorted.reduce(
    (sofar, { rangeOffset, rangeLength, text }) =>
      sofar.slice(0, rangeOffset) + text + sofar.slice(rangeOffset + rangeLength),
    text,
  );
}

function drawn(text: string, parts: readonly Part[]): string {
  return [...parts].reverse().reduce((sofar, { start, end }) => {
    return `${sofar.slice(0, start)}«${sofar.slice(start, end)}»${sofar.slice(end)}`;
  }, text);
}

/** The document with what stood in the parts before the fill. */
function restored(text: string, parts: readonly Part[]): string {
  return [...parts].reverse().reduce((sofar, { start, end, original }) => {
    return sofar.slice(0, start) + original + sofar.slice(end);
  }, text);
}

/** Drawings of parts that do not meet. */
const documents = fc
  .tuple(
    fc.constantFrom('', '12'),
    fc.array(fc.tuple(fc.constantFrom('ab', 'cde', 'f'), fc.constantFrom('3', '4567')), { minLength: 1, maxLength: 4 }),
  )
  .map(([head, pairs]) => head + pairs.map(([inside, outside]) => `«${inside}»${outside}`).join(''));
const picks = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom('', 'x', 'yz')), { maxLength: 5 });

/** Changes that leave a character between them at least, none of which changes nothing. */
function changesOf(text: string, picked: [gap: number, length: number, text: string][]): Change[] {
  let at = 0;
  return picked.flatMap(([gap, length, inserted]) => {
    const from = at + gap;
    const to = Math.min(from + length, text.length);
    at = to + 1;
    return from > text.length || (from === to && inserted === '') ? [] : [change(from, to - from, inserted)];
  });
}

const change = (rangeOffset: number, rangeLength: number, text: string): Change => ({ rangeOffset, rangeLength, text });

/** Parts, changes, and the parts after them; what stood there before a fill is drawn in upper case. */
const cases: [name: string, at: string, changes: Change[], after: string, hit: Hit, original?: string][] = [
  ['an insertion above', '12«ab»3', [change(1, 0, 'x')], '1x2«ab»3', 'none'],
  ['an insertion right before', '12«ab»3', [change(2, 0, 'x')], '12x«ab»3', 'none'],
  ['an insertion right after, where the user goes on', '12«ab»3', [change(4, 0, 'x')], '12«abx»3', 'inside'],
  ['an insertion within', '12«ab»3', [change(3, 0, 'x')], '12«axb»3', 'inside'],
  ['an insertion below', '12«ab»34', [change(5, 0, 'x')], '12«ab»3x4', 'none'],
  ['an insertion into an empty part', '12«»3', [change(2, 0, 'x')], '12«x»3', 'inside'],
  ['a deletion right before', '12«ab»3', [change(1, 1, '')], '1«ab»3', 'none'],
  ['a deletion right after', '12«ab»3', [change(4, 1, '')], '12«ab»', 'none'],
  ['a deletion right before an empty part', '12«»3', [change(1, 1, '')], '1«»3', 'none'],
  ['a replacement right after an empty part', '12«»3', [change(2, 1, 'x')], '12«»x', 'none'],
  ['a deletion of all of it', '12«ab»3', [change(2, 2, '')], '12«»3', 'inside'],
  ['a change over its beginning', '12«ab»3', [change(1, 2, 'x')], '1«xb»3', 'inside', '12AB3'],
  ['a change over its end', '12«ab»34', [change(3, 2, 'x')], '12«ax»4', 'inside', '12AB34'],
  ['a change over all of it', '12«ab»34', [change(1, 4, 'x')], '1«x»4', 'inside', '12AB34'],
  ['a change around an empty part', '12«»34', [change(1, 2, 'x')], '1«x»4', 'inside', '1234'],
  ['no change at all', '12«ab»3', [change(3, 0, '')], '12«ab»3', 'none'],
  [
    'changes above, within and below',
    '12«ab»34',
    [change(5, 1, ''), change(3, 0, 'x'), change(0, 1, 'yy')],
    'yy2«axb»3',
    'inside',
  ],
  [
    'changes in any order',
    '12«ab»34',
    [change(0, 1, 'yy'), change(5, 1, ''), change(3, 0, 'x')],
    'yy2«axb»3',
    'inside',
  ],
  ['two parts', '1«ab»2«cd»3', [change(1, 1, 'xyz'), change(5, 0, '!')], '1«xyzb»2«c!d»3', 'inside'],
  ['an insertion between parts that meet', '1«ab»«cd»2', [change(3, 0, 'x')], '1«abx»«cd»2', 'inside'],
  ['an insertion between empty parts that meet', '1«»«»2', [change(1, 0, 'x')], '1«x»«»2', 'inside'],
  ['a change over two parts', '1«ab»2«cd»3', [change(2, 3, 'x')], '', 'lost'],
  ['a change over all there is', '1«ab»2«cd»3', [change(0, 7, 'x')], '', 'lost'],
];

describe('partsAfter', () => {
  for (const [name, at, changes, after, hit, original] of cases) {
    it(`follows ${name}`, () => {
      const { text, parts } = partsOf(at);
      const moved = partsAfter(parts, changes);
      assert.equal(moved.hit, hit);
      if (hit === 'lost') return;
      const now = applied(text, changes);
      assert.equal(drawn(now, moved.parts), after);
      for (const part of moved.parts) assert.equal(now.slice(part.start, part.end), part.now);
      if (original !== undefined) assert.equal(restored(now, moved.parts), original);
    });
  }

  it('loses a part of which more is replaced than is remembered', () => {
    const { parts } = partsOf('12345«ab»67890');
    const short = parts.map((part) => ({ ...part, before: '45', after: '67' }));
    assert.equal(partsAfter(short, [change(3, 6, 'x')]).hit, 'inside');
    assert.equal(partsAfter(short, [change(2, 6, 'x')]).hit, 'lost');
    assert.equal(partsAfter(short, [change(6, 4, 'x')]).hit, 'lost');
  });

  it("takes in its own text right before what stands there, and knows a neighbour's change as the neighbour's", () => {
    const own = (at: string, changes: Change[]) => {
      const { text, parts } = partsOf(at);
      return drawn(applied(text, changes), partsAfter(parts, changes, true).parts);
    };
    assert.equal(own('12«ab»3', [change(2, 0, 'x')]), '12«xab»3');
    assert.equal(own('12«»3', [change(2, 0, 'x')]), '12«x»3');
    assert.equal(own('1«ab»«cd»2', [change(2, 1, 'x')]), '1«ax»«cd»2');
  });

  it('follows parts like marks in the text', async () => {
    await holds([documents, picks], (document, picked) => {
      const { text, parts } = partsOf(document);
      const borders = parts.flatMap(({ start, end }) => [start, end]);
      // Changes over a border are not for marks.
      const changes = changesOf(text, picked).filter(
        ({ rangeOffset: from, rangeLength }) => !borders.some((at) => from < at && at < from + rangeLength),
      );
      const marked = changes.map(({ rangeOffset: from, rangeLength, text }) => {
        // What is inserted at a mark comes before it.
        const before = borders.filter((at) => at < from || (at === from && rangeLength > 0));
        return change(from + before.length, rangeLength, text);
      });
      const moved = partsAfter(parts, changes);
      assert.equal(drawn(applied(text, changes), moved.parts), applied(document, marked));
    });
  });

  it('can always bring back what stood there before, unless it says that it cannot', async () => {
    await holds([documents, picks], (document, picked) => {
      const { text, parts } = partsOf(document);
      const changes = changesOf(text, picked);
      const moved = partsAfter(parts, changes);
      if (moved.hit === 'lost') {
        const isOverTwo = ({ rangeOffset: from, rangeLength }: Change) =>
          parts.filter(({ start, end }) => from < end && from + rangeLength > start).length > 1;
        assert.ok(changes.some(isOverTwo));
        return;
      }
      const now = applied(text, changes);
      for (const part of moved.parts) assert.equal(now.slice(part.start, part.end), part.now);
      const outside = changes.filter(({ rangeOffset: from, rangeLength }) =>
        parts.every(({ start, end }) => from + rangeLength <= start || (rangeLength > 0 ? from >= end : from > end)),
      );
      assert.equal(restored(now, moved.parts), applied(restored(text, parts), outside));
      assert.equal(moved.hit, outside.length === changes.length ? 'none' : 'inside');
    });
  });
});

describe('difference', () => {
  const cases: [from: string, to: string, edit: Change | null][] = [
    ['ab', 'ab', null],
    ['', '', null],
    ['', 'ab', change(0, 0, 'ab')],
    ['ab', '', change(0, 2, '')],
    ['ab', 'abc', change(2, 0, 'c')],
    ['a();\nb();', 'a();\nx();\nb();', change(5, 0, 'x();\n')],
    ['aa', 'aaa', change(2, 0, 'a')],
    ['aaa', 'aa', change(2, 1, '')],
    ['a\r\nb', 'a\r\n\r\nb', change(3, 0, '\r\n')],
    // They begin alike, in halves.
    ['😀', '😁', change(0, 2, '😁')],
    ['a😀b', 'a😁b', change(1, 2, '😁')],
    // They end alike, in halves.
    ['\u{1F600}', '\u{1FA00}', change(0, 2, '\u{1FA00}')],
    ['a\u{1F600}b', 'a\u{1FA00}b', change(1, 2, '\u{1FA00}')],
    ['😀', '😀😀', change(2, 0, '😀')],
    ['😁', '😁😀😁', change(2, 0, '😀😁')],
  ];
  for (const [from, to, edit] of cases) {
    it(`${JSON.stringify(from)} to ${JSON.stringify(to)}`, () => assert.deepEqual(difference(from, to), edit));
  }

  it('makes one text of the other, and cuts no character in two', async () => {
    const characters = fc.constantFrom('a', 'b', '\r\n', '😀', '😁', '\u{1FA00}');
    const texts = fc.array(characters, { maxLength: 12 }).map((parts) => parts.join(''));
    await holds([texts, texts], (from, to) => {
      const edit = difference(from, to);
      if (edit === null) return assert.equal(from, to);
      assert.equal(applied(from, [edit]), to);
      const { rangeOffset, rangeLength, text } = edit;
      for (const part of [from.slice(0, rangeOffset), from.slice(rangeOffset + rangeLength), text]) {
        assert.ok(part.isWellFormed());
        assert.doesNotMatch(part, /^\n|\r$/);
      }
    });
  });
});
