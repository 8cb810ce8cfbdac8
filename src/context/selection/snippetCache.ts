import { LRUCache } from 'lru-cache';
import type { Clock } from '../../base/clock.ts';
import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Background, Work } from '../../base/background.ts';
import { choose } from './chooseSnippets.ts';
import type { Hint } from '../sources/snippetHint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { arranged, gainOf, shouldKeep } from './order.ts';
import type { Snippet } from '../../completion/prompt/snippet.ts';
import { stillValid } from './stillValid.ts';
import { surroundingNames } from './surroundingNames.ts';

export interface SnippetCacheOptions {
  declarationIndex: DeclarationIndex;
  background: Background;
  clock: Clock;
}

/** The snippets of a document. */
interface Chosen {
  snippets: readonly Snippet[];
  chosenAt: number;
  /** When they were last sent; null for never: then they can be replaced at no cost. */
  usedAt: number | null;
}

interface Choice {
  found: readonly Snippet[];
  /** The snippets of the prompt that are still valid. */
  current: readonly Snippet[];
  generation: number;
}

/** A choice: the documents between which a user goes to and fro. */
const maxDocuments = 16;

/**
 * The snippets for each document in which the user has typed lately. A keystroke only looks them up; they are chosen in the
 * background, and stay until others are so much better that a prompt with another beginning is worth its price. Snippets
 * that are no longer valid go with the next choice.
 */
export class SnippetCache {
  readonly #options: SnippetCacheOptions;
  readonly #documents = new LRUCache<string, Chosen>({ max: maxDocuments });
  /** The latest cursor of each document that waits for its choice. */
  readonly #waiting = new Map<string, { context: CursorContext; hints: readonly Hint[] }>();
  /** Files that were forgotten while a choice waited or ran. */
  readonly #forgotten = new Set<string>();
  #choices = 0;
  #tokens = 0;
  /** Rises with each clear: an earlier choice is dropped. */
  #generation = 0;

  constructor(options: SnippetCacheOptions) {
    this.#options = options;
  }

  /** Sets the budget; 0 for no snippets. */
  set snippetTokens(tokens: number) {
    if (tokens === this.#tokens) return;
    this.#tokens = tokens;
    this.clear();
  }

  /** The snippets for a request that is about to be sent, in the order of the prompt. */
  snippetsFor(uri: string): readonly Snippet[] {
    const chosen = this.#documents.get(uri);
    if (!chosen) return [];
    chosen.usedAt = this.#options.clock.now();
    return chosen.snippets;
  }

  /** Chooses snippets from the indexed files among the hints. A later call for the same document replaces a waiting one. */
  async choose(context: CursorContext, hints: readonly Hint[]): Promise<void> {
    if (this.#tokens === 0) return;
    const { uri } = context;
    const isWaiting = this.#waiting.has(uri);
    this.#waiting.set(uri, { context, hints });
    if (isWaiting) return;
    if (this.#choices++ === 0) this.#forgotten.clear();
    try {
      const choice = await this.#options.background.run(this.#choosing(uri));
      if (choice?.generation === this.#generation) this.#put(uri, choice);
    } finally {
      this.#choices--;
    }
  }

  /** The files of a document's snippets. */
  filesFor(uri: string): readonly string[] {
    return (this.#documents.peek(uri)?.snippets ?? []).map((one) => one.uri);
  }

  /** These files are gone or may not be sent: from now on none of their snippets is returned. */
  forget(uris: readonly string[]): void {
    const gone = new Set(uris);
    if (this.#choices > 0) for (const uri of uris) this.#forgotten.add(uri);
    for (const chosen of this.#documents.values()) {
      if (chosen.snippets.some(({ uri }) => gone.has(uri))) {
        chosen.snippets = chosen.snippets.filter(({ uri }) => !gone.has(uri));
      }
    }
  }

  clear(): void {
    this.#generation++;
    this.#documents.clear();
    this.#waiting.clear();
  }

  /** Null where the cache was cleared meanwhile. */
  *#choosing(uri: string): Work<Choice | null> {
    const wanted = this.#waiting.get(uri);
    this.#waiting.delete(uri);
    if (!wanted) return null;
    const generation = this.#generation;
    const { declarationIndex } = this.#options;
    const { text } = yield* surroundingNames(wanted.context);
    const current = yield* stillValid(this.#documents.peek(uri)?.snippets ?? [], declarationIndex, text);
    const found = yield* choose({ ...wanted, declarationIndex, tokens: this.#tokens, current });
    return { found, current, generation };
  }

  #put(uri: string, choice: Choice): void {
    const isAllowed = ({ uri: file }: Snippet) => !this.#forgotten.has(file);
    const [found, current] = [choice.found.filter(isAllowed), choice.current.filter(isAllowed)];
    const now = this.#options.clock.now();
    const old = this.#documents.peek(uri);
    // Where nothing is found, the earlier snippets are better than none.
    const next = found.length > 0 ? arranged(current, found) : current;
    if (old && old.usedAt !== null && old.snippets.length > 0 && old.snippets.length === current.length) {
      const age = { sinceChosen: now - old.chosenAt, sinceUsed: now - old.usedAt };
      if (shouldKeep(gainOf(current, next), age)) return;
    }
    this.#documents.set(uri, { snippets: next, chosenAt: now, usedAt: null });
  }
}
