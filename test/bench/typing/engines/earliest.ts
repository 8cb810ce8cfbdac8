import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import type { Suggestion } from '../../../../src/completion/suggestion.ts';
import type { Clock } from '../../../../src/base/clock.ts';
import { holdsInOrder, unmatchedClosers } from '../editor/brackets.ts';
import type { Engine } from './engines.ts';
import type { Tally } from '../figures.ts';
import { type Answer, Model, perTokenMs, typedOf } from '../model.ts';
import type { Place } from '../places.ts';
import { replay } from '../replay.ts';
import { wait } from '../../../../src/base/wait.ts';
import { commonPrefix } from '../target.ts';
import type { User } from '../typist.ts';

/** A time beyond every replay, in milliseconds. */
const never = 1e9;

/** The request for a place, without any refinement. */
export function plainQuestion({ prefix, suffix }: CursorContext): {
  prompt: string;
  suffix: string;
  max_tokens: number;
} {
  return { prompt: prefix, suffix, max_tokens: 256 };
}

/** The right beginning of an answer: its part of the body, and the time of each of its tokens. */
export class RightText {
  /** Start and end, in characters of the body. */
  readonly from: number;
  readonly to: number;
  readonly #answer: Answer;
  readonly #askedAt: number;

  constructor(answer: Answer, body: string, from: number, askedAt: number) {
    this.from = from;
    this.to = from + commonPrefix(answer.tokens.join(''), body.slice(from));
    this.#answer = answer;
    this.#askedAt = askedAt;
  }

  /** When a character of the body has arrived, in milliseconds; Infinity if never. */
  arrival(character: number): number {
    if (character < this.from || character >= this.to) return Infinity;
    let end = this.from;
    const token = this.#answer.tokens.findIndex((text) => (end += text.length) > character);
    return this.#askedAt + this.#answer.firstMs + token * perTokenMs;
  }

  /** The end of the text that has arrived at a time. */
  end(now: number): number {
    let end = this.from;
    while (end < this.to && this.arrival(end) <= now) end++;
    return end;
  }
}

/**
 * Upper bound of speed: each key sends a request, no request is ended, and all right text is shown at its first token.
 * It knows what the user will type, and costs do not count.
 */
export async function earliest(place: Place, user: User): Promise<Tally> {
  const model = new Model(place);
  const asked: RightText[] = [];
  const engine = (clock: Clock): Engine => ({
    changed: () => undefined,
    complete: (context, signal) => show(context, signal, clock),
    end: () => undefined,
  });

  const show = async (context: CursorContext, signal: AbortSignal, clock: Clock): Promise<Suggestion | null> => {
    const typed = typedOf(place, context.prefix);
    const at = typed !== null && place.body.startsWith(typed) ? typed.length : -1;
    const first = Math.min(Infinity, ...asked.map((text) => text.arrival(at)));
    await wait(Math.min(first - clock.now(), never), clock, signal);
    const end = Math.max(at, ...asked.filter((text) => text.from <= at).map((text) => text.end(clock.now())));
    const shown = at < 0 ? null : fitted(place.body.slice(at, end), context.suffix, place.tail);
    // An empty answer would remove the text in view.
    if (shown === null) await wait(never, clock, signal);
    return shown;
  };

  return replay(
    place,
    user,
    ({ clock }) => engine(clock),
    (at, context) => {
      const typed = typedOf(place, context.prefix);
      if (typed === null || !place.body.startsWith(typed)) return;
      asked.push(new RightText(model.answer(plainQuestion(context)), place.body, typed.length, at));
    },
  );
}

/** Includes the editor's closers on the cursor's line if the text has them, too, and ends before closers on lines below. */
function fitted(text: string, suffix: string, tail: string): Suggestion | null {
  const ahead = suffix.slice(0, Math.max(0, suffix.indexOf(tail.slice(0, 60))));
  const line = ahead.split('\n')[0]!;
  const taken = holdsInOrder(text, line) ? line : '';
  const closers = unmatchedClosers(text);
  const ends = [text.length];
  if (ahead.slice(taken.length).trim() !== '') ends.push(closers[taken.replace(/[^)\]}]/g, '').length] ?? text.length);
  if (taken === '' && /^['"`]/.test(line) && text.includes(line[0]!)) ends.push(text.indexOf(line[0]!));
  const shown = text.slice(0, Math.min(...ends)).trimEnd();
  if (shown === '') return null;
  return { text: shown, replaces: holdsInOrder(shown, taken) ? taken.length : 0 };
}
