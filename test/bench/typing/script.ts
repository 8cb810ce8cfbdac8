import { Chance } from '../../support/chance.ts';
import type { Place } from './places.ts';

/** The typing of one character of a body. */
export interface Stroke {
  /** Milliseconds since the key before. */
  gapMs: number;
  /** A wrong letter that the user types first and removes again; '' for none. */
  typo: string;
  /** Milliseconds between the keys of the correction. */
  correctionMs: number;
  /** Milliseconds that the cursor is elsewhere before; 0 for none. */
  awayMs: number;
}

/** Milliseconds from key to key: log-normal. */
const gap = { median: 140, sigma: 0.5 };
const pauseMs = [600, 1500] as const;
const awayMs = [800, 3000] as const;
const shares = { pauseAfterWord: 0.15, pauseAfterLine: 0.7, typo: 0.012, awayAtLine: 0.06 };

/** A stroke for each character of the body: the same for every engine and both users. */
export function strokes({ name, body }: Place): Stroke[] {
  const chance = new Chance(name);
  return Array.from(body, (character, index) => {
    const lineBegins = /\S/.test(character) && /(?:^|\n)[ \t]*$/.test(body.slice(0, index));
    const wordEnds = /\w/.test(body[index - 1] ?? '') && !/\w/.test(character);
    const pauses = lineBegins
      ? chance.happens(shares.pauseAfterLine)
      : chance.happens(shares.pauseAfterWord) && wordEnds;
    const gapMs = chance.logNormal(gap.median, gap.sigma) + (pauses ? chance.between(...pauseMs) : 0);
    const errs = chance.happens(shares.typo) && /[a-z]/.test(character);
    const leaves = chance.happens(shares.awayAtLine) && lineBegins;
    return {
      gapMs,
      typo: errs ? neighbour(character) : '',
      correctionMs: chance.logNormal(gap.median, gap.sigma),
      awayMs: leaves ? chance.between(...awayMs) : 0,
    };
  });
}

/** The key beside a letter on its row. */
function neighbour(letter: string): string {
  const row = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].find((keys) => keys.includes(letter))!;
  return row[row.indexOf(letter) + 1] ?? row[row.indexOf(letter) - 1]!;
}
