import { LRUCache } from 'lru-cache';
import type { CursorContext } from './cursorContext.ts';

/** A text the model gave, whole or up to where it was cut. */
export interface Answer {
  text: string;
  /** The model or the engine stopped before the text was complete. */
  truncated: boolean;
}

const maxBytes = 4 * 1024 * 1024;

/** Answers by what the model saw: the same place is never paid for twice. */
export class AnswerCache {
  readonly #answers = new LRUCache<string, Answer>({
    maxSize: maxBytes,
    // JavaScript keeps two bytes a character at most.
    sizeCalculation: (answer, key) => 2 * (answer.text.length + key.length),
  });

  get(model: string, context: CursorContext): Answer | undefined {
    return this.#answers.get(keyOf(model, context));
  }

  set(model: string, context: CursorContext, answer: Answer): void {
    this.#answers.set(keyOf(model, context), answer);
  }

  clear(): void {
    this.#answers.clear();
  }
}

function keyOf(model: string, { prefix, suffix }: CursorContext): string {
  return `${model} ${prefix.length} ${prefix}${suffix}`;
}
