import { LRUCache } from 'lru-cache';
import type { Clock } from '../../base/clock.ts';
import type { CursorContext } from '../../completion/cursorContext.ts';
import type { Background, Work } from '../../base/background.ts';
import { choose } from './choose.ts';
import type { Hint } from '../sources/hint.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import { arranged, gainOf, isFreshEnough } from './order.ts';
import type { Snippet } from '../../completion/snippet.ts';
import { stillValid } from './stillValid.ts';
import { surroundingNames } from './surroundingNames.ts';

export interface SnippetCacheOptions {
  declarationIndex: DeclarationIndex;
  background: Background;
  clock: Clock;
}

/** What is chosen for a document. */
interface Chosen {
  snippets: readonly Snippet[];
  /** When they were chosen, and when they were last asked for: what nobody has sent is cheap to change. */
  chosenAt: number;
  usedAt: number | null;
}

/** A choice that was made. */
interface Choice {
  found: readonly Snippet[];
  /** What stood in the prompt and is still true. */
  held: readonly Snippet[];
  turn: number;
}

/** Documents whose snippets are kept: those that somebody goes to and fro between. */
const maxDocuments = 16;

/**
 * The snippets chosen for each document that was typed in lately. On the keystroke's way they are looked up; they are
 * chosen anew in the background, and stay what they are until others are so much better that a prompt with another
 * beginning is worth its price; what is no longer true goes with the next choice, whatever it costs.
 */
export class SnippetCache {
  readonly #options: SnippetCacheOptions;
  readonly #documents = new LRUCache<string, Chosen>({ max: maxDocuments });
  /** The latest place of each document that waits to be chosen for. */
  readonly #waiting = new Map<string, { context: CursorContext; hints: readonly Hint[] }>();
  /** Files that were forgotten while something waited to be chosen, or was being chosen. */
  readonly #forgotten = new Set<string>();
  #choices = 0;
  #tokens = 0;
  /** Counts the settings and what was cleared: what was chosen before is of no use. */
  #turn = 0;

  constructor(options: SnippetCacheOptions) {
    this.#options = options;
  }

  /** Takes over a changed setting, in tokens; 0 for no snippets. */
  set snippetTokens(tokens: number) {
    if (tokens === this.#tokens) return;
    this.#tokens = tokens;
    this.clear();
  }

  /** What is chosen for a document, in the order of the prompt, for a request that is about to be sent. */
  snippetsFor(uri: string): readonly Snippet[] {
    const chosen = this.#documents.get(uri);
    if (!chosen) return [];
    chosen.usedAt = this.#options.clock.now();
    return chosen.snippets;
  }

  /** Chooses anew for a place, from what the library holds of the leads' files. A later place of the document takes its turn. */
  async choose(context: CursorContext, hints: readonly Hint[]): Promise<void> {
    if (this.#tokens === 0) return;
    const { uri } = context;
    const isWaiting = this.#waiting.has(uri);
    this.#waiting.set(uri, { context, hints });
    if (isWaiting) return;
    if (this.#choices++ === 0) this.#forgotten.clear();
    try {
      const choice = await this.#options.background.run(this.#choosing(uri));
      if (choice?.turn === this.#turn) this.#put(uri, choice);
    } finally {
      this.#choices--;
    }
  }

  /** The files of a document's snippets: the library has to have them as they are now. */
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
    this.#turn++;
    this.#documents.clear();
    this.#waiting.clear();
  }

  /** null where another choice has taken the place that waited. */
  *#choosing(uri: string): Work<Choice | null> {
    const wanted = this.#waiting.get(uri);
    this.#waiting.delete(uri);
    if (!wanted) return null;
    const turn = this.#turn;
    const { declarationIndex } = this.#options;
    const { text } = yield* surroundingNames(wanted.context);
    const held = yield* stillValid(this.#documents.peek(uri)?.snippets ?? [], declarationIndex, text);
    const found = yield* choose({ ...wanted, declarationIndex, tokens: this.#tokens, held });
    return { found, held, turn };
  }

  #put(uri: string, choice: Choice): void {
    const isKnown = ({ uri: file }: Snippet) => !this.#forgotten.has(file);
    const [found, held] = [choice.found.filter(isKnown), choice.held.filter(isKnown)];
    const now = this.#options.clock.now();
    const current = this.#documents.peek(uri);
    // Where nothing is found, what was found before is still better than nothing.
    const next = found.length > 0 ? arranged(held, found) : held;
    if (current && current.usedAt !== null && current.snippets.length > 0 && current.snippets.length === held.length) {
      const age = { sinceChosen: now - current.chosenAt, sinceUsed: now - current.usedAt };
      if (isFreshEnough(gainOf(held, next), age)) return;
    }
    this.#documents.set(uri, { snippets: next, chosenAt: now, usedAt: null });
  }
}
