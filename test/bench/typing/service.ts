import type { Clock } from '../../../src/base/clock.ts';
import { completionAnswer, type Frame, streamAnswer } from '../../server/answer.ts';
import { PromptCache } from '../../server/promptCache.ts';
import { countTokens } from '../../server/tokens.ts';
import { type Answer, type Model, perTokenMs, type Question } from './model.ts';

/** The requests and their tokens. */
export interface Bill {
  requests: number;
  promptTokens: number;
  /** The prompt tokens that are billed at a tenth. */
  cachedTokens: number;
  /** Upper bound on them: see `CachedTokens`. */
  maxCachedTokens: number;
  outputTokens: number;
}

/** Codestral's list price in dollars per token (codestral-2508). */
const price = { prompt: 0.3e-6, cached: 0.03e-6, output: 0.9e-6 };

export function dollars({ promptTokens, cachedTokens, outputTokens }: Bill): number {
  return (promptTokens - cachedTokens) * price.prompt + cachedTokens * price.cached + outputTokens * price.output;
}

interface ServedQuestion extends Question {
  stream: boolean;
  prompt_cache_key?: string | null;
}

/**
 * The FIM API as a `fetch` in virtual time. A request that is ended costs its prompt and the tokens that were generated
 * before.
 */
export class Service {
  readonly bill: Bill = { requests: 0, promptTokens: 0, cachedTokens: 0, maxCachedTokens: 0, outputTokens: 0 };
  readonly #model: Pick<Model, 'answer'>;
  readonly #tokenMs: number;
  readonly #clock: Clock;
  readonly #cache: PromptCache;

  /**
   * @param cache the host's, which may know prompts of other services
   * @param tokenMs milliseconds from one token to the next
   */
  constructor(model: Pick<Model, 'answer'>, clock: Clock, cache = new PromptCache(), tokenMs = perTokenMs) {
    this.#tokenMs = tokenMs;
    this.#model = model;
    this.#clock = clock;
    this.#cache = cache;
  }

  readonly fetch: typeof fetch = async (_url, init) => {
    const question = JSON.parse(init!.body as string) as ServedQuestion;
    const promptTokens = countTokens(question.prompt) + countTokens(question.suffix ?? '');
    const { prompt_cache_key: key, prompt, suffix } = question;
    const { cached, maxCached } = this.#cache.cachedTokens(key, prompt, suffix ?? '');
    this.bill.requests++;
    this.bill.promptTokens += promptTokens;
    this.bill.cachedTokens += cached;
    this.bill.maxCachedTokens += maxCached;

    const answer = this.#model.answer(question);
    const signal = init!.signal!;
    const wholeMs = question.stream ? 0 : answer.tokens.length * this.#tokenMs;
    await this.#wait(answer.firstMs + wholeMs, signal, question.stream ? null : answer);
    const frames = framesOf(answer, question, promptTokens, cached);
    const type = question.stream ? 'text/event-stream' : 'application/json';
    return new Response(this.#body(frames, signal), { headers: { 'content-type': type } });
  };

  /**
   * Waits for the beginning of the answer. An answer in one piece costs the tokens that were generated before the
   * request ends.
   */
  #wait(milliseconds: number, signal: AbortSignal, whole: Answer | null): Promise<void> {
    const start = this.#clock.now();
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#clock.clearTimeout(timer);
        const made = (this.#clock.now() - start - (whole?.firstMs ?? Infinity)) / this.#tokenMs;
        this.bill.outputTokens += Math.max(0, Math.ceil(made));
        reject(signal.reason as Error);
      };
      const timer = this.#clock.setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** One frame after the other; a frame with a token waits for its time. */
  #body(frames: readonly Frame[], signal: AbortSignal): ReadableStream<Uint8Array> {
    let timer: unknown;
    return new ReadableStream({
      start: (controller) => {
        signal.addEventListener('abort', () => {
          this.#clock.clearTimeout(timer);
          controller.error(signal.reason);
        });
        const send = (index: number) => {
          const frame = frames[index];
          if (!frame) return controller.close();
          controller.enqueue(frame.bytes);
          this.bill.outputTokens += frame.tokens;
          const isNext = (frames[index + 1]?.tokens ?? 0) > 0 && index > 0;
          if (isNext) timer = this.#clock.setTimeout(() => send(index + 1), this.#tokenMs);
          else send(index + 1);
        };
        send(0);
      },
      cancel: () => this.#clock.clearTimeout(timer),
    });
  }
}

function framesOf(answer: Answer, { stream }: ServedQuestion, prompt: number, cached: number): Frame[] {
  const usage = {
    prompt_tokens: prompt,
    completion_tokens: answer.tokens.length,
    total_tokens: prompt + answer.tokens.length,
    prompt_tokens_details: { cached_tokens: cached },
  };
  const head = { id: 'bench', model: 'codestral-latest', created: 1_700_000_000 };
  return stream ? streamAnswer(head, answer, usage).frames : completionAnswer(head, answer, usage).frames;
}
