import type { Clock } from '../base/clock.ts';
import { wait } from '../base/wait.ts';
import { explicitRetry } from '../mistral/retry.ts';
import type { Message } from '../base/message.ts';
import { noPreamble, type Preamble } from '../completion/prompt/snippet.ts';
import { maskedPrompt } from '../completion/prompt/maskedPrompt.ts';
import { notInPrompt } from '../completion/prompt/notInPrompt.ts';
import type { CursorContext } from '../completion/cursorContext.ts';
import type { Target } from '../mistral/wire/request.ts';
import type { EngineEvent, Outcome } from '../completion/events.ts';
import { CompletionRequest } from '../completion/requests/completionRequest.ts';
import type { FimSource } from '../completion/requests/fimSource.ts';
import { fimRequest, promptParts, type RequestParameters } from '../completion/prompt/prompt.ts';
import { fit } from '../completion/fit/fit.ts';
import { contextOf, type FillTarget } from './gap.ts';

/** Options of a fill, apart from its text. */
export interface FillOptions {
  source: FimSource;
  parameters: RequestParameters;
  clock: Clock;
  emit: (event: EngineEvent) => void;
  /** The key that ghost text uses, too: both send the same snippets first. See `fimRequest`. */
  cacheKey: string;
  /** The path and the snippets that begin the prompt. */
  preambleFor?: (context: CursorContext) => Preamble;
  /**
   * Milliseconds that the next request has to wait for the host's rate limits; 0 for none. Ghost text sends to the same
   * host, so that it may change during the wait.
   */
  spacingLeft?: () => number;
  /** Why no more of the document may be sent, evaluated before each gap; null where it may. */
  refusal?: () => Promise<Message | null>;
  /** Aborted, with a `Message` as reason, once the source may not be used any more; the running request ends, too. */
  over?: AbortSignal;
  /** Called when the host could not answer and the request is sent again. */
  onRetry?: () => void;
}

/** How far a fill has come. */
export interface FillProgress {
  /** The texts of the gaps from the top, as far as they have come. */
  texts: readonly string[];
  /** Chunks received; a chunk is one token in most streams. */
  tokens: number;
}

/** How a fill ended; its outcome is `cut` at the limit of tokens. */
export interface FillEnd extends FillProgress {
  outcome: Outcome;
  /** Set when the outcome is `failed`. */
  error: unknown;
  /** Whether the host's content filter ended a text. */
  isFiltered: boolean;
  /** Why it ended before all gaps were filled, where the user has not ended it; else null. */
  stopped: Message | null;
}

/**
 * The temperature of each further candidate rises by a step, up to a maximum. Choices: the API takes 0 to 1.5 and
 * recommends up to 0.7 for a first answer.
 */
const warmer = { step: 0.15, max: 0.9 };
/** Seeds are below this. A choice: the API takes any integer from 0, and a signed 32-bit one fits everywhere. */
const maxSeed = 2 ** 31;
/**
 * Upper bound on the text of one gap, for servers that ignore `max_tokens`. A choice: the largest limit of the setting
 * `infill.fill.maxTokens`, 16,384 tokens, is 56,000 characters of code at 3.44 characters a token.
 */
const maxFillCharacters = 100_000;

/**
 * Fills the gaps of a text from top to bottom; each prompt contains the texts of the gaps above. A text ends where the
 * model ends it, where it repeats the text after the gap, or where it repeats itself. A gap for which nothing comes is
 * requested once more, unless the host does not know `min_tokens`.
 * @param candidate number of candidates requested before; each further one gets a random seed and a higher temperature
 */
export async function fill(
  target: FillTarget,
  candidate: number,
  {
    source,
    parameters,
    clock,
    emit,
    cacheKey,
    preambleFor,
    spacingLeft = () => 0,
    refusal,
    over,
    onRetry,
  }: FillOptions,
  onProgress: (progress: FillProgress) => void,
  signal: AbortSignal,
): Promise<FillEnd> {
  const { text, gaps } = target;
  const filled: string[] = [];
  let tokens = 0;
  let end: Pick<FillEnd, 'outcome' | 'error' | 'isFiltered'> = { outcome: 'complete', error: null, isFiltered: false };
  /** Whether nothing came for the gap, so that its request is sent once more. */
  let isRepeated = false;
  let without: Target['without'] = [];
  /** Whether the host does not know the field in which the repeated request differs. */
  const isRepeatUseless = () => without.includes('min_tokens');
  let stopped: Message | null = null;
  while (filled.length < gaps.length && end.outcome === 'complete') {
    const ended = over ? AbortSignal.any([signal, over]) : signal;
    while (!ended.aborted && spacingLeft() > 0) await wait(spacingLeft(), clock, ended);
    const refused = await refusal?.();
    stopped = over?.aborted ? (over.reason as Message) : (refused ?? null);
    if (stopped || signal.aborted) break;
    const gap = gaps[filled.length]!;
    const { lead } = gap;
    const context = contextOf(target, filled);
    const request = new CompletionRequest(context, parameters.model, clock, emit, maxFillCharacters);
    const retrying: FimSource = {
      host: source.host,
      stream: (body, options) => {
        const onSend = (sentTo: Target) => {
          without = sentTo.without;
          if (isRepeated && isRepeatUseless()) request.end();
          else options.onSend?.(sentTo);
        };
        return source.stream(body, { ...options, onSend, retry: explicitRetry, onRetry });
      },
    };
    const stop = () => request.end();
    signal.addEventListener('abort', stop);
    over?.addEventListener('abort', stop);
    const { path, snippets } = preambleFor?.(context) ?? noPreamble;
    // The snippets were chosen for ghost text, whose prompt contains less of the file.
    const replaced = text.slice(gap.start, gap.end).split('\n').length - 1;
    const preamble = { path, snippets: notInPrompt(context, replaced, snippets) };
    const masked = maskedPrompt(context, preamble, parameters);
    const parts = promptParts(masked.context, masked.preamble);
    const first = fimRequest(parts, masked.context.suffix, parameters, cacheKey);
    // An answer that ends before its first token is the usual empty one: `min_tokens` rules it out.
    const body = { ...first, ...varied(candidate, parameters, clock), ...(isRepeated && { min_tokens: 1 }) };
    const done = request.run(retrying, body, parts, context, true, masked.secrets);
    let reported = '';
    await request.until(() => {
      if (request.outcome !== null) return true;
      const growing = growingText(request.text);
      if (growing !== reported) {
        reported = growing;
        onProgress({ texts: [...filled, lead + growing], tokens: tokens + request.chunks });
      }
      return undefined;
    }, signal);
    await done;
    signal.removeEventListener('abort', stop);
    over?.removeEventListener('abort', stop);
    tokens += request.chunks;
    const { isFiltered, error } = request;
    // The repeated request was not sent: the empty answer to the first one stays.
    const isKept = isRepeated && isRepeatUseless();
    end = { outcome: isKept ? 'complete' : (request.outcome ?? 'contradicted'), error, isFiltered };
    const isEmpty = end.outcome === 'complete' && request.chunks === 0;
    isRepeated = !isRepeated && isEmpty && !parameters.minTokens && !isRepeatUseless();
    if (isRepeated) continue;
    if (end.outcome === 'contradicted' && over?.aborted) stopped = over.reason as Message;
    // A text that was broken off ends with a whole word, and the space after it.
    const own = finishedText(end.outcome === 'complete' ? request.text : request.text.trimEnd(), context);
    if (own !== '') filled.push(lead + own);
    else if (end.outcome === 'complete') filled.push(text.slice(gap.start, gap.end));
  }
  return { texts: filled, tokens, ...end, stopped };
}

/** The fields in which the request of a further candidate differs from the first one's. */
function varied(candidate: number, { temperature, topP = null }: RequestParameters, clock: Clock) {
  if (candidate === 0) return {};
  const random_seed = Math.floor(clock.random() * maxSeed);
  // The API recommends changing `temperature` or `top_p`, not both.
  if (topP !== null) return { random_seed };
  const warm = Math.min(temperature + candidate * warmer.step, Math.max(warmer.max, temperature));
  return { temperature: warm, random_seed };
}

/** The text that is shown while it grows. Trailing white space waits for the text after it. */
export function growingText(text: string): string {
  return text.trimEnd();
}

/** A whole text as it is put into its gap, without repeating the text after the gap. */
export function finishedText(text: string, context: CursorContext): string {
  return (text.trim() !== '' && fit(text, context, 'whole', false)?.text) || '';
}
