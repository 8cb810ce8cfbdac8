import { extname } from 'node:path';
import type { RestPlace } from './restPlaces.ts';
import { KnowingModel } from './window/model.ts';
import type { BenchModel } from './window/server.ts';

/** How many lines below the model goes on with, as models do. */
const goesOnFor = 4;

/** A model that knows what comes next, and goes on with the file below where no line is to be completed within. */
export function modelOf({ kind, name, file, head, typed, rest, tail }: RestPlace): BenchModel {
  const knowing = new KnowingModel('right', { name, extension: extname(file), head, text: typed + rest, tail });
  const below = kind === 'middle' ? '' : tail.split('\n').slice(0, goesOnFor).join('\n');
  return {
    complete(prompt) {
      const said = knowing.complete(prompt);
      return said && { ...said, text: said.text + below };
    },
  };
}
