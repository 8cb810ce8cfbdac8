import { errorBodies } from './errorBodies.ts';

/** How a host differs from others that speak, or seem to speak, the FIM API. */
export interface HostProfile {
  listsModels: boolean;
  /** `forbidden`: the host accepts the key for its list of models, and not for completions. */
  fim: 'served' | 'missing' | 'forbidden';
  /** The answer to an unknown path. */
  noRoute: HostError;
  /** The field of a choice that holds the text: `message` or `delta`, or that of text completions. */
  textIn: 'message' | 'text';
  /** Optional fields that the host refuses, and how. */
  unknown: readonly string[];
  refuse: (fields: readonly string[]) => HostError;
  /** Limit of requests for a minute, told in headers and held by the second; null for none. */
  requestsPerMinute: number | null;
}

interface HostError {
  status: number;
  body: unknown;
}

const api: HostProfile = {
  listsModels: true,
  fim: 'served',
  noRoute: { status: 404, body: errorBodies.noRoute },
  textIn: 'message',
  unknown: [],
  refuse: (fields) => ({ status: 422, body: errorBodies.validation(fields.map(extraField)) }),
  requestsPerMinute: null,
};
const openAi: HostProfile = {
  ...api,
  fim: 'missing',
  noRoute: { status: 404, body: { detail: 'Not Found' } },
};

/** Hosts by name, as documented or as seen. */
export const hosts = {
  /** Mistral's general API. */
  api,
  /** Mistral's host for Codestral in editors: it has no list of models. */
  codestral: { ...api, listsModels: false },
  /** `codestral.mistral.ai` without its FIM API. */
  codestralGone: { ...api, listsModels: false, fim: 'missing' },
  /** Mistral's general API with a key that has no right to FIM. */
  keyWithoutFim: { ...api, fim: 'forbidden' },
  /** Mistral's general API with a key of the free plan. */
  freePlan: { ...api, requestsPerMinute: 60 },
  /** Any server of chat completions, such as vLLM. */
  openAi,
  /** LM Studio answers unknown paths with the status 200. */
  lmStudio: {
    ...openAi,
    noRoute: { status: 200, body: { error: 'Unexpected endpoint or method. (POST /v1/fim/completions)' } },
  },
  /** Inception answers FIM requests as text completions. */
  inception: { ...api, textIn: 'text' },
  /** Azure's serverless endpoints refuse unknown fields with 400. */
  azure: {
    ...api,
    listsModels: false,
    unknown: ['prompt_cache_key'],
    refuse: (fields: readonly string[]) => ({
      status: 400,
      body: { error: { code: 'Bad Request', message: extraParameters(fields), status: 400 } },
    }),
  },
} as const satisfies Record<string, HostProfile>;
export type HostName = keyof typeof hosts;

function extraField(field: string) {
  return { type: 'extra_forbidden', loc: ['body', field], msg: 'Extra inputs are not permitted', input: null };
}

function extraParameters(fields: readonly string[]): string {
  const list = fields.map((field) => `'${field}'`).join(', ');
  return `Extra parameters [${list}] are not allowed when extra-parameters is not set or set to be 'error'.`;
}

/** Holds a limit by the second, as the free plan does, and tells it by the minute. */
export class RequestLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  #times: number[] = [];

  /** @param now milliseconds */
  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts a request. @returns whether it is allowed, and the headers of its response */
  take(): { isAllowed: boolean; headers: Record<string, string> } {
    const now = this.#now();
    const isAllowed = now - (this.#times.at(-1) ?? -Infinity) >= 60_000 / this.#perMinute;
    this.#times = this.#times.filter((time) => now - time < 60_000);
    if (isAllowed) this.#times.push(now);
    const headers = {
      'x-ratelimit-limit-req-minute': String(this.#perMinute),
      'x-ratelimit-remaining-req-minute': String(Math.max(0, this.#perMinute - this.#times.length)),
    };
    return { isAllowed, headers };
  }
}
