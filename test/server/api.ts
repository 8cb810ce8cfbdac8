import { completionAnswer, jsonAnswer, streamAnswer } from './answer.ts';
import type { Answer, AnswerHead, Usage } from './answer.ts';
import { errorBodies } from './errorBodies.ts';
import { type HostProfile, RequestLimit } from './hosts.ts';
import { complete } from './model/model.ts';
import type { Completion } from './model/model.ts';
import type { ModelCard } from './models.ts';
import { PromptCache } from './promptCache.ts';
import { validate } from './schema.ts';
import type { ServedRequest } from './schema.ts';
import { countTokens, tokenize } from './tokens.ts';

export const FIM_PATH = '/v1/fim/completions';
export const MODELS_PATH = '/v1/models';

export interface ApiOptions {
  files: ReadonlyMap<string, string>;
  keys: readonly string[];
  host: HostProfile;
  models: readonly ModelCard[];
}

export interface Call {
  method: string;
  path: string;
  authorization: string | undefined;
  body: string;
}

export interface Reply {
  answer: Answer;
  authorized: boolean;
  /** The completion's text; empty where there is none. */
  text: string;
  /** Present for a FIM request that met the schema. */
  request?: ServedRequest;
  /** Present for a completion. */
  usage?: Usage;
}

/** The API's answers to calls, without time and faults. */
export class Api {
  readonly #options: ApiOptions;
  readonly #cache = new PromptCache();
  readonly #limit: RequestLimit | null;
  #served = 0;

  /** @param now milliseconds, for the host's limit of requests */
  constructor(options: ApiOptions, now = () => performance.now()) {
    this.#options = options;
    const { requestsPerMinute } = options.host;
    this.#limit = requestsPerMinute === null ? null : new RequestLimit(requestsPerMinute, now);
  }

  /** `said` replaces the model's text. */
  reply(call: Call, said?: string): Reply {
    const authorized = this.#options.keys.some((key) => call.authorization === `Bearer ${key}`);
    const error = (status: number, body: unknown, request?: ServedRequest): Reply => ({
      answer: jsonAnswer(status, body),
      authorized,
      text: '',
      ...(request && { request }),
    });
    const route = `${call.method} ${call.path}`;
    const { host } = this.#options;
    const listsModels = host.listsModels && route === `GET ${MODELS_PATH}`;
    const servesFim = host.fim !== 'missing' && route === `POST ${FIM_PATH}`;
    if (!listsModels && !servesFim) return error(host.noRoute.status, host.noRoute.body);
    if (!authorized) return error(401, errorBodies.unauthorized);
    if (listsModels) return error(200, { object: 'list', data: this.#options.models });
    if (host.fim === 'forbidden') return error(403, errorBodies.forbidden);
    const limit = this.#limit?.take();
    if (limit?.isAllowed === false) {
      const refused = error(429, errorBodies.rateLimited);
      return { ...refused, answer: { ...refused.answer, headers: limit.headers } };
    }

    const checked = validate(call.body);
    if ('detail' in checked) return error(422, errorBodies.validation(checked.detail));
    const { request } = checked;
    const unknown = host.unknown.filter((field) => field in request);
    if (unknown.length > 0) {
      const { status, body } = host.refuse(unknown);
      return error(status, body, request);
    }
    const model = request.model ?? 'codestral-latest';
    const card = this.#options.models.find(({ id }) => id === model);
    if (!card?.capabilities['completion_fim']) return error(400, errorBodies.invalidModel(model), request);
    const promptTokens = countTokens(request.prompt) + countTokens(request.suffix ?? '');
    const needed = promptTokens + (request.max_tokens ?? 0);
    if (needed > card.max_context_length)
      return error(400, errorBodies.tooLong(needed, card.max_context_length), request);

    const completion: Completion =
      said === undefined ? complete(this.#options.files, request) : { tokens: tokenize(said), finishReason: 'stop' };
    const usage = this.#usage(request, promptTokens, completion);
    const answer = (request.stream ? streamAnswer : completionAnswer)(
      this.#head(model),
      completion,
      usage,
      host.textIn,
    );
    return {
      answer: { ...answer, ...(limit && { headers: limit.headers }) },
      authorized,
      text: completion.tokens.join(''),
      request,
      usage,
    };
  }

  #usage(request: ServedRequest, promptTokens: number, { tokens }: Completion): Usage {
    const { prompt_cache_key, prompt, suffix } = request;
    const { cached } = this.#cache.cachedTokens(prompt_cache_key, prompt, suffix ?? '');
    return {
      prompt_tokens: promptTokens,
      completion_tokens: tokens.length,
      total_tokens: promptTokens + tokens.length,
      prompt_tokens_details: { cached_tokens: cached },
    };
  }

  #head(model: string): AnswerHead {
    const id = (++this.#served).toString(16).padStart(32, '0');
    return { id, model, created: Math.floor(Date.now() / 1000) };
  }
}
