import type { Clock } from '../../base/clock.ts';
import { StreamBrokenError } from '../../mistral/errors/errors.ts';
import type { RetryConfig } from '../../mistral/retry.ts';
import type { FimRequest, Target } from '../../mistral/wire/request.ts';
import type { FimChunk, TokenUsage } from '../../mistral/wire/response.ts';
import { message } from '../../base/message.ts';
import { StreamedText } from './streamedText.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { Dropped } from '../suggestion.ts';
import type { EngineEvent, Outcome } from '../events.ts';
import { droppedByCleaning } from '../fit/clean.ts';
import type { Arrival } from '../suggestion.ts';
import { positionKey } from '../positionKey.ts';
import { wholeWords } from '../stop.ts';

/** Where completions come from: the FIM client, or a model of it. */
export interface FimSource {
  stream(request: FimRequest, options: SourceOptions): AsyncIterable<FimChunk>;
}

/** What one call of a source is made with. */
export interface SourceOptions {
  signal: AbortSignal;
  /** Hears where the request goes, each time that it is sent. */
  onSend?: (target: Target) => void;
  retry?: RetryConfig;
  /** Called before the delay of each retry. */
  onRetry?: (() => void) | undefined;
}

/** VS Code shows no ghost text of more than 5,000 characters (1.139.1), so nobody should pay for more. */
export const maxShownCharacters = 5_000;

/** Milliseconds of work in one go, far below what a user notices; a single step comes on top. */
const sliceMs = 8;

/** The finish reason `error`. */
const modelError = message('The model broke off with an error. Try again; if it stays, try another model.');

let lastId = 0;

/**
 * A request under way, or one that has ended. It outlives the keystroke that started it: every later keystroke that
 * agrees with its text is served from it, and only one that contradicts it ends it, down to the socket.
 */
export class CompletionRequest {
  readonly id = ++lastId;
  readonly uri: string;
  readonly language: string;
  readonly model: string;
  /** The place it was asked for. */
  readonly place: string;
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  readonly #abort = new AbortController();
  readonly #waiting = new Set<() => void>();
  #text = '';
  #firstTextAt: number | null = null;
  #outcome: Outcome | null = null;
  #endedByItself = false;
  #endedAt = 0;
  #error: unknown = null;
  #chunks = 0;
  /** Milliseconds of work since everything else had its turn. */
  #busyMs = 0;
  readonly #maxCharacters: number;
  #droppedBy: Dropped | null = null;
  #isLoop = false;

  /** @param maxCharacters the longest text that is of use */
  constructor(
    context: CursorContext,
    model: string,
    clock: Clock,
    emit: (event: EngineEvent) => void,
    maxCharacters = maxShownCharacters,
  ) {
    this.#maxCharacters = maxCharacters;
    this.uri = context.uri;
    this.language = context.language;
    this.model = model;
    this.place = positionKey(context);
    this.#clock = clock;
    this.#emit = emit;
  }

  /** The text so far, cleaned for the place it was asked for. */
  get text(): string {
    return this.#text;
  }

  /** When the first text came, by the clock; null before. */
  get firstTextAt(): number | null {
    return this.#firstTextAt;
  }

  /** Pieces of text that have come: a token each, mostly. */
  get chunks(): number {
    return this.#chunks;
  }

  /** How it ended; null while it runs. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** Whether the model has ended the text where it ends here: it has nothing more to say. */
  get endedByItself(): boolean {
    return this.#endedByItself;
  }

  /** When it ended, by the clock. */
  get endedAt(): number {
    return this.#endedAt;
  }

  /** How its text has come. */
  get arrival(): Arrival {
    if (this.#outcome === null) return 'running';
    return this.#outcome === 'complete' && !this.#isLoop ? 'whole' : 'cut off';
  }

  /** What left nothing of the model's text, once it has ended; null where something was left, or nothing came. */
  get droppedBy(): Dropped | null {
    return this.#droppedBy;
  }

  /** Why it failed; null where it did not. */
  get error(): unknown {
    return this.#error;
  }

  /** The text left after what was typed since the request; null when that is something else, or nothing is known. */
  restAfter(typed: string): string | null {
    if (this.#outcome === 'failed') return null;
    if (this.#text.startsWith(typed)) return this.#text.slice(typed.length);
    return this.#outcome === null && typed.startsWith(this.#text) ? '' : null;
  }

  /** Asks, and reads to the end. Never throws: what went wrong goes out as an event. */
  async run(
    source: FimSource,
    request: FimRequest,
    context: CursorContext,
    onSend: (target: Target) => void = () => undefined,
  ): Promise<void> {
    const start = this.#clock.now();
    const { model, language } = this;
    const coming = new StreamedText(context, this.#maxCharacters);
    let usage: TokenUsage | null = null;
    let outcome: Outcome = 'complete';
    this.#emit({
      type: 'requested',
      id: this.id,
      model,
      language,
      prefix: request.prompt.length,
      suffix: request.suffix?.length ?? 0,
      explicit: context.explicit,
    });
    try {
      for await (const chunk of source.stream(request, { signal: this.#abort.signal, onSend })) {
        usage = chunk.usage ?? usage;
        this.#chunks += chunk.events;
        if (chunk.text !== '') await this.#take(chunk.text, coming);
        if (chunk.finishReason === 'error') throw new StreamBrokenError(modelError);
        if (coming.isOver) break;
        if (chunk.finishReason !== null && chunk.finishReason !== 'stop') outcome = 'cut';
      }
      if (coming.isCut) outcome = 'cut';
    } catch (error) {
      outcome = this.#abort.signal.aborted ? 'contradicted' : 'failed';
      if (outcome === 'failed') this.#error = error;
    }
    coming.clean();
    this.#text = coming.text;
    const { raw } = coming;
    // Of a text that was broken off, the last word may be half a one; a word that fills all that may be had is better than none.
    if (outcome !== 'complete') {
      this.#text = this.#text.slice(0, wholeWords(this.#text) ?? (outcome === 'cut' ? undefined : 0));
    }
    this.#endedByItself =
      outcome === 'complete' && !coming.isRepeating && (coming.hasReachedSuffix || endsLike(raw, this.#text));
    if (this.#text.trim() === '') this.#droppedBy = droppedByCleaning(raw, context);
    this.#isLoop = coming.isRepeating;
    this.#outcome = outcome;
    this.#endedAt = this.#clock.now();
    this.#emit({
      type: 'ended',
      id: this.id,
      model,
      outcome,
      received: raw.length,
      chunks: this.#chunks,
      firstTextMs: this.#firstTextAt === null ? null : this.#firstTextAt - start,
      totalMs: this.#endedAt - start,
      usage,
      error: this.#error,
    });
    this.#notify();
  }

  /** Ends the request, down to the socket, if it is still running. */
  end(): void {
    this.#abort.abort();
  }

  /** Resolves with what `decide` makes of the text as it grows, as soon as that is not undefined; undefined on abort. */
  async until<T>(decide: () => T | undefined, signal: AbortSignal): Promise<T | undefined> {
    while (!signal.aborted) {
      const decided = decide();
      if (decided !== undefined) return decided;
      await this.#more(signal);
    }
    return undefined;
  }

  /** Reads what has come, and gives everything else its turn where that takes long. */
  async #take(text: string, coming: StreamedText): Promise<void> {
    const clock = this.#clock;
    let since = clock.now();
    this.#firstTextAt ??= since;
    const steps = coming.take(text);
    while (!steps.next().done) {
      this.#busyMs += clock.now() - since;
      if (this.#busyMs >= sliceMs) {
        this.#show(coming);
        await new Promise<void>((resolve) => clock.setTimeout(resolve, 0));
        this.#busyMs = 0;
        if (this.#abort.signal.aborted) return;
      }
      since = clock.now();
    }
    this.#show(coming);
  }

  #show({ text }: StreamedText): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#notify();
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#waiting.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.#waiting.add(end);
      signal.addEventListener('abort', end);
    });
  }

  #notify(): void {
    for (const waiting of [...this.#waiting]) waiting();
  }
}

/** Whether a text ends as the one it was made of does, white space apart. */
function endsLike(raw: string, text: string): boolean {
  return raw.trimEnd().endsWith(text.trimEnd().split('\n').at(-1)!.trim());
}
