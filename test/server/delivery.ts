import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Frame } from './answer.ts';
import type { BodyPosition, Fault } from './faults.ts';
import type { Schedule } from './latency.ts';

/** `broken`: the fault ended the connection. `left`: the client ended it. */
export type Outcome = 'sent' | 'broken' | 'left';

export interface DeliveryHooks {
  /** Called when this many more tokens of the completion have been sent. */
  onTokens(count: number): void;
  /** Resolves when a stalled request may continue. */
  released(): Promise<void>;
}

/** Sends one answer with its schedule and its fault. Resolves when all is sent or the connection has ended. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: Fault,
  schedule: Schedule,
  hooks: DeliveryHooks,
): Promise<Outcome> {
  const delivery = new Delivery(response, answer, fault, hooks);
  const closed = new Promise<void>((resolve) => response.once('close', resolve));
  try {
    await delivery.run(schedule);
  } catch (error) {
    if (!delivery.clientLeft && !delivery.broken) throw error;
  }
  await closed;
  if (delivery.broken) return 'broken';
  return response.writableFinished ? 'sent' : 'left';
}

class Delivery {
  broken = false;
  readonly #response: ServerResponse;
  readonly #answer: Answer;
  readonly #fault: Fault;
  readonly #hooks: DeliveryHooks;
  readonly #stallAt: number | undefined;
  readonly #breakAt: number | undefined;
  /** Aborts when the connection ends. */
  readonly #end = new AbortController();
  readonly #startedAt = performance.now();
  /** Number of bytes of the body that were sent. */
  #position = 0;

  constructor(response: ServerResponse, answer: Answer, fault: Fault, hooks: DeliveryHooks) {
    this.#response = response;
    this.#answer = answer;
    this.#fault = fault;
    this.#hooks = hooks;
    this.#stallAt = fault.stall === 'headers' ? undefined : bytePosition(answer.frames, fault.stall);
    this.#breakAt = bytePosition(answer.frames, fault.breakAt);
    response.once('close', () => this.#end.abort());
  }

  get clientLeft(): boolean {
    return this.#end.signal.aborted;
  }

  async run({ first, perToken }: Schedule): Promise<void> {
    const { frames, status, contentType, headers: ofHost } = this.#answer;
    const { delayHeaders = 0, delayFirstText = 0, stall, reset, headers } = this.#fault;
    const tokens = frames.reduce((sum, frame) => sum + frame.tokens, 0);
    const atOnce = frames.length === 1;
    await this.#until(delayHeaders + (tokens > 0 ? first : 0) + (atOnce ? tokens * perToken : 0));
    if (stall === 'headers') await this.#unlessEnded(this.#hooks.released());
    if (reset) this.#endWith(() => this.#response.socket?.resetAndDestroy());
    this.#response.writeHead(status, { 'content-type': contentType, ...ofHost, ...headers }).flushHeaders();

    const firstText = this.#now() + delayFirstText;
    let sent = 0;
    for (const frame of frames) {
      if (atOnce || frame.tokens > 0) await this.#until(firstText + sent * perToken);
      await this.#send(frame);
      sent += frame.tokens;
    }
    await this.#atPosition();
    this.#response.end();
  }

  async #send({ bytes, tokens }: Frame): Promise<void> {
    for (let offset = 0; offset < bytes.length;) {
      await this.#atPosition();
      const chunk = bytes.subarray(offset, offset + this.#nextCut() - this.#position);
      const flushed = new Promise((resolve) => this.#response.write(chunk, resolve));
      // A piece that was cut leaves alone; whole frames may leave together.
      if (chunk.length < bytes.length) {
        await this.#unlessEnded(flushed);
        await this.#pause(1);
      }
      offset += chunk.length;
      this.#position += chunk.length;
    }
    if (tokens > 0) this.#hooks.onTokens(tokens);
  }

  /** Applies the fault at the current place. */
  async #atPosition(): Promise<void> {
    this.#end.signal.throwIfAborted();
    if (this.#stallAt === this.#position) await this.#unlessEnded(this.#hooks.released());
    if (this.#breakAt === this.#position) {
      await this.#unlessEnded(new Promise((resolve) => this.#response.write('', resolve)));
      this.#endWith(() => this.#response.destroy());
    }
    if (this.#fault.trickle && this.#position > 0) await this.#pause(this.#fault.trickle.everyMs);
  }

  /** The end of the piece that begins here. */
  #nextCut(): number {
    const { split = [], trickle } = this.#fault;
    const cuts = [...split, this.#stallAt, this.#breakAt, trickle && this.#position + trickle.bytes];
    return Math.min(...cuts.filter((cut) => cut !== undefined && cut > this.#position).map(Number));
  }

  #endWith(end: () => void): never {
    this.broken = true;
    end();
    throw new Error('the fault ended the connection');
  }

  #now(): number {
    return performance.now() - this.#startedAt;
  }

  #until(milliseconds: number): Promise<void> {
    return this.#pause(milliseconds - this.#now());
  }

  async #pause(milliseconds: number): Promise<void> {
    if (milliseconds > 0) await delay(milliseconds, undefined, { signal: this.#end.signal });
  }

  #unlessEnded(promise: Promise<unknown>): Promise<unknown> {
    const ended = new Promise((_, reject) => {
      this.#end.signal.addEventListener('abort', () => reject(new Error('the connection ended')), { once: true });
    });
    return Promise.race([promise, ended]);
  }
}

function bytePosition(frames: readonly Frame[], position: BodyPosition | undefined): number | undefined {
  if (typeof position !== 'object') return position;
  let [bytes, tokens] = [0, 0];
  for (const frame of frames) {
    if (tokens >= position.tokens) break;
    bytes += frame.bytes.length;
    tokens += frame.tokens;
  }
  return bytes;
}
