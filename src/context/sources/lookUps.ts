import type { Clock } from '../../base/clock.ts';
import type { Hint } from './hint.ts';

/** Names that are asked about at once: the language server has the user's own questions to answer, too. */
const atOnce = 2;
/** What takes longer is left for the next time, in milliseconds. */
const budgetMs = 1_500;
/** An answer holds so long, in milliseconds: what it depends on is in many files. */
const validMs = 60_000;
/**
 * That there is none elsewhere holds so long at first, and twice as long each time. As long as the language's extension has
 * led to no other file, it may still be starting, and its answers hold no longer than this: TypeScript's says for its first
 * seconds that an import defines its name (1.139.1).
 */
const validIfNoneMs = 2_000;
const maxAnswers = 1_000;

/** What is asked of somebody who may take long, or never answer. */
export interface Question {
  /** Another one for another question. */
  key: string;
  ask: () => Promise<readonly Hint[]>;
}

interface Answer {
  hints: readonly Hint[];
  until: number;
  /** How often in a row there were none. */
  misses: number;
}

/** Asks what languages' extensions know, few questions at once and for a short time, and keeps the answers. */
export class LookUps {
  readonly #clock: Clock;
  readonly #answers = new Map<string, Answer>();
  /** The answers that lead to a file. */
  readonly #leading = new Map<string, Set<string>>();
  /** The questions that wait for an answer, by language: one that hangs keeps no other one waiting. */
  readonly #asking = new Map<string, Map<string, Promise<void>>>();
  /** The languages whose extensions have led to another file. */
  readonly #awake = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The answer; undefined where there is none that still holds. */
  known(key: string): readonly Hint[] | undefined {
    const answer = this.#answers.get(key);
    return answer && answer.until > this.#clock.now() ? answer.hints : undefined;
  }

  /**
   * Asks what is not known, until all is answered or the time is over; what comes later is kept for the next time.
   * @param isOpen whether the questions still make sense
   */
  async ask(language: string, questions: readonly Question[], isOpen: () => boolean): Promise<void> {
    const clock = this.#clock;
    let isOver = false;
    let timer: unknown;
    const over = new Promise<void>((resolve) => {
      timer = clock.setTimeout(() => {
        isOver = true;
        resolve();
      }, budgetMs);
    });
    await Promise.race([over, this.#askAll(language, questions, over, () => !isOver && isOpen())]);
    isOver = true;
    clock.clearTimeout(timer);
  }

  /** A file is not what it was: what led to it may lead elsewhere. */
  changed(uri: string): void {
    for (const key of this.#leading.get(uri) ?? []) this.#drop(key);
  }

  async #askAll(
    language: string,
    questions: readonly Question[],
    over: Promise<void>,
    isOpen: () => boolean,
  ): Promise<void> {
    const running = this.#asking.get(language) ?? new Map<string, Promise<void>>();
    this.#asking.set(language, running);
    const own: Promise<void>[] = [];
    for (const question of questions) {
      const { key } = question;
      while (running.size >= atOnce && !running.has(key) && isOpen()) await Promise.race([over, ...running.values()]);
      if (!isOpen()) return;
      if (this.known(key)) continue;
      // A question that an earlier place still waits for is not asked once more.
      if (!running.has(key)) {
        running.set(
          key,
          this.#answer(language, question).finally(() => running.delete(key)),
        );
      }
      own.push(running.get(key)!);
    }
    await Promise.all(own);
  }

  async #answer(language: string, { key, ask }: Question): Promise<void> {
    const hints = await ask().catch(() => []);
    if (hints.length > 0) this.#awake.add(language);
    const before = this.#awake.has(language) ? (this.#answers.get(key)?.misses ?? 0) : 0;
    const misses = hints.length > 0 ? 0 : before + 1;
    const valid = misses === 0 ? validMs : Math.min(validMs, validIfNoneMs * 2 ** (misses - 1));
    this.#drop(key);
    this.#answers.set(key, { hints, until: this.#clock.now() + valid, misses });
    for (const { uri } of hints) this.#leading.set(uri, (this.#leading.get(uri) ?? new Set()).add(key));
    if (this.#answers.size > maxAnswers) this.#drop(this.#answers.keys().next().value!);
  }

  #drop(key: string): void {
    for (const { uri } of this.#answers.get(key)?.hints ?? []) {
      const keys = this.#leading.get(uri);
      if (keys?.delete(key) && keys.size === 0) this.#leading.delete(uri);
    }
    this.#answers.delete(key);
  }
}
