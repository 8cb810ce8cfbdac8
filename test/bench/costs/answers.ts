import { fill } from '../../../src/fill/fill.ts';
import { CompletionRequest } from '../../../src/completion/requests/completionRequest.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { streamAnswer } from '../../server/answer.ts';
import { tokenize } from '../../server/tokens.ts';

/** Cost of reading a stream whose bytes are all available, in milliseconds. */
export interface AnswerCosts {
  name: string;
  /** The longest time in which nothing else could run. */
  held: number;
  /** From the request to the end. */
  whole: number;
}

const statement = (at: number) =>
  `  const value${at} = compute(${(at * 7919) % 97}, other.field${at}, 'text') ?? [${at}];\n`;
const statements = (count: number, from = 0) => Array.from({ length: count }, (_, at) => statement(from + at)).join('');
const prefix = `${statements(100)}  `;
const suffix = `\n${statements(30, 9_000)}`;
const text = tokenize(statements(2_000, 1_000));
const [language, uri, model] = ['typescript', 'file:///a.ts', 'codestral-latest'];
const head = { id: 'bench', model, created: 1_700_000_000 };
const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2, prompt_tokens_details: { cached_tokens: 0 } };
/** Maximum size of one read of a socket, in bytes (libuv). */
const maxRead = 65_536;
const rounds = 5;

type Read = (client: MistralClient) => Promise<unknown>;

const ghostText: Read = (source) => {
  const context = { prefix, suffix, startLine: 0, language, uri, explicit: false };
  const request = new CompletionRequest(context, model, systemClock, () => undefined);
  return request.run(source, { model, prompt: prefix, suffix }, [], context);
};

const fillSelection: Read = (source) => {
  const gap = { start: prefix.length, end: prefix.length, lead: '' };
  return fill(
    { text: prefix + suffix, gaps: [gap], language, uri },
    0,
    {
      ...{ source, clock: systemClock, emit: () => undefined, cacheKey: 'bench' },
      parameters: { model, temperature: 0, maxTokens: 16_384 },
    },
    () => undefined,
    new AbortController().signal,
  );
};

/** Answers with the default and the largest settings. */
export async function answersCosts(): Promise<AnswerCosts[]> {
  const costs: AnswerCosts[] = [];
  for (const [name, tokens, read] of [
    ['ghost text', 256, ghostText],
    ['fill', 1_024, fillSelection],
    ['fill', 16_384, fillSelection],
  ] as const) {
    for (const isWhole of [true, false]) {
      const title = `${name}, ${tokens} tokens, ${isWhole ? 'as few reads as can be' : 'a read for each token'}`;
      const times: Omit<AnswerCosts, 'name'>[] = [];
      for (let round = 0; round < rounds; round++) times.push(await costOf(read, tokens, isWhole));
      const best = (key: 'held' | 'whole') => Math.min(...times.map((one) => one[key]));
      costs.push({ name: title, held: best('held'), whole: best('whole') });
    }
  }
  return costs;
}

async function costOf(read: Read, tokens: number, isWhole: boolean): Promise<Omit<AnswerCosts, 'name'>> {
  const { frames } = streamAnswer(head, { tokens: text.slice(0, tokens), finishReason: 'stop' }, usage);
  const chunks = frames.map(({ bytes }) => bytes);
  const all = Buffer.concat(chunks);
  const reads = Array.from({ length: Math.ceil(all.length / maxRead) }, (_, at) =>
    Uint8Array.from(all.subarray(maxRead * at, maxRead * (at + 1))),
  );
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of isWhole ? reads : chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const fetch = () => Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
  const client = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'bench', fetch });
  let held = 0;
  let last = performance.now();
  const start = last;
  let timer: NodeJS.Immediate;
  const look = () => {
    held = Math.max(held, performance.now() - last);
    last = performance.now();
    timer = setImmediate(look);
  };
  timer = setImmediate(look);
  await read(client);
  const whole = performance.now() - start;
  await new Promise((resolve) => setImmediate(resolve));
  clearImmediate(timer);
  return { held, whole };
}
