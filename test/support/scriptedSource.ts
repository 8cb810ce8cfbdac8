import type { FimSource } from '../../src/completion/requests/fimSource.ts';
import type { FimRequest } from '../../src/mistral/wire/request.ts';
import type { FinishReason, FimChunk } from '../../src/mistral/wire/response.ts';
import { settled } from './clock.ts';

/** One request, and the response that the test gives to it. */
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

/** A source whose responses come from the test. */
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
