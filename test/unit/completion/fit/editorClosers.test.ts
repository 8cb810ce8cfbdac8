import assert from 'node:assert/strict';
import { EditorClosers, editorsAhead } from '../../../../src/completion/fit/editorClosers.ts';
import { place } from '../../../support/place.ts';

describe('closers that the editor has added', () => {
  /** Successive places, each with the text typed to get there and the number of characters that are the editor's. */
  const cases: Record<string, [at: string, typed: string, count: number][]> = {
    'are known from the keys': [
      ['f█;\n', 'f', 0],
      ['f(█);\n', '(', 1],
      ["f('█');\n", "'", 2],
      ["f('a█');\n", 'a', 2],
      // A closer typed over is no insertion.
      ["f('a'█);\n", '', 1],
      ["f('a')█;\n", '', 0],
    ],
    'are known at the end of a document': [
      ['f█', 'f', 0],
      ['f(█)', '(', 1],
      ['f((█))', '(', 2],
    ],
    'include the line break of Enter': [
      ['f█\n', 'f', 0],
      ['f{█}\n', '{', 1],
      ['f{\n  █\n}\n', '\n  ', 2],
    ],
    'are forgotten after another edit': [
      ['f█\n', 'f', 0],
      ['f(█)\n', '(', 1],
      ['f(█) + g()\n', '', 0],
    ],
  };
  for (const [what, steps] of Object.entries(cases)) {
    it(what, () => {
      const closers = new EditorClosers();
      for (const [at, typed, count] of steps) {
        closers.onEdit(place(at), typed);
        assert.equal(closers.known(place(at)), count, at);
      }
    });
  }

  it('are guessed if no edit is known: closers alone on the line', () => {
    assert.equal(editorsAhead(place('f(█)\n')), 1);
    assert.equal(editorsAhead(place('f(█, b)\n')), 0);
  });
});
