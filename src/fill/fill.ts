import type { Clock } from '../base/clock.ts';
import type { Message } from '../base/message.ts';
import { wait } from '../base/wait.ts';
import type { Outcome } from '../completion/events.ts';
import type { RequestParameters } from '../completion/prompt/prompt.ts';
import type { FimRequest } from '../mistral/wire/request.ts';
import type { FillOptions } from './fillOptions.ts';
import type { FillTarget } from './gap.ts';
import { type GapAnswer, GapRequest } from './gapRequest.ts';

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
 * Fills the gaps of a text from top to bottom; each prompt contains the texts of the gaps above. A text ends where the
 * model ends it, where it repeats the text after the gap, or where it repeats itself. A gap for which nothing comes is
 * requested once more, unless the host does not know `min_tokens`.
 * @param candidate number of candidates requested before; each further one gets a random seed and a higher temperature
 */
export async function fill(
  target: FillTarget,
  candidate: number,
  options: FillOptions,
  onProgress: (progress: FillProgress) => void,
  signal: AbortSignal,
): Promise<FillEnd> {
  const { text, gaps } = target;
  const { parameters, clock, over } = options;
  const filled: string[] = [];
  let tokens = 0;
  let end: Pick<FillEnd, 'outcome' | 'error' | 'isFiltered'> = { outcome: 'complete', error: null, isFiltered: false };
  let stopped: Message | null = null;
  /** Requests the text of the next gap; null if no more may be sent. */
  const ask = async (more: Partial<FimRequest>): Promise<GapAnswer | null> => {
    stopped = await waitForTurn(options, signal);
    if (stopped || signal.aborted) return null;
    const request = new GapRequest(target, filled, options);
    const { lead } = gaps[filled.length]!;
    const onText = (growing: string, chunks: number) =>
      onProgress({ texts: [...filled, lead + growing], tokens: tokens + chunks });
    const answer = await request.run({ ...varied(candidate, parameters, clock), ...more }, onText, signal);
    tokens += answer.chunks;
    return answer;
  };
  while (filled.length < gaps.length && end.outcome === 'complete') {
    let answer = await ask({});
    if (answer?.isEmpty && answer.knowsMinTokens && !parameters.minTokens) {
      // An answer that ends before its first token is the usual empty one: `min_tokens` rules it out.
      const again = await ask({ min_tokens: 1 });
      // A host that refuses the field gets the same request no second time.
      answer = again?.knowsMinTokens === false ? answer : again;
    }
    if (!answer) break;
    const { outcome, error, isFiltered, own } = answer;
    end = { outcome, error, isFiltered };
    if (outcome === 'contradicted' && over?.aborted) stopped = over.reason as Message;
    const gap = gaps[filled.length]!;
    if (own !== '') filled.push(gap.lead + own);
    else if (outcome === 'complete') filled.push(text.slice(gap.start, gap.end));
  }
  return { texts: filled, tokens, ...end, stopped };
}

/** Waits until a request may be sent. @returns why no more may be sent; null if it may, or the user has ended the fill */
async function waitForTurn(
  { clock, spacingLeft = () => 0, refusal, over }: FillOptions,
  signal: AbortSignal,
): Promise<Message | null> {
  const ended = over ? AbortSignal.any([signal, over]) : signal;
  while (!ended.aborted && spacingLeft() > 0) await wait(spacingLeft(), clock, ended);
  const refused = await refusal?.();
  return over?.aborted ? (over.reason as Message) : (refused ?? null);
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
