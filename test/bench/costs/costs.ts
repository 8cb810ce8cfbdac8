import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { surroundings } from '../../../src/completion/surroundings.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { streamAnswer } from '../../server/answer.ts';
import { tokenize } from '../../server/tokens.ts';
import { Document, type Position } from '../typing/editor/document.ts';
import { type Engine, infill, type World } from '../typing/engines/engines.ts';
import { quantile } from '../typing/figures.ts';
import { settled, VirtualTime } from '../../support/clock.ts';

/** Costs of the engine on this machine: real time and memory, so they vary a little. */
export interface Costs {
  /** Microseconds for one key, with reading the document around it, by the length of the file. */
  keystroke: { lines: number; p50: number; p99: number }[];
  streamMegabytesPerSecond: number;
  /** Bytes after half of the keys, and after all. */
  heap: { keys: number; half: number; all: number };
  /** Null where the extension does not build. */
  bundleBytes: number | null;
}

/** The typed text: no two lines are the same. */
const typedLine = (number: number) =>
  `  const parcel = store.find(parcels, (one) => one.id === wanted.id + ${number});`;
const fileLine = 'export function weight(parcel: Parcel): number { return parcel.weights.reduce(add, 0); }\n';

export async function costs(): Promise<Costs> {
  return {
    keystroke: [await keystroke(100), await keystroke(100_000)],
    streamMegabytesPerSecond: await streamSpeed(),
    heap: await heap(100_000),
    bundleBytes: await bundleSize(),
  };
}

/** Types over the lines of a file; every other line contradicts the model. */
export class Typing {
  readonly #document: Document;
  readonly #engine: Engine;
  readonly #clock = new VirtualTime();
  #cursor: Position;
  #number = 0;
  #line = '';

  constructor(lines: number, preambleFor?: World['preambleFor']) {
    this.#document = new Document(fileLine.repeat(lines));
    this.#cursor = { line: Math.floor(lines / 2), character: 0 };
    const fetch = saying(() => typedLine(this.#number), this.#clock);
    const client = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'bench', fetch, clock: this.#clock });
    this.#engine = infill({ clock: this.#clock, client, ...(preambleFor && { preambleFor }) });
  }

  /** @returns the microseconds until the engine is done with the key, or waits for an answer */
  async key(): Promise<number> {
    if (this.#cursor.character === this.#line.length) this.#nextLine();
    const typed = this.#line[this.#cursor.character]!;
    this.#cursor = this.#document.replace(this.#cursor, this.#cursor, typed);
    const signal = new AbortController();
    const start = performance.now();
    this.#engine.changed(this.#context(), true, typed);
    const answer = this.#engine.complete(this.#context(), signal.signal);
    await settled();
    const took = performance.now() - start;
    await this.#clock.run(this.#clock.until(this.#clock.now() + 140));
    signal.abort();
    await answer;
    return 1000 * took;
  }

  #nextLine(): void {
    const line = (this.#cursor.line + 1) % this.#document.count;
    this.#number++;
    this.#line = this.#number % 2 === 0 ? typedLine(this.#number) : typedLine(this.#number).replace('one', 'any');
    this.#cursor = { line, character: 0 };
    this.#document.replace(this.#cursor, { line, character: this.#document.text(line).length }, '');
  }

  #context() {
    const { line, character } = this.#cursor;
    const around = surroundings(this.#document, line, character, { prefixTokens: 2_000, suffixTokens: 500 });
    return { ...around, language: 'typescript', uri: 'file:///costs.ts', explicit: false };
  }
}

/** The best of some rounds, since other work of the machine only adds time. */
export async function keystroke(
  lines: number,
  preambleFor?: World['preambleFor'],
): Promise<Costs['keystroke'][number]> {
  const typing = new Typing(lines, preambleFor);
  const round = async () => {
    const times: number[] = [];
    for (let key = 0; key < 1_000; key++) times.push(await typing.key());
    return times;
  };
  await round(); // warms up
  const rounds = [await round(), await round(), await round(), await round(), await round()];
  const best = (share: number) => Math.min(...rounds.map((times) => quantile(times, share)!));
  return { lines, p50: best(0.5), p99: best(0.99) };
}

async function heap(keys: number): Promise<Costs['heap']> {
  const collect = collector();
  const typing = new Typing(100);
  const after = async (count: number) => {
    for (let key = 0; key < count; key++) await typing.key();
    collect();
    return process.memoryUsage().heapUsed;
  };
  return { keys, half: await after(keys / 2), all: await after(keys / 2) };
}

export function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const head = { id: 'bench', model: 'codestral-latest', created: 1_700_000_000 };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2, prompt_tokens_details: { cached_tokens: 0 } };

/** Returns the rest of the line after a delay. */
function saying(wanted: () => string, clock: VirtualTime): typeof fetch {
  return async (_url, init) => {
    await clock.until(clock.now() + 100);
    const { prompt } = JSON.parse(init!.body as string) as { prompt: string };
    const typed = prompt.slice(prompt.lastIndexOf('\n') + 1);
    const tokens = tokenize(wanted().startsWith(typed) ? wanted().slice(typed.length) : 'nothing');
    return eventStream(streamAnswer(head, { tokens, finishReason: 'stop' }, usage).frames.map(({ bytes }) => bytes));
  };
}

function eventStream(chunks: readonly Uint8Array[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** From bytes in pieces of network packets to pieces of text, by the client. */
async function streamSpeed(): Promise<number> {
  const tokens = tokenize(fileLine.repeat(1_000));
  const { frames } = streamAnswer(head, { tokens, finishReason: 'stop' }, usage);
  const bytes = Buffer.concat(frames.map((frame) => frame.bytes));
  const chunks = Array.from({ length: Math.ceil(bytes.length / 16_384) }, (_, index) =>
    bytes.subarray(16_384 * index, 16_384 * (index + 1)),
  );
  const fetch = () => Promise.resolve(eventStream(chunks));
  const client = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'bench', fetch });
  let best = 0;
  for (let round = 0; round < 5; round++) {
    await settled();
    const start = performance.now();
    for await (const chunk of client.stream({ model: 'codestral-latest', prompt: 'x' })) if (chunk.finishReason) break;
    best = Math.max(best, bytes.length / 1000 / (performance.now() - start));
  }
  return best;
}

/** Size of the packaged bundle. */
async function bundleSize(): Promise<number | null> {
  const root = join(import.meta.dirname, '../../..');
  try {
    await promisify(execFile)(process.execPath, ['esbuild.mjs'], { cwd: root });
  } catch {
    return null;
  }
  return statSync(join(root, 'dist/extension.cjs')).size;
}
