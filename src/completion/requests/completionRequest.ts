import { Changes } from '../../base/changes.ts';
import type { Clock } from '../../base/clock.ts';
import { message } from '../../base/message.ts';
import { StreamBrokenError } from '../../mistral/errors/errors.ts';
import type { FimRequest, Target } from '../../mistral/wire/request.ts';
import type { FimChunk, TokenUsage } from '../../mistral/wire/response.ts';
import { isPossible } from '../../mistral/wire/tokenBounds.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { EngineEvent, Outcome } from '../events.ts';
import { droppedByCleaning } from '../fit/clean.ts';
import { positionKey } from '../positionKey.ts';
import type { PromptPart } from '../prompt/prompt.ts';
import type { MaskedSecrets } from '../../secrets/mask.ts';
import { maxShownCharacters, wholeWords } from '../shownExtent.ts';
import type { Arrival, Dropped } from '../suggestion.ts';
import type { FimSource } from './fimSource.ts';
import { StreamedText } from './streamedText.ts';

/** Maximum duration of one slice of work in milliseconds, to which one step may be added. A choice: half a frame. */
const sliceMs = 8;

/** The finish reason `error`. */
const modelError = message('The model stopped with an error. Try again; if the error persists, try another model.');

let lastId = 0;

/**
 * A request that runs or has ended. It outlives the key that started it: it serves every later key that agrees with its
 * text. Only a key that contradicts it ends it, down to the socket.
 */
export class CompletionRequest {
  readonly id = ++lastId;
  readonly uri: string;
  readonly language: string;
  readonly model: string;
  /** Key of its position. */
  readonly key: string;
  readonly #clock: Clock;
  readonly #emit: (event: EngineEvent) => void;
  readonly #abort = new AbortController();
  readonly #changes = new Changes();
  #text = '';
  #firstTextAt: number | null = null;
  #outcome: Outcome | null = null;
  #endedByItself = false;
  #endedAt = 0;
  #error: unknown = null;
  #chunks = 0;
  /** Work since the last slice ended, in milliseconds. */
  #busyMs = 0;
  readonly #maxCharacters: number;
  #droppedBy: Dropped | null = null;
  #isLoop = false;
  #isFiltered = false;
  #isDiscarded = false;
  #host = '';

  /** @param maxCharacters maximum length of a text that is of use */
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
    this.key = positionKey(context);
    this.#clock = clock;
    this.#emit = emit;
  }

  /** The text so far, cleaned for its position. */
  get text(): string {
    return this.#text;
  }

  /** Time of the first text, by the clock; null before. */
  get firstTextAt(): number | null {
    return this.#firstTextAt;
  }

  /** The host that it was sent to; empty before, and for a source without one. */
  get host(): string {
    return this.#host;
  }

  /** Number of chunks so far: usually one token each. */
  get chunks(): number {
    return this.#chunks;
  }

  /** Null while it runs. */
  get outcome(): Outcome | null {
    return this.#outcome;
  }

  /** Whether the model ended the text itself, so that no more of it can be expected. */
  get endedByItself(): boolean {
    return this.#endedByItself;
  }

  /** Time of its end, by the clock. */
  get endedAt(): number {
    return this.#endedAt;
  }

  get arrival(): Arrival {
    if (this.#outcome === null) return 'running';
    return this.#outcome === 'complete' && !this.#isLoop ? 'whole' : 'cut off';
  }

  /** The rule that left nothing of the answer; null if some is left, or none came. */
  get droppedBy(): Dropped | null {
    return this.#droppedBy;
  }

  /** Whether the host's content filter ended the text. */
  get isFiltered(): boolean {
    return this.#isFiltered;
  }

  /** The error; null unless the request failed. */
  get error(): unknown {
    return this.#error;
  }

  /** Whether it has ended without a text that could serve a position. */
  get isUseless(): boolean {
    return this.#isDiscarded || this.#outcome === 'failed' || (this.#outcome === 'contradicted' && this.#text === '');
  }

  /** The text beyond the text typed since the request; null if the two disagree, or no text can come. */
  restAfter(typed: string): string | null {
    if (this.isUseless) return null;
    if (this.#text.startsWith(typed)) return this.#text.slice(typed.length);
    return this.#outcome === null && typed.startsWith(this.#text) ? '' : null;
  }

  /**
   * Sends the request, and reads its stream to the end. Never throws: a failure is an event.
   * @param parts the parts of the request's prompt
   * @param secrets those of the document that the request has masks for
   */
  async run(
    source: FimSource,
    request: FimRequest,
    parts: readonly PromptPart[],
    context: CursorContext,
    isFill = false,
    secrets: MaskedSecrets | null = null,
  ): Promise<void> {
    const start = this.#clock.now();
    const { id, model, language, uri } = this;
    this.#host = source.host ?? '';
    const masked = secrets?.count ?? 0;
    let isLimited = true;
    const onSend = (target: Target): void => {
      isLimited = !target.without.includes('max_tokens');
      this.#emit({ type: 'sent', sent: { request, target, parts, masked, uri, language, isFill } });
    };
    const { length: prefix } = request.prompt;
    const suffix = request.suffix?.length ?? 0;
    this.#emit({
      type: 'requested',
      id,
      model,
      host: this.#host,
      language,
      prefix,
      suffix,
      explicit: context.explicit,
    });
    const streamed = new StreamedText(context, this.#maxCharacters, secrets);
    const { outcome, usage } = await this.#read(
      () => source.stream(request, { signal: this.#abort.signal, onSend }),
      streamed,
    );
    this.#end(streamed, outcome, context);
    const { raw } = streamed;
    const isUsable = usage === null || isPossible(usage, { request, received: raw, isLimited });
    this.#emit({
      type: 'ended',
      id,
      model,
      outcome,
      received: raw.length,
      chunks: this.#chunks,
      firstTextMs: this.#firstTextAt === null ? null : this.#firstTextAt - start,
      totalMs: this.#endedAt - start,
      usage: isUsable ? usage : null,
      impossibleUsage: isUsable ? null : usage,
      error: this.#error,
    });
    this.#changes.notify();
  }

  /** Ends the request, down to the socket, if it runs. */
  end(): void {
    this.#abort.abort();
  }

  /** Marks its text as useless for any position. */
  discard(): void {
    this.#isDiscarded = true;
  }

  /** Resolves with the result of `decide`, called as the text grows, once it is not undefined; with undefined on abort. */
  until<T>(decide: () => T | undefined, signal: AbortSignal): Promise<T | undefined> {
    return this.#changes.until(decide, signal);
  }

  async #read(
    send: () => AsyncIterable<FimChunk>,
    streamed: StreamedText,
  ): Promise<{ outcome: Outcome; usage: TokenUsage | null }> {
    let usage: TokenUsage | null = null;
    let outcome: Outcome = 'complete';
    try {
      for await (const chunk of send()) {
        usage = chunk.usage ?? usage;
        this.#chunks += chunk.events;
        if (chunk.text !== '') await this.#take(chunk.text, streamed);
        if (chunk.finishReason === 'error') throw new StreamBrokenError(modelError);
        this.#isFiltered ||= chunk.finishReason === 'content_filter';
        if (streamed.isOver) break;
        if (chunk.finishReason !== null && chunk.finishReason !== 'stop') outcome = 'cut';
      }
      if (streamed.isCut) outcome = 'cut';
    } catch (error) {
      outcome = this.#abort.signal.aborted ? 'contradicted' : 'failed';
      if (outcome === 'failed') this.#error = error;
    }
    return { outcome, usage };
  }

  #end(streamed: StreamedText, outcome: Outcome, context: CursorContext): void {
    streamed.end();
    this.#text = streamed.text;
    // The last word of a text that was cut off may be incomplete. A single word up to the limit is better than none.
    if (outcome !== 'complete') {
      this.#text = this.#text.slice(0, wholeWords(this.#text) ?? (outcome === 'cut' ? undefined : 0));
    }
    const { raw, isRepeating, hasReachedSuffix } = streamed;
    this.#endedByItself = outcome === 'complete' && !isRepeating && (hasReachedSuffix || endsLike(raw, this.#text));
    if (this.#text.trim() === '') this.#droppedBy = droppedByCleaning(raw, context);
    this.#isLoop = isRepeating;
    this.#outcome = outcome;
    this.#endedAt = this.#clock.now();
  }

  /** Takes received text in slices, so that a long one does not block the extension host. */
  async #take(text: string, streamed: StreamedText): Promise<void> {
    const clock = this.#clock;
    let since = clock.now();
    this.#firstTextAt ??= since;
    const steps = streamed.take(text);
    while (!steps.next().done) {
      this.#busyMs += clock.now() - since;
      if (this.#busyMs >= sliceMs) {
        this.#show(streamed);
        await new Promise<void>((resolve) => clock.setTimeout(resolve, 0));
        this.#busyMs = 0;
        if (this.#abort.signal.aborted) return;
      }
      since = clock.now();
    }
    this.#show(streamed);
  }

  #show({ text }: StreamedText): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#changes.notify();
  }
}

/** Whether a cleaned text ends as its raw text does, white space apart. */
function endsLike(raw: string, text: string): boolean {
  return raw.trimEnd().endsWith(text.trimEnd().split('\n').at(-1)!.trim());
}
