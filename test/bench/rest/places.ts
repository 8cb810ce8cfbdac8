import { REALISTIC_LATENCY } from '../../server/latency.ts';
import { Chance } from '../../support/chance.ts';
import { indentOf, type Place } from '../typing/places.ts';

/** Kinds of places at which a user rests. */
export const restKinds = ['block', 'line', 'word', 'middle'] as const;
export type RestKind = (typeof restKinds)[number];

/** Names of the kinds in the report. */
export const restNames: Readonly<Record<RestKind, string>> = {
  block: "a block's beginning",
  line: 'a new line in a block',
  word: 'behind a word',
  middle: 'the middle of a line',
};

/** A place in a file: the user types a few characters and rests. */
export interface RestPlace {
  kind: RestKind;
  name: string;
  file: string;
  language: string;
  /** The file before the typed characters. */
  head: string;
  /** The typed characters. */
  typed: string;
  /** The text that is missing after the cursor; the model knows it. */
  rest: string;
  /** The file after the cursor. */
  tail: string;
}

/** Number of places of each kind. */
export const restsOfEachKind = 16;

/** Time at rest, and from key to key, in milliseconds. */
export const [restMs, keyMs] = [3_000, 140];

/** Latencies of the models, in milliseconds. */
export const latencies = { quick: REALISTIC_LATENCY, slow: { firstToken: 900, sigma: 0.35, perToken: 30 } };

/** Number of typed characters of a word, and of an argument. */
const typedOfWord = 3;
const typedOfArgument = 2;
/** Minimum number of characters after the cursor on its line. */
const minRest = 6;

const opens = /[[({:]\s*$/;
const closes = /^\s*[)\]}]/;

/** The same number of places of each kind, spread over the bodies. */
export function restPlaces(bodies: readonly Place[], ofEachKind: number): RestPlace[] {
  return restKinds.flatMap((kind) => {
    const all = bodies.flatMap((body) => placeIn(kind, body) ?? []);
    if (all.length < ofEachKind)
      throw new Error(`${all.length} bodies have ${restNames[kind]}; wanted: ${ofEachKind}.`);
    return Array.from({ length: ofEachKind }, (_, index) => all[Math.floor((index * all.length) / ofEachKind)]!);
  });
}

function placeIn(kind: RestKind, place: Place): RestPlace | null {
  const { name, file, language, head, body, tail } = place;
  const at = (start: number, typed: number, end = body.length): RestPlace => ({
    ...{ kind, name: `${name}, ${restNames[kind]}`, file, language },
    head: head + body.slice(0, start),
    typed: body.slice(start, start + typed),
    rest: body.slice(start + typed, end),
    tail: body.slice(end) + tail,
  });
  if (kind === 'block') return at(0, 1);
  const found = linesOf(body).flatMap(({ start, text }, index, lines) => {
    const before = lines[index - 1]?.text;
    if (before === undefined || closes.test(text) || text.trim().length < 2 * minRest) return [];
    if (kind === 'line') {
      const continues = !opens.test(before) && !opens.test(text) && indentOf(before) === indentOf(text);
      return continues ? [at(start - 1, 1)] : [];
    }
    if (kind === 'word') {
      return [...text.matchAll(/\w{4,}(?=\W)/g)].flatMap(({ 0: word, index: from }) => {
        const end = from + word.length;
        return text.length - end >= minRest ? [at(start + end - typedOfWord, typedOfWord)] : [];
      });
    }
    return [...text.matchAll(/(?<=\w\()\w{2}[^()'"`]*(?=\))/g)].flatMap(({ 0: args, index: from }) =>
      args.length >= typedOfArgument + minRest ? [at(start + from, typedOfArgument, start + from + args.length)] : [],
    );
  });
  return found[new Chance(`${kind} ${name}`).below(Math.max(1, found.length))] ?? null;
}

/** The lines of a body and their offsets. */
function linesOf(body: string): { start: number; text: string }[] {
  let start = 0;
  return body.split('\n').map((text) => {
    const line = { start, text };
    start += text.length + 1;
    return line;
  });
}
