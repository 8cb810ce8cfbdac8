import { positionKeys } from '../positionKey.ts';
import { LRUCache } from 'lru-cache';
import type { CursorContext } from '../cursorContext.ts';
import type { CompletionRequest } from './completionRequest.ts';

/** A user who has typed so many characters along with a text has had all that it is good for. */
const maxTypedThrough = 600;
const maxBytes = 4 * 1024 * 1024;

/** A request whose text the user is typing along with. */
export interface CacheMatch {
  request: CompletionRequest;
  /** What is left of its text. */
  rest: string;
}

/** What the model has said, by the places it was asked for: nothing is paid for twice. The bound is in bytes. */
export class CompletionCache {
  readonly #requests = new LRUCache<string, CompletionRequest>({
    maxSize: maxBytes,
    // JavaScript keeps two bytes a character at most; a request keeps some hundred more.
    sizeCalculation: ({ text }, place) => 2 * (text.length + place.length) + 400,
  });

  /** The look-ups of the last place: a key asks about its place several times. */
  #lookUps: LookUps | null = null;

  /** Keeps a request; again once it has ended, when its size is known. */
  add(request: CompletionRequest): void {
    this.#lookUps = null;
    this.#requests.set(request.place, request);
  }

  /** Forgets a request that can serve nobody. */
  delete(request: CompletionRequest): void {
    if (this.#requests.peek(request.place) !== request) return;
    this.#lookUps = null;
    this.#requests.delete(request.place);
  }

  /**
   * The requests whose text agrees with what was typed since, the nearest place first. The look-up costs the same however
   * much is kept.
   */
  *match(context: CursorContext): Generator<CacheMatch> {
    if (!this.#lookUps?.isFor(context)) this.#lookUps = new LookUps(context, (place) => this.#requests.get(place));
    for (const { request, back } of this.#lookUps) {
      const rest = request.restAfter(context.prefix.slice(context.prefix.length - back));
      if (rest !== null) yield { request, rest };
    }
  }

  clear(): void {
    this.#lookUps = null;
    this.#requests.clear();
  }
}

interface Found {
  request: CompletionRequest;
  /** Number of characters typed since the place that it was asked for. */
  back: number;
}

/** The requests that were asked for at a place or before the text typed last there. It looks up each place once. */
class LookUps {
  readonly #context: CursorContext;
  readonly #found: Found[] = [];
  readonly #next: Iterator<Found, void>;

  constructor(context: CursorContext, get: (place: string) => CompletionRequest | undefined) {
    this.#context = context;
    this.#next = lookUps(context, get);
  }

  isFor({ uri, prefix, suffix }: CursorContext): boolean {
    const context = this.#context;
    return uri === context.uri && prefix === context.prefix && suffix === context.suffix;
  }

  *[Symbol.iterator](): Generator<Found> {
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
  get: (place: string) => CompletionRequest | undefined,
): Generator<Found, void> {
  const keyAt = positionKeys(context);
  const farthest = Math.min(maxTypedThrough, context.prefix.length);
  for (let back = 0; back <= farthest; back++) {
    const request = get(keyAt(back));
    if (request) yield { request, back };
  }
}
