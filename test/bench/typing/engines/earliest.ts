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

/** Milliseconds beyond every replay. */
const never = 1e9;

/** What is asked for a place, without any art. */
export function plainQuestion({ prefix, suffix }: CursorContext): {
  prompt: string;
  suffix: string;
  max_tokens: number;
} {
  return { prompt: prefix, suffix, max_tokens: 256 };
}

/** A right beginning of an answer: which part of the body it is, and when each of its tokens comes. */
export class RightText {
  /** Characters of the body that it begins and ends after. */
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

  /** When a character of the body is there, in milliseconds; Infinity if never. */
  arrival(character: number): number {
    if (character < this.from || character >= this.to) return Infinity;
    let end = this.from;
    const token = this.#answer.tokens.findIndex((text) => (end += text.length) > character);
    return this.#askedAt + this.#answer.firstMs + token * perTokenMs;
  }

  /** The last character that is there at a time, and one. */
  end(now: number): number {
    let end = this.from;
    while (end < this.to && this.arrival(end) <= now) end++;
    return end;
  }
}

/**
 * The limit of speed: at every key the request is sent whose prompt has just come to exist, none is ever ended, and of
 * all that came, what is right is shown at its first token. It knows what the user will type, and pays for nothing.
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
    // An empty answer would take away what is in view.
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

/** Takes in what the editor has closed on the cursor's line if the text closes it too, and ends before what is closed below. */
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
