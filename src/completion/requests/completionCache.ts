import { LRUCache } from 'lru-cache';
import { type CursorContext, isSamePosition } from '../cursorContext.ts';
import { positionKeys } from '../positionKey.ts';
import type { CompletionRequest } from './completionRequest.ts';

/** Maximum number of characters typed along with a request. A choice: a longer text has served its user. */
const maxTypedAlong = 600;
/** Maximum size of the cache. A choice: thousands of answers. */
const maxBytes = 4 * 1024 * 1024;
/** Maximum size of a character in JavaScript (V8). */
const bytesPerCharacter = 2;
/** Approximate size of a request without its texts. */
const requestBytes = 400;

/** A request, and the text typed since its position, with which its text agrees so far. */
export class CacheMatch {
  readonly request: CompletionRequest;
  readonly typed: string;

  constructor(request: CompletionRequest, typed = '') {
    this.request = request;
    this.typed = typed;
  }

  /** The request's text beyond the typed text; null if the two disagree, or no text can come. */
  get rest(): string | null {
    return this.request.restAfter(this.typed);
  }
}

/** The requests, by their positions, so that no answer is paid for twice. Its size is limited in bytes. */
export class CompletionCache {
  readonly #requests = new LRUCache<string, CompletionRequest>({
    maxSize: maxBytes,
    sizeCalculation: ({ text }, key) => bytesPerCharacter * (text.length + key.length) + requestBytes,
  });

  /** The look-ups of the last position: a key needs its matches several times. */
  #lookUps: LookUps | null = null;

  /** Adds a request; again once it has ended, when its size is known. */
  add(request: CompletionRequest): void {
    this.#lookUps = null;
    this.#requests.set(request.key, request);
  }

  delete(request: CompletionRequest): void {
    if (this.#requests.peek(request.key) !== request) return;
    this.#lookUps = null;
    this.#requests.delete(request.key);
  }

  /** The matches of a position, the nearest first. The cost is the same whatever the size of the cache. */
  *matches(context: CursorContext): Generator<CacheMatch> {
    if (!this.#lookUps?.isFor(context)) this.#lookUps = new LookUps(context, (key) => this.#requests.get(key));
    for (const match of this.#lookUps) if (match.rest !== null) yield match;
  }

  /** Removes all requests; their texts match nowhere any more. */
  clear(): void {
    this.#lookUps = null;
    for (const request of this.#requests.values()) request.discard();
    this.#requests.clear();
  }
}

/** The requests of a position and of the positions before the text typed last. Each position is looked up once. */
class LookUps {
  readonly #context: CursorContext;
  readonly #found: CacheMatch[] = [];
  readonly #next: Iterator<CacheMatch, void>;

  constructor(context: CursorContext, get: (key: string) => CompletionRequest | undefined) {
    this.#context = context;
    this.#next = lookUps(context, get);
  }

  isFor(context: CursorContext): boolean {
    return isSamePosition(this.#context, context);
  }

  *[Symbol.iterator](): Generator<CacheMatch> {
    for (let index = 0; ; index++) {
      if (index === this.#found.length) {
        const next = this.#next.next();
        if (next.done) return;
        this.#found.push(next.value);
      }
      yield this.#found[index]!;
    }
  }
}

function* lookUps(
  context: CursorContext,
  get: (key: string) => CompletionRequest | undefined,
): Generator<CacheMatch, void> {
  const keyAt = positionKeys(context);
  const { prefix } = context;
  const farthest = Math.min(maxTypedAlong, prefix.length);
  for (let back = 0; back <= farthest; back++) {
    const request = get(keyAt(back));
    if (request) yield new CacheMatch(request, prefix.slice(prefix.length - back));
  }
}
