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
 * Completes a prompt from the files it was given: it finds the place whose text before agrees longest with the prompt, and
 * continues as the file does. The text ends where the request's suffix begins, before a stop sequence, after `max_tokens`,
 * or with the file; before `min_tokens` neither suffix nor stop sequence ends it. Where nothing matches it says nothing.
 * `random_seed` chooses among places that are equally good; without it the file most like the prompt does.
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
