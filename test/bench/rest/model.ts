import { extname } from 'node:path';
import { lengthOf } from './report.ts';
import type { RestPlace } from './places.ts';
import { KnowingModel } from '../window/model.ts';
import type { BenchModel } from '../window/server.ts';

/** Number of lines of the file that the answer continues with, since models rarely stop at the right place. */
const extraLines = 4;

/** A model that knows the missing text. Its answer continues with the file, except in the middle of a line. */
export function modelOf({ kind, name, file, head, typed, rest, tail }: RestPlace): BenchModel {
  const knowing = new KnowingModel('right', { name, extension: extname(file), head, text: typed + rest, tail });
  const below = kind === 'middle' ? '' : tail.split('\n').slice(0, extraLines).join('\n');
  return {
    complete(prompt) {
      const said = knowing.complete(prompt);
      return said && { ...said, text: said.text + below };
    },
  };
}

/** Tokens of an answer as they arrive: the time of each, and how many characters of the missing text have come. */
export function arrivals(
  { typed, rest }: RestPlace,
  at: number,
  tokens: readonly string[],
  times: readonly number[],
): { at: number; characters: number }[] {
  let characters = lengthOf(`${typed}${rest}`.slice(0, at)) - lengthOf(typed);
  return times.map((time, index) => ({ at: time, characters: (characters += lengthOf(tokens[index]!)) }));
}
