import { setTimeout as delay } from 'node:timers/promises';
import { errorBodies } from '../server/errorBodies.ts';
import type { Fault } from '../server/faults.ts';
import type { BenchServer } from '../bench/window/server.ts';

/** Faults of the host, in turn; `away`: it is closed, and starts again at the same port. */
const spells: [name: string, fault: Fault | 'away'][] = [
  ['429', { status: 429, body: errorBodies.rateLimited }],
  ['500', { status: 500 }],
  ['reset', { reset: true }],
  ['stall before the headers', { stall: 'headers' }],
  ['offline', 'away'],
  ['stall in the stream', { stall: { tokens: 3 } }],
  ['cut off', { breakAt: { tokens: 3 } }],
  ['trickle', { trickle: { bytes: 40, everyMs: 30 } }],
];

/** Duration of good times and of faults, in milliseconds. */
const wellMs = 20_000;
const spellMs = 8_000;

/** Faults that come and go while the user types. */
export class Spells {
  readonly #server: BenchServer;
  readonly #end = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  /** How often each fault has come. */
  readonly counts = new Map<string, number>();

  constructor(server: BenchServer) {
    this.#server = server;
  }

  /** Adds one fault after the other until `stop`. */
  async run(): Promise<void> {
    const { signal } = this.#end;
    for (let round = 0; !signal.aborted; round++) {
      await delay(wellMs, undefined, { signal }).catch(() => undefined);
      await this.inCalm(() => this.#spell(...spells[round % spells.length]!));
    }
  }

  /** Runs work without faults: the next fault waits for its end. */
  inCalm<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  stop(): void {
    this.#end.abort();
  }

  async #spell(name: string, fault: Fault | 'away'): Promise<void> {
    const server = this.#server;
    if (this.#end.signal.aborted) return;
    const port = Number(new URL(server.url).port);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    if (fault === 'away') await server.close();
    else server.faults.add(fault, { times: Infinity });
    await delay(spellMs, undefined, { signal: this.#end.signal }).catch(() => undefined);
    if (fault === 'away') await server.listen(port);
    server.faults.clear();
    server.release();
  }
}
