import assert from 'node:assert/strict';
import type { Snippet } from '../../../../src/completion/prompt/snippet.ts';
import { notInPrompt } from '../../../../src/completion/prompt/notInPrompt.ts';
import { place } from '../../../support/place.ts';
import { snippet } from '../../../support/snippet.ts';

const other = snippet('function weigh() {\n  return 1;\n}');
const own = (startLine: number, text = 'class A {\n  run();\n}') => snippet(text, { path: 'a.ts', startLine });

describe('notInPrompt', () => {
  const cases: [what: string, drawing: string, snippet: Snippet, isUnseen: boolean][] = [
    ['is not around the cursor', 'let a;\n█', other, true],
    ['is in the prefix, except for comments', 'function weigh() {\n  // one\n  return 1;\n}\n█', other, false],
    ['is in the suffix', '█\nfunction weigh() {\n  return 1;\n}\n', other, false],
    ['is partly around the cursor', 'function weigh() {\n  return 2;\n}\n█', other, true],
    ['has lines of this file above the prefix', '3\n4\n█\n6', own(0), true],
    ['has lines of this file, some in the prefix', '3\n4\n█\n6', own(1), false],
    ['outlines lines of this file in the suffix', '3\n4\n█\n6', own(6), false],
    ['has lines of this file that are replaced', '3\n4\n█\n6', own(8), false],
    ['has lines of this file below the suffix', '3\n4\n█\n6', own(9), true],
    ['has lines of another file', '3\n4\n█\n6', snippet('x\ny\nz', { startLine: 3 }), true],
  ];
  for (const [what, drawing, one, isUnseen] of cases) {
    it(`${isUnseen ? 'keeps' : 'drops'} a snippet that ${what}`, () => {
      // The first three lines of the file are not read; two are replaced.
      const context = place(drawing, { startLine: 3 });
      assert.deepEqual(notInPrompt(context, 2, [one]), isUnseen ? [one] : []);
    });
  }

  it('drops a snippet with a piece around the cursor, and keeps the order of the others', () => {
    const [first, last] = [snippet('first();'), snippet('last();')];
    const parts = ['a();', 'b();'].map((text) => ({ text, start: 0, end: 1 }));
    const both = { ...snippet('a();\n\nb();'), parts };
    assert.deepEqual(notInPrompt(place('b();\n█'), 0, [first, both, last]), [first, last]);
  });
});
