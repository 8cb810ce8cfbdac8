import type { FinishReason } from '../../../src/mistral/wire/response.ts';
import { findPlaces } from './places.ts';
import type { ServedRequest } from '../schema.ts';
import { seededRandom } from '../../support/chance.ts';
import { tokenize } from '../tokens.ts';

export interface Completion {
  /** The text, in tokens. */
  tokens: string[];
  finishReason: FinishReason;
}

/**
 * Completes a prompt from the given files. It finds the place whose text before has the longest match with the prompt,
 * and continues like the file. The text ends where the request's suffix begins, before a stop sequence, after
 * `max_tokens`, or with the file; before `min_tokens`, neither suffix nor stop sequence ends it. Without a match it is
 * empty. `random_seed` chooses among equally good places; without it, the file most similar to the prompt wins.
 */
export function complete(files: ReadonlyMap<string, string>, request: ServedRequest): Completion {
  const places = findPlaces(files, request.prompt, request.suffix ?? '');
  const seed = request.random_seed;
  const place = places[typeof seed === 'number' ? Math.floor(seededRandom(seed)() * places.length) : 0];
  return limit(place ? place.text.slice(place.at) : '', place ? place.end - place.at : 0, request);
}

function limit(text: string, naturalEnd: number, request: ServedRequest): Completion {
  const min = tokenize(text)
    .slice(0, request.min_tokens ?? 0)
    .join('').length;
  const stops = [request.stop ?? []].flat().map((stop) => (stop === '' ? -1 : text.indexOf(stop, min)));
  const end = Math.min(Math.max(naturalEnd, min), ...stops.filter((at) => at >= 0));
  const tokens = tokenize(text.slice(0, end));
  const max = request.max_tokens ?? Infinity;
  return { tokens: tokens.slice(0, max), finishReason: tokens.length > max ? 'length' : 'stop' };
}
