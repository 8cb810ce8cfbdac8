import { LRUCache } from 'lru-cache';
import type { CursorContext } from './cursorContext.ts';
import type { InFlight } from './inFlight.ts';

/** So many characters on both sides tell one place from another; edits farther away leave what is known of it true. */
const nearBefore = 160;
const nearAfter = 64;
/** What an editor puts after the cursor by itself while the user types: closers, and the line break before them. */
const autoClosed = /^[\s)\]}>'"`;,]*/;
/** A user who has typed so many characters along with a text has had all that it is good for. */
const maxTypedThrough = 600;
const maxBytes = 4 * 1024 * 1024;

/** A request whose text the user is typing along with. */
export interface Recollection {
  request: InFlight;
  /** What is left of its text. */
  rest: string;
}

/** What the model has said, by the places it was asked for: nothing is paid for twice. The bound is in bytes. */
export class Memory {
  readonly #requests = new LRUCache<string, InFlight>({
    maxSize: maxBytes,
    // JavaScript keeps two bytes a character at most; a request keeps some hundred more.
    sizeCalculation: ({ text }, place) => 2 * (text.length + place.length) + 400,
  });

  /** The look-ups of the last place: a key asks about its place several times. */
  #lookUps: LookUps | null = null;

  /** Keeps a request; again once it has ended, when its size is known. */
  keep(request: InFlight): void {
    this.#lookUps = null;
    this.#requests.set(request.place, request);
  }

  /** Forgets a request that can serve nobody. */
  forget(request: InFlight): void {
    if (this.#requests.peek(request.place) !== request) return;
    this.#lookUps = null;
    this.#requests.delete(request.place);
  }

  /**
   * The requests whose text agrees with what was typed since, the nearest place first. The look-up costs the same however
   * much is kept.
   */
  *recall(context: CursorContext): Generator<Recollection> {
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
  request: InFlight;
  /** Number of characters typed since the place that it was asked for. */
  back: number;
}

/** The requests that were asked for at a place or before the text typed last there. It looks up each place once. */
class LookUps {
  readonly #context: CursorContext;
  readonly #found: Found[] = [];
  readonly #next: Iterator<Found, void>;

  constructor(context: CursorContext, get: (place: string) => InFlight | undefined) {
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

function* lookUps(context: CursorContext, get: (place: string) => InFlight | undefined): Generator<Found, void> {
  const placeAt = placesOf(context);
  const farthest = Math.min(maxTypedThrough, context.prefix.length);
  for (let back = 0; back <= farthest; back++) {
    const request = get(placeAt(back));
    if (request) yield { request, back };
  }
}

/** Names the place of a context: its document and the text near the cursor. */
export function placeOf(context: CursorContext): string {
  return placesOf(context)(0);
}

function placesOf({ uri, prefix, suffix }: CursorContext): (back: number) => string {
  const after = suffix.replace(autoClosed, '').slice(0, nearAfter);
  return (back) => {
    const end = prefix.length - back;
    return `${uri}\n${prefix.slice(Math.max(0, end - nearBefore), end)}\0${after}`;
  };
}
