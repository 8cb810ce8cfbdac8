import assert from 'node:assert/strict';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { alreadyClosed } from '../../../../src/completion/filters/alreadyClosed.ts';
import { cleaned, filtered, fitted } from '../../../../src/completion/filters/index.ts';
import { place } from '../place.ts';

/** At a place, what is shown of a text, or null for nothing; and how many characters after the cursor it takes in. */
export type Row = [at: string, text: string, shown: string | null, replaces?: number];

/** Rows by what they show; a name begins with the language: `python: keeps two blank lines`. */
export type Table = Record<string, Row[]>;

/** Makes a test of every row, in which whoever types what is shown goes on seeing the rest of it. */
export function check(table: Table): void {
  for (const [name, rows] of Object.entries(table)) {
    const language = name.split(':', 1)[0]!;
    describe(name, () => {
      for (const [at, text, shown, replaces = 0] of rows) {
        it(`${JSON.stringify(at)} + ${JSON.stringify(text)}`, () => {
          const context = place(at, { language });
          assert.deepEqual(filtered(text, context), shown === null ? null : { text: shown, replaces });
          if (shown !== null) checkTypingThrough(text, context, shown, replaces);
        });
      }
    });
  }
}

/**
 * Types what is shown, key by key: after every key the rest is shown. The editor inserts nothing by itself, but closers
 * that the text takes in are typed over.
 */
export function checkTypingThrough(text: string, context: CursorContext, shown: string, replaces: number): void {
  const whole = cleaned(text, context);
  assert.equal(whole.slice(0, shown.length), shown, 'the text shown is the beginning of the cleaned one');
  const closes = replaces > 0 ? (alreadyClosed(shown, context) ?? shown.length - replaces) : shown.length;
  let { suffix } = context;
  let left = replaces;
  for (let length = 1; length < shown.length; length++) {
    if (length > closes && left > 0 && shown[length - 1] === suffix[0]) {
      suffix = suffix.slice(1);
      left--;
    }
    const now = { ...context, prefix: context.prefix + shown.slice(0, length), suffix };
    const rest = shown.slice(length);
    const isThere = rest.trim() === '' || rest === suffix.slice(0, left);
    const expected = isThere ? null : { text: rest, replaces: left };
    assert.deepEqual(
      fitted(whole.slice(length), now),
      expected,
      `after typing ${JSON.stringify(shown.slice(0, length))}`,
    );
  }
}
