import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { MistralClient } from '../../../src/mistral/client.ts';
import { TimeoutError } from '../../../src/mistral/errors/errors.ts';
import { ManualClock } from '../../support/clock.ts';
import { answering, chunked, client, DONE, event, failure, json, read, REQUEST, sse } from '../../support/client.ts';

const timeouts = { headersMs: 1, firstTextMs: 20, idleMs: 300, totalMs: 5_000 };
const open =
  (...chunks: string[]): (() => Response) =>
  () =>
    new Response(chunked(chunks, 'open'));

describe('time-outs', () => {
  let clock: ManualClock;
  let controller: AbortController;
  const connect = (send: typeof fetch): MistralClient => client(send, { clock, timeouts });
  beforeEach(() => {
    clock = new ManualClock();
    controller = new AbortController();
  });

  /** After a call no timer runs and no listener remains. */
  function assertClean(): void {
    assert.equal(clock.pending, 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  }

  const never = (() => new Promise(() => undefined)) as typeof fetch;
  const cases: [string, typeof fetch, keyof typeof timeouts, string][] = [
    ['before the headers', never, 'headersMs', ''],
    ['before the first byte', answering(open()).fetch, 'firstTextMs', ''],
    ['before the first text', answering(open(': hi\n\n', event(null))).fetch, 'firstTextMs', ''],
    ['in mid-stream', answering(open(event('a'), event('b'))).fetch, 'idleMs', 'ab'],
    ['in mid-JSON', answering(open('{"choices"')).fetch, 'idleMs', ''],
  ];
  for (const [name, send, limit, received] of cases) {
    it(name, async () => {
      const reading = read(connect(send).stream(REQUEST, controller));
      await clock.runOut((milliseconds) => milliseconds === timeouts[limit]);
      const { error } = await reading;
      assert.ok(error instanceof TimeoutError, String(error));
      assert.equal(`${error.phase}Ms`, limit);
      assert.equal(error.received, received);
      assert.match(error.message, /api\.mistral\.ai .*waited 0\.\d+ s/);
      assertClean();
    });
  }

  const lists: [string, typeof fetch, keyof typeof timeouts][] = [
    ['before the headers of a list of models', never, 'headersMs'],
    ['in the middle of a list of models', answering(open('{"data":[')).fetch, 'idleMs'],
  ];
  for (const [name, send, limit] of lists) {
    it(name, async () => {
      const asking = failure(connect(send).models(controller), TimeoutError);
      await clock.runOut((milliseconds) => milliseconds === timeouts[limit]);
      assert.equal(`${(await asking).phase}Ms`, limit);
      assertClean();
    });
  }

  it('end a response that trickles without end', async () => {
    const every = timeouts.idleMs - 1;
    const trickle = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(event('a'))),
      pull: async (controller) => {
        await new Promise<void>((resolve) => clock.setTimeout(resolve, every));
        controller.enqueue(new TextEncoder().encode(event('a')));
      },
    });
    const reading = read(connect(answering(() => new Response(trickle)).fetch).stream(REQUEST, controller));
    const chunks = Math.floor(timeouts.totalMs / every);
    for (let chunk = 1; chunk <= chunks; chunk++) await clock.runOut((milliseconds) => milliseconds === every);
    await clock.runOut((milliseconds) => milliseconds === timeouts.totalMs - chunks * every);
    const { error } = await reading;
    assert.ok(error instanceof TimeoutError && error.phase === 'total', String(error));
    assert.match(error.message, /did not come to the end of its answer \(waited 5 s\)/);
    assert.equal(error.received, 'a'.repeat(1 + chunks));
  });

  it('do not count while the caller works on a chunk', async () => {
    for await (const chunk of connect(answering(sse(event('a'), event('b'), DONE)).fetch).stream(REQUEST, controller)) {
      assert.equal(clock.pending, 0, chunk.text);
    }
  });

  it('do not affect a finished completion', async () => {
    const reading = read(connect(answering(open(event('a', 'stop'))).fetch).stream(REQUEST, controller));
    await clock.runOut((milliseconds) => milliseconds === timeouts.idleMs);
    const { error, text } = await reading;
    assert.deepEqual([error, text], [null, 'a']);
  });

  it('do not keep a connection whose response does not end after [DONE]', async () => {
    const { text } = await read(connect(answering(open(event('a'), DONE)).fetch).stream(REQUEST, controller));
    assert.equal(text, 'a');
    await clock.runOut();
    assertClean();
  });

  it('are set for the client and for one call; Infinity sets none', async () => {
    const calm = { headersMs: Infinity, firstTextMs: Infinity, idleMs: Infinity, totalMs: Infinity };
    const reading = read(
      connect(answering(open(event('a'))).fetch).stream(REQUEST, {
        signal: controller.signal,
        timeouts: { ...calm, idleMs: 7 },
      }),
    );
    await clock.runOut((milliseconds) => milliseconds === 7);
    await reading;
    assert.deepEqual(clock.waited, [7]);
  });

  it('of an error response keep its status, and wait no longer for a body that trickles', async () => {
    const trickle = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise<void>((resolve) => clock.setTimeout(resolve, timeouts.idleMs - 1));
        controller.enqueue(new TextEncoder().encode(' '));
      },
    });
    const response = (): Response => new Response(trickle, { status: 503 });
    const reading = read(connect(answering(response).fetch).stream(REQUEST, controller));
    await clock.onWait((milliseconds) => milliseconds === timeouts.idleMs);
    await clock.runOut((milliseconds) => milliseconds === timeouts.idleMs - 1);
    await clock.runOut((milliseconds) => milliseconds === 1);
    assert.equal(((await reading).error as { status?: number }).status, 503);
  });

  it('leave no timer and no listener after a response, an error and an early end', async () => {
    const done = { choices: [{ message: { content: 'a' }, finish_reason: 'stop' }] };
    await connect(answering(json(done)).fetch).complete(REQUEST, controller);
    await read(connect(answering(json({}, 500)).fetch).stream(REQUEST, controller));
    for await (const chunk of connect(answering(sse(event('a'), event('b'))).fetch).stream(REQUEST, controller)) {
      if (chunk.text === 'a') break;
    }
    await new Promise(setImmediate);
    assertClean();
  });
});
