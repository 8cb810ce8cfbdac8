import { tokenize } from '../../server/tokens.ts';
import { unmatchedClosers } from './editor/brackets.ts';
import { Chance } from '../../support/chance.ts';
import type { Place } from './places.ts';
import type { FinishReason } from '../../../src/mistral/wire/response.ts';

/** What the model is asked; the fields of the FIM API that it heeds. */
export interface Question {
  prompt: string;
  suffix?: string | null;
  max_tokens?: number | null;
  stop?: string | string[];
}

export interface Answer {
  tokens: string[];
  finishReason: FinishReason;
  /** Milliseconds from the request to the first token. */
  firstMs: number;
}

/** Milliseconds from one token to the next. */
export const perTokenMs = 8;
/** The first token: log-normal, median in milliseconds. */
const firstToken = { median: 220, sigma: 0.35 };
/** How many tokens an answer is right for, on average. */
const rightTokens = 24;
/** Shares of answers with a fault that users complain about. */
const faults = { nothing: 0.03, blankLine: 0.04, overClosed: 0.04, repeatsSuffix: 0.25 };
/** Of the requests whose cursor stands before auto-closed brackets, the share answered only up to them. */
const stopsAtCloser = 0.5;
/** How the place is found in the prompt: by so many characters before the body, fewer where the prompt begins later. */
const landmarks = [200, 80, 30];

/**
 * A model that knows the finished file, and is right for a while: a number of tokens from a geometric law, seeded by the
 * request's content; then it goes on with something else from the same file. The same question gets the same answer.
 */
export class Model {
  readonly #place: Place;
  readonly #fileTokens: string[];

  constructor(place: Place) {
    this.#place = place;
    this.#fileTokens = tokenize(place.head + place.body + place.tail);
  }

  answer({ prompt, suffix, max_tokens, stop }: Question): Answer {
    const chance = new Chance(`${prompt}\0${suffix ?? ''}`);
    const firstMs = chance.logNormal(firstToken.median, firstToken.sigma);
    const right = chance.geometric(rightTokens);
    const fault = chance.between(0, 1);
    const truth = this.#truth(prompt, suffix ?? '', chance);
    if (truth === null || fault < faults.nothing) return { tokens: [], finishReason: 'stop', firstMs };

    let text = this.#say(truth, right, suffix ?? '', chance);
    if (fault > 1 - faults.blankLine) text = `\n${text}`;
    else if (fault > 1 - faults.blankLine - faults.overClosed) text = text.replace(/\n|$/, ')$&');
    const tokens = tokenize(beforeStop(text, stop));
    const max = max_tokens ?? Infinity;
    return { tokens: tokens.slice(0, max), finishReason: tokens.length > max ? 'length' : 'stop', firstMs };
  }

  /** What is missing at the cursor; null where the prompt does not show the place. */
  #truth(prompt: string, suffix: string, chance: Chance): string | null {
    const typed = typedOf(this.#place, prompt);
    if (typed === null) return null;
    const rest = restOf(this.#place.body, typed);
    const ahead = suffix.slice(0, Math.max(0, suffix.indexOf(this.#place.tail.slice(0, 60))));
    if (ahead.trim() === '' || !chance.happens(stopsAtCloser)) return rest;
    const closer = /['"`]/.test(ahead.trim()[0]!) ? rest.indexOf(ahead.trim()[0]!) : unmatchedClosers(rest)[0];
    return closer === undefined || closer < 0 ? rest : rest.slice(0, closer).trimEnd();
  }

  /** The truth as far as the model knows it, and how it goes on. */
  #say(truth: string, right: number, suffix: string, chance: Chance): string {
    const tokens = tokenize(truth);
    if (right >= tokens.length) {
      return chance.happens(faults.repeatsSuffix) ? truth + firstLines(suffix, 1 + chance.below(3)) : truth;
    }
    const said = tokens.slice(0, right);
    return said.join('') + this.#somethingElse(said.at(-1), tokens[right]!, tokens.length - right, chance);
  }

  /** Goes on as the file does at another place, if there is one after the same token: as long as the truth, to a line's end. */
  #somethingElse(last: string | undefined, truth: string, length: number, chance: Chance): string {
    const file = this.#fileTokens;
    const alike = file.flatMap((token, at) => (token === last && file[at + 1] !== truth ? [at + 1] : []));
    const start = alike.length > 0 ? alike[chance.below(alike.length)]! : chance.below(file.length);
    const end = file.findIndex((token, at) => at >= start + length && token.includes('\n'));
    return file.slice(start, end < 0 ? undefined : end).join('');
  }
}

/** What a prompt shows as typed of the body; null where it does not show the place. */
export function typedOf({ head }: Place, prompt: string): string | null {
  for (const length of landmarks) {
    const mark = head.slice(-length);
    const at = prompt.lastIndexOf(mark);
    if (at >= 0) return prompt.slice(at + mark.length);
  }
  return null;
}

/** What follows a typed text in the body. Indentation that the editor put there counts as typed; so does a typo's letter. */
function restOf(body: string, typed: string): string {
  if (body.startsWith(typed)) return body.slice(typed.length);
  const line = typed.lastIndexOf('\n') + 1;
  const indented = typed.slice(line).trim() === '' && body.startsWith(typed.slice(0, line));
  return indented ? body.slice(line).replace(/^[ \t]*/, '') : body.slice(typed.length);
}

function firstLines(text: string, count: number): string {
  return text
    .split('\n')
    .slice(0, count + 1)
    .join('\n');
}

function beforeStop(text: string, stop: Question['stop']): string {
  const ends = [stop ?? []].flat().map((one) => text.indexOf(one));
  return text.slice(0, Math.min(text.length, ...ends.filter((end) => end >= 0)));
}
