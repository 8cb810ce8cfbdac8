import { LRUCache } from 'lru-cache';
import type { Clock } from '../base/clock.ts';

/** Whoever asks waits until nobody has asked for so long, in milliseconds: what is looked at together comes in a row. */
const collectMs = 20;
/** An answer holds for so long, in milliseconds, unless it is forgotten. */
const keptMs = 60_000;
/** Some bytes each. */
const maxKept = 4_000;

interface Question {
  about: string;
  answer: (answer: boolean) => void;
}

/** BatchedQueries to questions that are dear, such as those to a process: asked together, and kept for a while. */
export class BatchedQueries {
  readonly #ask: (questions: readonly string[]) => Promise<readonly boolean[]>;
  readonly #clock: Clock;
  readonly #kept = new LRUCache<string, { answer: Promise<boolean>; until: number }>({ max: maxKept });
  #waiting: Question[] = [];
  #timer: unknown;

  /** @param ask answers each of the questions, in their order; where it throws, all are answered with yes, once */
  constructor(ask: (questions: readonly string[]) => Promise<readonly boolean[]>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  /** The answer to a question, from memory where it is known. */
  to(about: string): Promise<boolean> {
    const now = this.#clock.now();
    const known = this.#kept.get(about);
    if (known && known.until > now) return known.answer;
    const answer = new Promise<boolean>((answer) => this.#waiting.push({ about, answer }));
    this.#kept.set(about, { answer, until: now + keptMs });
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => void this.#askAll(this.#waiting.splice(0)), collectMs);
    return answer;
  }

  /** What is asked from now on is asked anew. */
  forget(): void {
    this.#kept.clear();
  }

  /** Forgets what waits: its promises stay pending. */
  end(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  async #askAll(questions: readonly Question[]): Promise<void> {
    const answers = await this.#ask(questions.map(({ about }) => about)).catch(() => null);
    if (answers === null) this.forget();
    for (const [index, { answer }] of questions.entries()) answer(answers?.[index] ?? true);
  }
}
