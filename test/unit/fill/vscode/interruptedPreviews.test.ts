import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { InterruptedPreviews } from '../../../../src/fill/vscode/interruptedPreviews.ts';
import type { Part } from '../../../../src/fill/parts.ts';
import { storage } from '../../../support/storage.ts';

const documentOf = (text: string, isDirty = true, uri = 'file:///a.js') =>
  ({ getText: () => text, isDirty, uri: { toString: () => uri } }) as unknown as vscode.TextDocument;

/** As VS Code's documents have it, without lines. */
const around: ConstructorParameters<typeof InterruptedPreviews>[1] = (document, { start, end }, characters) => {
  const from = Math.max(0, start - characters);
  return { text: document.getText().slice(from, end + characters), start: from, startLine: 0 };
};
const keptIn = (memento: vscode.Memento) => new InterruptedPreviews(memento, around);

/** The parts `«…»` of a drawing, each with what it has replaced. */
function drawn(drawing: string, originals: string[]): { text: string; parts: Part[] } {
  const text = drawing.replace(/[«»]/g, '');
  const marks = [...drawing.matchAll(/[«»]/g)].map(({ index }, nth) => index - nth);
  const parts = originals.map((original, nth) => {
    const [start, end] = [marks[2 * nth]!, marks[2 * nth + 1]!];
    const now = text.slice(start, end);
    return { start, end, now, original, before: text.slice(0, start), after: text.slice(end) };
  });
  return { text, parts };
}

const gaps = (parts: Part[]) => parts.map(({ start, end }) => ({ start, end, lead: '' }));

describe('previews kept over a reload', () => {
  /** What a new window finds in a document, after the old one has kept this. */
  const found = (drawing: string, originals: string[], now?: string, isDirty = true, isGrowing = false) => {
    const memento = storage();
    const { text, parts } = drawn(drawing, originals);
    keptIn(memento).keep(documentOf(text), parts, gaps(parts), isGrowing);
    const document = documentOf(now ?? text, isDirty);
    return keptIn(memento)
      .find(document)
      ?.map(({ start, end, original }) => {
        return [document.getText().slice(start, end), original];
      });
  };

  it('are found where they stood', () => {
    assert.deepEqual(found('a(«one»);\n', ['1']), [['one', '1']]);
    assert.deepEqual(found('a(«one»);\nb(«two»);\n', ['1', '2']), [
      ['one', '1'],
      ['two', '2'],
    ]);
    assert.deepEqual(found('«whole»', ['']), [['whole', '']]);
  });

  it('are found where more of the text had come than was known of', () => {
    assert.deepEqual(found('a(«one»);\n', ['1'], 'a(one, two);\n', true, true), [['one, two', '1']]);
  });

  it('are found far down in a long document', () => {
    const [above, below] = ['x();\n'.repeat(1_000), 'y();\n'.repeat(1_000)];
    assert.deepEqual(found(`${above}a(«one»);\n${below}`, ['1']), [['one', '1']]);
  });

  it('are found in a document that was saved with them', () => {
    assert.deepEqual(found('a(«one»);\n', ['1'], undefined, false), [['one', '1']]);
  });

  it('are not where another text stands, or was there before', () => {
    assert.equal(found('a(«one»);\n', ['1'], 'a(two);\n'), undefined);
    assert.equal(found('a(«one»);\n', ['1'], 'a(on);\n', false, true), undefined);
    assert.equal(found('a(«one»);\n', ['1'], 'a(1);\n'), undefined);
    assert.equal(found('a(«one»);\n', ['1'], 'something else'), undefined);
  });

  it('are forgotten when they are decided', () => {
    const memento = storage();
    const { text, parts } = drawn('a(«one»);\n', ['1']);
    const kept = keptIn(memento);
    kept.keep(documentOf(text), parts, gaps(parts), false);
    kept.forget(documentOf(text));
    assert.equal(keptIn(memento).find(documentOf(text)), null);
  });

  it('are found far down in a document of megabytes, some way from where they were', () => {
    const above = 'x();\n'.repeat(500_000);
    const moved = `${'// more\n'.repeat(10_000)}${above}a(one);\n`;
    assert.deepEqual(found(`${above}a(«one»);\n`, ['1'], moved), [['one', '1']]);
  });

  it('are those of the last twenty documents', () => {
    const memento = storage();
    const { text, parts } = drawn('a(«one»);\n', ['1']);
    const named = (uri: string) => documentOf(text, true, uri);
    const kept = keptIn(memento);
    for (let at = 0; at < 30; at++) kept.keep(named(`file:///${at}`), parts, gaps(parts), false);
    const isFound = (at: number) => keptIn(memento).find(named(`file:///${at}`)) !== null;
    assert.deepEqual([9, 10, 29].map(isFound), [false, true, true]);
  });

  it('are no more than what this version knows: another has kept what it liked', () => {
    for (const kept of [7, [], [{}], [null], { 'file:///a.js': 1 }]) {
      const memento = storage();
      void memento.update('infill.previews', { 'file:///a.js': kept });
      assert.equal(keptIn(memento).find(documentOf('a')), null);
    }
  });
});
