import { tokenize } from '../../server/tokens.ts';
import { unmatchedClosers } from './editor/brackets.ts';
import { Chance } from '../../support/chance.ts';
import type { Place } from './places.ts';
import type { FinishReason } from '../../../src/mistral/wire/response.ts';

/** A request, with the fields of the FIM API that the model uses. */
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
/** Mean number of right tokens of an answer. */
const rightTokens = 24;
/** Shares of answers with a fault that users complain about. */
const faults = { nothing: 0.03, blankLine: 0.04, overClosed: 0.04, repeatsSuffix: 0.25 };
/** Share of the answers, before auto-closed brackets, that end at them. */
const stopsAtCloser = 0.5;
/** Number of characters before the body by which the place is found in the prompt; fewer where the prompt begins later. */
const landmarks = [200, 80, 30];

/**
 * A model that knows the finished file. A number of tokens from a geometric law is right, then other text of the same
 * file follows. The chance is seeded by the request, so the same request gets the same answer.
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

  /** The missing text at the cursor; null where the prompt does not show the place. */
  #truth(prompt: string, suffix: string, chance: Chance): string | null {
    const typed = typedOf(this.#place, prompt);
    if (typed === null) return null;
    const rest = restOf(this.#place.body, typed);
    const ahead = suffix.slice(0, Math.max(0, suffix.indexOf(this.#place.tail.slice(0, 60))));
    if (ahead.trim() === '' || !chance.happens(stopsAtCloser)) return rest;
    const closer = /['"`]/.test(ahead.trim()[0]!) ? rest.indexOf(ahead.trim()[0]!) : unmatchedClosers(rest)[0];
    return closer === undefined || closer < 0 ? rest : rest.slice(0, closer).trimEnd();
  }

  /** The right beginning of the truth, and a continuation. */
  #say(truth: string, right: number, suffix: string, chance: Chance): string {
    const tokens = tokenize(truth);
    if (right >= tokens.length) {
      return chance.happens(faults.repeatsSuffix) ? truth + firstLines(suffix, 1 + chance.below(3)) : truth;
    }
    const said = tokens.slice(0, right);
    return said.join('') + this.#somethingElse(said.at(-1), tokens[right]!, tokens.length - right, chance);
  }

  /** Other text after the same token in the file: as long as the truth, to a line's end. */
  #somethingElse(last: string | undefined, truth: string, length: number, chance: Chance): string {
    const file = this.#fileTokens;
    const alike = file.flatMap((token, at) => (token === last && file[at + 1] !== truth ? [at + 1] : []));
    const start = alike.length > 0 ? alike[chance.below(alike.length)]! : chance.below(file.length);
    const end = file.findIndex((token, at) => at >= start + length && token.includes('\n'));
    return file.slice(start, end < 0 ? undefined : end).join('');
  }
}

/** The typed part of the body in a prompt; null where the prompt does not show the place. */
export function typedOf({ head }: Place, prompt: string): string | null {
  for (const length of landmarks) {
    const mark = head.slice(-length);
    const at = prompt.lastIndexOf(mark);
    if (at >= 0) return prompt.slice(at + mark.length);
  }
  return null;
}

/** The rest of the body after a typed text. Indentation by the editor counts as typed, and so does the letter of a typo. */
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
