import type { FimSource } from '../../src/completion/requests/completionRequest.ts';
import type { Clock } from '../../src/base/clock.ts';
import type { FimRequest } from '../../src/mistral/wire/request.ts';
import type { FinishReason, FimChunk } from '../../src/mistral/wire/response.ts';

/** Lets everything run that is ready to. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** One request as the test sees it: what was asked, and the strings to pull. */
export class ScriptedStream {
  readonly request: FimRequest;
  readonly signal: AbortSignal;
  /** The engine has stopped reading. */
  isClosed = false;
  readonly #chunks: (FimChunk | Error | null)[] = [];
  #wake: () => void = () => {};

  constructor(request: FimRequest, signal: AbortSignal) {
    this.request = request;
    this.signal = signal;
  }

  async say(text: string, finishReason: FinishReason | null = null): Promise<void> {
    await this.#push({ text, events: text === '' ? 0 : 1, finishReason, usage: null, id: null, model: null });
  }

  /** Ends the stream, after a last text. */
  async end(text = '', finishReason: FinishReason = 'stop'): Promise<void> {
    await this.say(text, finishReason);
    await this.#push(null);
  }

  async fail(error: Error): Promise<void> {
    await this.#push(error);
  }

  async *chunks(): AsyncGenerator<FimChunk> {
    this.signal.addEventListener('abort', () => this.#wake());
    try {
      yield* this.#read();
    } finally {
      this.isClosed = true;
    }
  }

  async *#read(): AsyncGenerator<FimChunk> {
    for (;;) {
      this.signal.throwIfAborted();
      const chunk = this.#chunks.shift();
      if (chunk === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (chunk === null) return;
      else if (chunk instanceof Error) throw chunk;
      else yield chunk;
    }
  }

  async #push(chunk: FimChunk | Error | null): Promise<void> {
    this.#chunks.push(chunk);
    this.#wake();
    await settled();
  }
}

/** A source whose streams the test speaks for. */
export class ScriptedSource implements FimSource {
  readonly streams: ScriptedStream[] = [];

  get last(): ScriptedStream {
    return this.streams.at(-1)!;
  }

  stream(request: FimRequest, { signal }: { signal: AbortSignal }): AsyncIterable<FimChunk> {
    const stream = new ScriptedStream(request, signal);
    this.streams.push(stream);
    return stream.chunks();
  }
}

/** A clock that stands still until the test moves it on. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #timers = new Map<number, { at: number; callback: () => void }>();
  #lastTimer = 0;
  readonly #set: number[] = [];
  #onTimer = () => {};

  now = () => this.#now;
  date = () => this.#now;
  random = () => 0.5;

  setTimeout = (callback: () => void, milliseconds: number) => {
    this.#timers.set(++this.#lastTimer, { at: this.#now + milliseconds, callback });
    this.#set.push(milliseconds);
    this.#onTimer();
    return this.#lastTimer;
  };

  clearTimeout = (timer: unknown) => void this.#timers.delete(timer as number);

  async advance(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    for (const [id, { at, callback }] of [...this.#timers]) {
      if (at > this.#now) continue;
      this.#timers.delete(id);
      callback();
    }
    await settled();
  }

  /** Resolves as soon as so many timers of this length were set. */
  async timers(milliseconds: number, count = 1): Promise<void> {
    while (this.#set.filter((one) => one === milliseconds).length < count) {
      await new Promise<void>((resolve) => (this.#onTimer = resolve));
    }
  }

  get pending(): number {
    return this.#timers.size;
  }
}
