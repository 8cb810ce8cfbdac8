import { Chance } from '../../support/chance.ts';
import type { Body } from './bodies.ts';

/** Milliseconds from key to key: log-normal. */
const gap = { median: 140, sigma: 0.5 };
const pauseMs = [600, 1500] as const;
const pauses = { afterWord: 0.15, afterLine: 0.7 };

/** Milliseconds before the key of each of a body's characters: the same for every user and model. */
export function rhythm({ name, text }: Body): number[] {
  const chance = new Chance(name);
  return Array.from(text, (character, index) => {
    const lineBegins = /\S/.test(character) && /\n[ \t]*$/.test(text.slice(0, index));
    const wordEnds = /\w/.test(text[index - 1] ?? '') && !/\w/.test(character);
    const share = lineBegins ? pauses.afterLine : wordEnds ? pauses.afterWord : 0;
    const pause = chance.happens(share) ? chance.between(...pauseMs) : 0;
    return chance.logNormal(gap.median, gap.sigma) + pause;
  });
}
