import assert from 'node:assert/strict';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { place } from '../../support/place.ts';

/** The machine's clock, with the running timers. */
function countingClock(): Clock & { pending: Set<unknown> } {
  const pending = new Set<unknown>();
  return {
    ...systemClock,
    pending,
    setTimeout(callback, milliseconds) {
      const timer = systemClock.setTimeout(() => {
        pending.delete(timer);
        callback();
      }, milliseconds);
      pending.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      pending.delete(timer);
      systemClock.clearTimeout(timer);
    },
  };
}

describe('the end of the engine', () => {
  let server: FimServer;
  before(async () => void (server = await startFimServer()));
  afterEach(() => server.reset());
  after(() => server.close());

  const begin = () => {
    const clock = countingClock();
    const events: EngineEvent[] = [];
    const engine = new CompletionEngine({ clock, emit: (event) => void events.push(event), cacheKey: 'key' });
    const source = new MistralClient({ endpoint: server.url, key: 'test-key', clock });
    engine.configure({ source, debounce: 5_000, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 });
    const ask = (drawing: string, explicit = true) =>
      engine.complete(place(drawing, { uri: `file:///${drawing}`, explicit }), new AbortController().signal);
    return { clock, events, engine, ask };
  };

  it('leaves no socket, timer or request, while one call waits for the host and one for the debounce', async () => {
    const { clock, events, engine, ask } = begin();
    server.fault({ stall: 'headers' });
    const silent = ask('silent = █');
    const request = await server.waitForRequest(1);
    const waiting = ask('waits = █', false);
    assert.ok(clock.pending.size > 0);

    engine.dispose();
    assert.deepEqual([await silent, await waiting], [null, null]);
    await request.done;
    assert.equal(request.closedByClient, true);
    assert.equal(clock.pending.size, 0);
    assert.deepEqual(
      events.map(({ type }) => type).filter((type) => type === 'requested' || type === 'ended'),
      ['requested', 'ended'],
    );
  });

  it('leaves none while ghost text is in view and its stream goes on', async () => {
    const { clock, events, engine, ask } = begin();
    server.fault({ text: 'one\ntwo three four', stall: { tokens: 3 } });
    assert.ok(await ask('shown = █'));
    const request = await server.waitForRequest(1);
    assert.ok(clock.pending.size > 0);

    engine.dispose();
    await request.done;
    assert.equal(request.closedByClient, true);
    assert.equal(clock.pending.size, 0);
    assert.ok(!events.some(({ type }) => type === 'shown'));
  });

  it('is final: later calls of VS Code resolve without text', async () => {
    const { clock, engine, ask } = begin();
    engine.dispose();
    assert.equal(await ask('late = █'), null);
    engine.changed(place('late = 1█'));
    assert.equal(clock.pending.size, 0);
    assert.deepEqual(server.requests, []);
  });
});
