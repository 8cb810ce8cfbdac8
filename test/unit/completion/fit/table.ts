import assert from 'node:assert/strict';
import { cleaned } from '../../../../src/completion/fit/clean.ts';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { type Arrival } from '../../../../src/completion/suggestion.ts';
import { fit } from '../../../../src/completion/fit/fit.ts';
import { place } from '../../../support/place.ts';

/** A place, an answer, the text shown (null for nothing), the number of characters after the cursor it replaces. */
export type Row = [at: string, answer: string, shown: string | null, replaces?: number];

/** Rows by title; a title begins with the language: `python: keeps two blank lines`. */
export type Table = Record<string, Row[]>;

/** Makes a test of every row. It compares the documents after accepting: several edits may yield the same one. */
export function check(table: Table, arrival: Arrival = 'whole'): void {
  for (const [name, rows] of Object.entries(table)) {
    const language = name.split(':', 1)[0]!;
    describe(name, () => {
      for (const [at, answer, shown, replaces = 0] of rows) {
        it(`${JSON.stringify(at)} + ${JSON.stringify(answer)}`, () => {
          const context = place(at, { language });
          const fitted = fit(cleaned(answer, context), context, arrival);
          assert.equal(
            documentWith(context, fitted),
            documentWith(context, shown === null ? null : { text: shown, replaces }),
          );
        });
      }
    });
  }
}

/** The document after accepting a text. */
export function documentWith(
  { prefix, suffix }: CursorContext,
  suggestion: { text: string; replaces: number } | null,
): string {
  return suggestion === null ? prefix + suffix : prefix + suggestion.text + suffix.slice(suggestion.replaces);
}
