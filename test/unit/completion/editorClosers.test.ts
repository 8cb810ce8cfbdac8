import assert from 'node:assert/strict';
import { EditorClosers } from '../../../src/completion/editorClosers.ts';
import { place } from './place.ts';

describe('what the editor has closed', () => {
  /** Places, one after the other, each with what was typed to come there, and how many characters are the editor's then. */
  const cases: Record<string, [at: string, typed: string, count: number][]> = {
    'is known from the keys': [
      ['f█;\n', 'f', 0],
      ['f(█);\n', '(', 1],
      ["f('█');\n", "'", 2],
      ["f('a█');\n", 'a', 2],
      ["f('a'█);\n", "'", 1],
    ],
    'is known at the end of a document': [
      ['f█', 'f', 0],
      ['f(█)', '(', 1],
      ['f((█))', '(', 2],
    ],
    'has the line break of Enter': [
      ['f█\n', 'f', 0],
      ['f{█}\n', '{', 1],
      ['f{\n  █\n}\n', '\n  ', 2],
    ],
    'is forgotten with another edit': [
      ['f█\n', 'f', 0],
      ['f(█)\n', '(', 1],
      ['f(█) + g()\n', '', 0],
    ],
  };
  for (const [what, steps] of Object.entries(cases)) {
    it(what, () => {
      const closers = new EditorClosers();
      for (const [at, typed, count] of steps) {
        closers.edited(place(at), typed);
        assert.equal(closers.known(place(at)), count, at);
      }
    });
  }

  it('is guessed where no edit has told: closers alone on the line', () => {
    assert.equal(new EditorClosers().at(place('f(█)\n')), 1);
    assert.equal(new EditorClosers().at(place('f(█, b)\n')), 0);
  });
});
