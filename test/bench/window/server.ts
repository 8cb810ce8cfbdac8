import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { Api } from '../../server/api.ts';
import { deliver } from '../../server/delivery.ts';
import { FaultQueue, spoil } from '../../server/faults.ts';
import { type LatencyProfile, latencySource, REALISTIC_LATENCY } from '../../server/latency.ts';
import { hosts } from '../../server/hosts.ts';
import { DEFAULT_MODELS } from '../../server/models.ts';
import { tokenize } from '../../server/tokens.ts';

export const apiKey = 'test-key';

/** A request for a completion, and its response. Times are in milliseconds since 1970. */
export interface ServedRequest {
  arrivedAt: number;
  /** As counted by the host. */
  promptTokens: number;
  /** Characters of prompt and suffix. */
  promptCharacters: number;
  promptEnd: string;
  /** Offset of the prompt's end in the body; null where the model did not find it. */
  at: number | null;
  tokens: readonly string[];
  /** When each token was sent. */
  sentAt: number[];
  /** The client ended it before all tokens were sent. */
  isCutOff: boolean;
}

/**
 * A model: the answer to a prompt, and the offset `at` of the prompt's end in the known text; null for an unknown
 * prompt.
 */
export interface BenchModel {
  complete(prompt: string): { at: number; text: string } | null;
}

/** A FIM server on the loopback interface whose model knows the current body. */
export class BenchServer {
  model: BenchModel | null = null;
  readonly requests: ServedRequest[] = [];
  /** Faults of the next requests; none by default. */
  readonly faults = new FaultQueue();
  readonly #stalled = new Set<() => void>();
  readonly #api = new Api({ files: new Map(), keys: [apiKey], host: hosts.api, models: DEFAULT_MODELS });
  #schedule = latencySource(REALISTIC_LATENCY, 7);
  readonly #http = createServer((request, response) => void this.#serve(request, response));

  /** Sets the latency of the next answers. */
  set latency(profile: LatencyProfile) {
    this.#schedule = latencySource(profile, 7);
  }

  /** A free port by default; may be called again after `close`. */
  listen(port = 0): Promise<void> {
    return new Promise((done) => this.#http.listen(port, '127.0.0.1', done));
  }

  /** Lets stalled requests continue. */
  release(): void {
    for (const resume of this.#stalled) resume();
    this.#stalled.clear();
  }

  /** Number of open connections. */
  connections(): Promise<number> {
    return new Promise((done, fail) =>
      this.#http.getConnections((error, count) => (error ? fail(error) : done(count))),
    );
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** The requests since the last call. */
  drain(): ServedRequest[] {
    return this.requests.splice(0);
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.#http.close(() => done());
      this.#http.closeAllConnections();
    });
  }

  async #serve(call: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrivedAt = now();
    const { method = 'GET', url = '/', headers } = call;
    const body = await readText(call);
    const { prompt, suffix, max_tokens: max } = parsed(body);
    const said = this.model?.complete(prompt) ?? null;
    const tokens = tokenize(said?.text ?? '').slice(0, max);
    const { authorization } = headers;
    const fault = this.faults.take(url);
    const { answer, request, usage } = this.#api.reply({ method, path: url, authorization, body }, tokens.join(''));
    const served: ServedRequest = {
      arrivedAt,
      promptTokens: usage?.prompt_tokens ?? 0,
      promptCharacters: prompt.length + suffix.length,
      promptEnd: prompt.slice(-60),
      at: said?.at ?? null,
      tokens,
      sentAt: [],
      isCutOff: false,
    };
    if (request) this.requests.push(served);
    const outcome = await deliver(response, spoil(answer, fault), fault, this.#schedule(), {
      onTokens: () => served.sentAt.push(now()),
      released: () => new Promise((resume) => this.#stalled.add(resume)),
    });
    served.isCutOff = outcome === 'left';
  }
}

/** Milliseconds since 1970, with a finer resolution than `Date.now()`. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function parsed(body: string): { prompt: string; suffix: string; max_tokens?: number } {
  const request = body === '' ? {} : (JSON.parse(body) as { prompt?: string; suffix?: string; max_tokens?: number });
  return { ...request, prompt: request.prompt ?? '', suffix: request.suffix ?? '' };
}
