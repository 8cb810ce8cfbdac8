import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, FIM_PATH } from './api.ts';
import type { Reply } from './api.ts';
import { readCorpus } from './model/corpus.ts';
import { deliver } from './delivery.ts';
import { FaultQueue, spoil } from './faults.ts';
import type { Fault, FaultOptions } from './faults.ts';
import { type HostName, hosts } from './hosts.ts';
import { latencySource, NO_LATENCY, REALISTIC_LATENCY } from './latency.ts';
import type { LatencyProfile, Schedule } from './latency.ts';
import { DEFAULT_MODELS } from './models.ts';
import type { ModelCard } from './models.ts';
import { newRecord, noCounts, Records } from './records.ts';
import type { Counts, RecordedRequest } from './records.ts';

export type { Fault, FaultOptions } from './faults.ts';
export { promptOf } from './records.ts';
export type { Counts, RecordedRequest } from './records.ts';

export interface FimServerOptions {
  /** The model knows the text files of this folder. */
  folder?: string;
  /** The files that the model knows, path to content. */
  files?: ReadonlyMap<string, string>;
  /** Accepted keys; default `test-key`. */
  keys?: readonly string[];
  /** The host to imitate. Default `api`. */
  host?: HostName;
  /** Milliseconds, for a host that limits requests; default: the time. */
  now?: () => number;
  /** A free port by default. */
  port?: number;
  latency?: 'none' | 'realistic' | LatencyProfile;
  /** Seed of the latencies. */
  seed?: number;
  models?: readonly ModelCard[];
}

/** Starts a FIM server on the loopback interface. */
export async function startFimServer(options: FimServerOptions = {}): Promise<FimServer> {
  const server = new FimServer(options);
  await server.listen(options.port ?? 0);
  return server;
}

/**
 * A server that speaks Mistral's FIM API and completes from the given files. It behaves like the API until a test adds
 * a fault. It records requests and responses.
 */
export class FimServer {
  readonly #http: Server;
  readonly #api: Api;
  readonly #latency: () => Schedule;
  readonly #faults = new FaultQueue();
  readonly #records = new Records();
  /** The next release, for the requests that have arrived before it. */
  #next = newRelease();
  #counts = noCounts();
  #closing = false;

  /** Use `startFimServer`, which listens, too. */
  constructor(options: FimServerOptions) {
    const files =
      options.files ?? (options.folder === undefined ? new Map<string, string>() : readCorpus(options.folder));
    this.#api = new Api(
      {
        files,
        keys: options.keys ?? ['test-key'],
        host: hosts[options.host ?? 'api'],
        models: options.models ?? DEFAULT_MODELS,
      },
      options.now,
    );
    const named = { none: NO_LATENCY, realistic: REALISTIC_LATENCY };
    const latency = options.latency ?? 'none';
    this.#latency = latencySource(typeof latency === 'string' ? named[latency] : latency, options.seed ?? 1);
    this.#http = createServer((request, response) => void this.#serve(request, response));
  }

  /** Rejects when the port is taken. */
  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  /** `http://127.0.0.1:PORT`, without a path. */
  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** All requests since the start or the last reset, to any path, in the order of their arrival. */
  get requests(): readonly RecordedRequest[] {
    return this.#records.all;
  }

  get counts(): Readonly<Counts> {
    return this.#counts;
  }

  /** Adds a fault to the next request, or to as many as `times` says; a list applies one after the other. */
  fault(fault: Fault | Fault[], options?: FaultOptions): void {
    this.#faults.add(fault, options);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Lets all requests that have arrived continue, those before their stall, too. */
  release(): void {
    this.#next.release();
    this.#next = newRelease();
  }

  /** Clears faults, requests and counts. */
  reset(): void {
    this.#faults.clear();
    this.#records.clear();
    this.#counts = noCounts();
  }

  /**
   * The first request that matches, received already or later; for a number, the request that makes the count; without
   * an argument, the next one.
   */
  waitForRequest(which?: number | ((request: RecordedRequest) => boolean)): Promise<RecordedRequest> {
    return this.#records.wait(which);
  }

  /** Stops listening and ends all connections. */
  close(): Promise<void> {
    this.#closing = true;
    return new Promise((resolve) => {
      this.#http.close(() => resolve());
      this.#http.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { released } = this.#next;
    const startedAt = performance.now();
    const body = await readBody(request);
    if (body === undefined) return;
    const { method = 'GET', url = '/' } = request;
    const { pathname: path } = new URL(url, this.url);
    const { authorization, ...headers } = request.headers;
    const fault = this.#faults.take(path);
    const reply = this.#api.reply({ method, path, authorization, body }, fault.text);
    const counts = this.#counts;
    count(counts, path, reply);

    const record = newRecord({
      method,
      path,
      headers,
      startedAt,
      body: reply.request ?? body,
      authorized: reply.authorized,
    });
    record.answerText = reply.text;
    this.#records.add(record);
    const outcome = await deliver(response, spoil(reply.answer, fault), fault, this.#latency(), {
      onTokens: (tokens) => {
        record.completionTokensSent += tokens;
        counts.completionTokens += tokens;
      },
      released: () => released,
    });
    record.closedByClient = outcome === 'left' && !this.#closing;
    if (record.closedByClient) counts.closedByClient++;
    record.finish();
  }
}

function newRelease() {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  return { released, release };
}

/** Undefined when the client left before its request was complete. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function count(counts: Counts, path: string, { usage }: Reply): void {
  if (path === FIM_PATH) counts.requests++;
  counts.promptTokens += usage?.prompt_tokens ?? 0;
  counts.cachedTokens += usage?.prompt_tokens_details.cached_tokens ?? 0;
}
