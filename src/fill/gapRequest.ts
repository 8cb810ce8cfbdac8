import type { CursorContext } from '../completion/cursorContext.ts';
import type { Outcome } from '../completion/events.ts';
import { fit } from '../completion/fit/fit.ts';
import { maskedPrompt } from '../completion/prompt/maskedPrompt.ts';
import { notInPrompt } from '../completion/prompt/notInPrompt.ts';
import { fimRequest, promptParts } from '../completion/prompt/prompt.ts';
import { noPreamble } from '../completion/prompt/snippet.ts';
import { CompletionRequest } from '../completion/requests/completionRequest.ts';
import type { FimSource } from '../completion/requests/fimSource.ts';
import { explicitRetry } from '../mistral/retry.ts';
import type { FimRequest, Target } from '../mistral/wire/request.ts';
import type { FillOptions } from './fillOptions.ts';
import { contextOf, type FillTarget } from './gap.ts';

/**
 * Upper bound on the text of one gap, for servers that ignore `max_tokens`. A choice: the largest limit of the setting
 * `infill.fill.maxTokens`, 16,384 tokens, is 56,000 characters of code at 3.44 characters a token.
 */
const maxFillCharacters = 100_000;

/** The answer for a gap. */
export interface GapAnswer {
  outcome: Outcome;
  /** Set when the outcome is `failed`. */
  error: unknown;
  /** Whether the host's content filter ended the text. */
  isFiltered: boolean;
  /** Number of chunks received. */
  chunks: number;
  /** The text for the gap; empty for none. */
  own: string;
  /** Whether the answer ended before its first token. */
  isEmpty: boolean;
  /** Whether the host knows the field `min_tokens`, as far as known. */
  knowsMinTokens: boolean;
}

/** A request for the text of the first gap that is not filled. */
export class GapRequest {
  readonly #options: FillOptions;
  readonly #context: CursorContext;
  readonly #request: CompletionRequest;
  /** Number of line ends in the text that the gap replaces. */
  readonly #replacedLines: number;
  #knowsMinTokens = true;

  /** @param filled the texts of the gaps above */
  constructor(target: FillTarget, filled: readonly string[], options: FillOptions) {
    const { parameters, clock, emit } = options;
    const { start, end } = target.gaps[filled.length]!;
    this.#options = options;
    this.#replacedLines = target.text.slice(start, end).split('\n').length - 1;
    this.#context = contextOf(target, filled);
    this.#request = new CompletionRequest(this.#context, parameters.model, clock, emit, maxFillCharacters);
  }

  /**
   * Sends the request, and reads its answer.
   * @param more fields that the request has besides the usual ones
   * @param onText gets the growing text, and the number of chunks so far
   */
  async run(
    more: Partial<FimRequest>,
    onText: (text: string, chunks: number) => void,
    signal: AbortSignal,
  ): Promise<GapAnswer> {
    const { over } = this.#options;
    const request = this.#request;
    const stop = () => request.end();
    signal.addEventListener('abort', stop);
    over?.addEventListener('abort', stop);
    const done = this.#send(more);
    let reported = '';
    await request.until(() => {
      if (request.outcome !== null) return true;
      const growing = growingText(request.text);
      if (growing !== reported) {
        reported = growing;
        onText(growing, request.chunks);
      }
      return undefined;
    }, signal);
    await done;
    signal.removeEventListener('abort', stop);
    over?.removeEventListener('abort', stop);
    const { error, isFiltered, chunks } = request;
    const outcome = request.outcome ?? 'contradicted';
    // A text that was broken off ends with a whole word, and the space after it.
    const own = finishedText(outcome === 'complete' ? request.text : request.text.trimEnd(), this.#context);
    const isEmpty = outcome === 'complete' && chunks === 0;
    return { outcome, error, isFiltered, chunks, own, isEmpty, knowsMinTokens: this.#knowsMinTokens };
  }

  #send(more: Partial<FimRequest>): Promise<void> {
    const { parameters, cacheKey, preambleFor } = this.#options;
    const context = this.#context;
    const { path, snippets } = preambleFor?.(context) ?? noPreamble;
    // The snippets were chosen for ghost text, whose prompt contains less of the file.
    const preamble = { path, snippets: notInPrompt(context, this.#replacedLines, snippets) };
    const masked = maskedPrompt(context, preamble, parameters);
    const parts = promptParts(masked.context, masked.preamble);
    const body = { ...fimRequest(parts, masked.context.suffix, parameters, cacheKey), ...more };
    return this.#request.run(this.#source(more.min_tokens !== undefined), body, parts, context, true, masked.secrets);
  }

  /** @param isRepeated whether the request is useless at a host that does not know `min_tokens` */
  #source(isRepeated: boolean): FimSource {
    const { source, onRetry } = this.#options;
    return {
      host: source.host,
      stream: (body, options) => {
        const onSend = (target: Target) => {
          this.#knowsMinTokens = !target.without.includes('min_tokens');
          if (isRepeated && !this.#knowsMinTokens) this.#request.end();
          else options.onSend?.(target);
        };
        return source.stream(body, { ...options, onSend, retry: explicitRetry, onRetry });
      },
    };
  }
}

/** The text that is shown while it grows. Trailing white space waits for the text after it. */
export function growingText(text: string): string {
  return text.trimEnd();
}

/** A whole text as it is put into its gap, without repeating the text after the gap. */
export function finishedText(text: string, context: CursorContext): string {
  return (text.trim() !== '' && fit(text, context, 'whole', false)?.text) || '';
}
