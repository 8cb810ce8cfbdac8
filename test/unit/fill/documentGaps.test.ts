import assert from 'node:assert/strict';
import { gapsOf, withoutPreview } from '../../../src/fill/documentGaps.ts';

/** The text and the spans of a drawing with `«selections»`. */
function selected(drawing: string): { whole: string; spans: { start: number; end: number }[] } {
  const marks = [...drawing.matchAll(/[«»]/g)].map(({ index }, nth) => index - nth);
  const spans = marks.flatMap((start, nth) => (nth % 2 === 0 ? [{ start, end: marks[nth + 1]! }] : []));
  return { whole: drawing.replace(/[«»]/g, ''), spans };
}

describe('gaps of a document', () => {
  const texts = (drawing: string) => {
    const { whole, spans } = selected(drawing);
    return gapsOf(whole, spans.reverse(), 'javascript', true).map(({ start, end }) => whole.slice(start, end));
  };
  const cases: [drawing: string, gaps: string[]][] = [
    ['a(«1»);', ['1']],
    ['a\r\n«b\r\n»c', ['b']],
    ['a\r\n  «// why\r\n  b\r\n»c\r\nd(«1»)', ['b', '1']],
    ['a(«1», «2»)\r\n«\r\n»', ['1', '2', '']],
    ['«one»«two» «three»', ['onetwo', 'three']],
  ];
  for (const [drawing, gaps] of cases) {
    it(JSON.stringify(drawing), () => assert.deepEqual(texts(drawing), gaps));
  }

  it('stand in the text without the preview, line ends unified', () => {
    const whole = 'x\r\na(one\r\ntwo);\r\nb(three);\r\n';
    const part = (now: string, original: string) => {
      const start = whole.indexOf(now);
      return { start, end: start + now.length, now, original, before: '', after: '' };
    };
    const parts = [part('one\r\ntwo', '1\r\n'), part('three', '')];
    const place = withoutPreview(whole, parts, [
      { start: 0, end: 0, lead: '\n  ' },
      { start: 0, end: 0, lead: '' },
    ]);
    assert.equal(place.text, 'x\na(1\n);\nb();\n');
    assert.deepEqual(place.gaps, [
      { start: 4, end: 6, lead: '\n  ' },
      { start: 11, end: 11, lead: '' },
    ]);
  });
});
