import type { Clock } from '../base/clock.ts';
import { explicitRetry } from '../mistral/retry.ts';
import type { Target } from '../mistral/wire/request.ts';
import type { Message } from '../base/message.ts';
import { noPreamble, type Preamble } from '../completion/preamble.ts';
import { notInPrompt } from '../completion/notInPrompt.ts';
import type { CursorContext } from '../completion/cursorContext.ts';
import type { EngineEvent, Outcome } from '../completion/events.ts';
import { type FimSource, CompletionRequest } from '../completion/requests/completionRequest.ts';
import { fimRequest, promptParts, type RequestParameters, type SentRequest } from '../completion/prompt.ts';
import { finishedText, growingText } from './fillText.ts';
import { contextOf, type FillTarget } from './gap.ts';

/** Everything a fill asks of the world. */
export interface FillOptions {
  source: FimSource;
  parameters: RequestParameters;
  clock: Clock;
  emit: (event: EngineEvent) => void;
  /** As that of ghost text, which has paid for the same snippets; see `fimRequest`. */
  cacheKey: string;
  /** What the prompt says before the file's own text. */
  preambleFor?: (context: CursorContext) => Preamble;
  /** Why no more of the document may be sent, asked before each gap; null where it may. */
  whyNot?: () => Promise<Message | null>;
  /** Aborted, with the reason in words, once the source may not be asked any more: the request that runs ends, too. */
  over?: AbortSignal;
  /** Hears what is sent, source text and all, each time that it is. */
  onSent?: (sent: SentRequest) => void;
  /** Called each time the host could not answer and the request is going to be sent again. */
  onRetry?: () => void;
}

/** How far a fill has come. */
export interface FillProgress {
  /** What fills the gaps, as far as it is there: one text for each gap that has any. */
  texts: readonly string[];
  /** Pieces received, which are tokens mostly. */
  tokens: number;
}

/** How a fill ended; `cut` where it has reached its limit of tokens. */
export interface FillEnd extends FillProgress {
  outcome: Outcome;
  /** Set when the outcome is `failed`. */
  error: unknown;
  /** Why it ended before all gaps were filled, where it was not the user's wish; else null. */
  stopped: Message | null;
}

/** How much freer the model chooses with each further candidate, and how free that makes it at most. */
const warmer = { step: 0.15, max: 0.9 };
const maxSeed = 2 ** 31;
/** More than the most tokens that a fill may have; a server that goes on all the same is not heard to its end. */
const maxFillCharacters = 100_000;

/**
 * Fills the gaps of a text from top to bottom, each with what the gaps above it hold by then. The model reads on to its
 * own end, to the text after the gap, or until it goes round in circles.
 * @param candidate how many there are already; each further one is asked for with a seed of its own, and a little warmer
 */
export async function fill(
  place: FillTarget,
  candidate: number,
  { source, parameters, clock, emit, cacheKey, preambleFor, whyNot, over, onSent, onRetry }: FillOptions,
  onProgress: (progress: FillProgress) => void,
  signal: AbortSignal,
): Promise<FillEnd> {
  const { text, gaps, language, uri } = place;
  const retrying: FimSource = {
    stream: (request, options) => source.stream(request, { ...options, retry: explicitRetry, onRetry }),
  };
  const filled: string[] = [];
  let tokens = 0;
  let end: Pick<FillEnd, 'outcome' | 'error'> = { outcome: 'complete', error: null };
  let stopped: Message | null = null;
  while (filled.length < gaps.length && end.outcome === 'complete') {
    const refusal = await whyNot?.();
    stopped = over?.aborted ? (over.reason as Message) : (refusal ?? null);
    if (stopped || signal.aborted) break;
    const gap = gaps[filled.length]!;
    const { lead } = gap;
    const context = contextOf(place, filled);
    const request = new CompletionRequest(context, parameters.model, clock, emit, maxFillCharacters);
    const stop = () => request.end();
    signal.addEventListener('abort', stop);
    over?.addEventListener('abort', stop);
    const { path, snippets } = preambleFor?.(context) ?? noPreamble;
    // They were chosen for what ghost text reads, which is less.
    const replaced = text.slice(gap.start, gap.end).split('\n').length - 1;
    const parts = promptParts(context, { path, snippets: notInPrompt(context, replaced, snippets) });
    const asked = fimRequest(parts, context.suffix, parameters, cacheKey);
    const body = { ...asked, ...varied(candidate, parameters, clock) };
    const onSend = (target: Target) => onSent?.({ request: body, target, parts, uri, language, isFill: true });
    const done = request.run(retrying, body, context, onSend);
    let seen = '';
    await request.until(() => {
      if (request.outcome !== null) return true;
      const growing = growingText(request.text);
      if (growing !== seen) {
        seen = growing;
        onProgress({ texts: [...filled, lead + growing], tokens: tokens + request.chunks });
      }
      return undefined;
    }, signal);
    await done;
    signal.removeEventListener('abort', stop);
    over?.removeEventListener('abort', stop);
    tokens += request.chunks;
    end = { outcome: request.outcome ?? 'contradicted', error: request.error };
    if (end.outcome === 'contradicted' && over?.aborted) stopped = over.reason as Message;
    // A text that was broken off ends with a whole word; the space behind it was for the next one.
    const own = finishedText(end.outcome === 'complete' ? request.text : request.text.trimEnd(), context);
    if (own !== '') filled.push(lead + own);
    else if (end.outcome === 'complete') filled.push(text.slice(gap.start, gap.end));
  }
  return { texts: filled, tokens, ...end, stopped };
}

/** What tells a further candidate's request from the first one's. */
function varied(candidate: number, { temperature, topP = null }: RequestParameters, clock: Clock) {
  if (candidate === 0) return {};
  const random_seed = Math.floor(clock.random() * maxSeed);
  // The API wants one of the two changed, not both.
  if (topP !== null) return { random_seed };
  const warm = Math.min(temperature + candidate * warmer.step, Math.max(warmer.max, temperature));
  return { temperature: warm, random_seed };
}
