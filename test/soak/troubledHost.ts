import type { Clock } from '../../src/base/clock.ts';
import { streamAnswer } from '../server/answer.ts';
import { errorBodies } from '../server/errorBodies.ts';
import { Chance } from '../support/chance.ts';
import { Model } from '../bench/typing/model.ts';
import type { Place } from '../bench/typing/places.ts';
import { Service } from '../bench/typing/service.ts';

/** Faults of a host for some time. */
const troubles = ['429', '503', 'lost', 'silent', 'broken', 'stalled', 'empty', 'another text', 'a page'] as const;
export type Trouble = (typeof troubles)[number];

/** Duration of good times and bad times, in milliseconds. */
const phases = { good: 100_000, bad: 20_000 };
const anotherText = ['lorem', ' ipsum', '\n', '\n', '}}', ')))', '\u202e', '\ud83d', '[SUFFIX]'];
const noUsage = {
  prompt_tokens: 9,
  completion_tokens: 9,
  total_tokens: 18,
  prompt_tokens_details: { cached_tokens: 0 },
};

/** A FIM API in virtual time whose troubles come and go, one kind after the other. */
export class TroubledHost {
  readonly #clock: Clock;
  readonly #chance = new Chance('troubled host');
  readonly #open = new Set<AbortSignal>();
  /** Number of requests with each trouble. */
  readonly befallen = new Map<Trouble, number>();
  #service: Service | null = null;
  requests = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets the file that the model knows. */
  serve(place: Place): void {
    this.#service = new Service(new Model(place), this.#clock);
  }

  /** Number of requests whose connection is open. */
  get open(): number {
    return this.#open.size;
  }

  readonly fetch: typeof fetch = async (url, init) => {
    const signal = init!.signal!;
    this.requests++;
    this.#open.add(signal);
    signal.addEventListener('abort', () => this.#open.delete(signal), { once: true });
    const trouble = this.#trouble;
    if (trouble) this.befallen.set(trouble, (this.befallen.get(trouble) ?? 0) + 1);
    try {
      const response = await this.#answer(trouble, url, init!);
      const watched = response.body!.pipeThrough(new TransformStream({ flush: () => void this.#open.delete(signal) }));
      return new Response(watched, response);
    } catch (error) {
      this.#open.delete(signal);
      throw error;
    }
  };

  get #trouble(): Trouble | null {
    const length = phases.good + phases.bad;
    const now = this.#clock.now();
    return now % length < phases.good ? null : troubles[Math.floor(now / length) % troubles.length]!;
  }

  async #answer(trouble: Trouble | null, url: Parameters<typeof fetch>[0], init: RequestInit): Promise<Response> {
    const signal = init.signal!;
    switch (trouble) {
      case '429':
        return json(429, errorBodies.rateLimited, { 'retry-after': String(1 + this.#chance.below(5)) });
      case '503':
        return json(503, errorBodies.capacityExceeded);
      case 'lost':
        throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
      case 'silent':
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
      case 'empty':
        return stream([]);
      case 'another text':
        return stream(anotherText.slice(this.#chance.below(4)));
      case 'a page':
        return new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } });
      case 'broken':
      case 'stalled':
        return cut(await this.#service!.fetch(url, init), 1 + this.#chance.below(6), trouble === 'broken');
      case null:
        return this.#service!.fetch(url, init);
    }
  }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

function stream(tokens: string[]): Response {
  const { frames, contentType } = streamAnswer(
    { id: 'soak', model: 'codestral-latest', created: 1_700_000_000 },
    { tokens, finishReason: 'stop' },
    noUsage,
  );
  return new Response(Buffer.concat(frames.map(({ bytes }) => bytes)), { headers: { 'content-type': contentType } });
}

/** The first pieces of a response; then the connection breaks, or nothing more comes. */
function cut(response: Response, chunks: number, breaks: boolean): Response {
  const reader = response.body!.getReader();
  let left = chunks;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (left-- <= 0) {
        void reader.cancel().catch(() => undefined);
        if (breaks)
          return controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'ECONNRESET' } }));
        return new Promise(() => undefined);
      }
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => reader.cancel(),
  });
  return new Response(body, response);
}
