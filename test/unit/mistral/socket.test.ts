import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { MistralClient } from '../../../src/mistral/client.ts';
import { BodyError, ConnectionError } from '../../../src/mistral/errors/errors.ts';
import { ManualClock } from '../../support/clock.ts';
import { DONE, event, failure, KEY, read, REQUEST } from '../../support/client.ts';
import type { Loopback } from '../../support/loopback.ts';
import { listen } from '../../support/loopback.ts';

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('the socket', () => {
  let server: Loopback;
  const connect = (): MistralClient => new MistralClient({ endpoint: server.endpoint, key: KEY });
  const endless = (): Promise<Loopback> =>
    listen((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event('a'));
    });
  afterEach(() => server.stop());

  it('ends when the iteration is broken off', async () => {
    server = await endless();
    const { signal } = new AbortController();
    for await (const chunk of connect().stream(REQUEST, { signal })) {
      assert.equal(chunk.text, 'a');
      break;
    }
    await server.closed(0);
    assert.equal(listeners(signal), 0);
  });

  it('ends when the caller aborts in mid-stream, which throws the reason', async () => {
    server = await endless();
    const controller = new AbortController();
    const reason = new Error('typed on');
    const reading = (async () => {
      for await (const chunk of connect().stream(REQUEST, controller)) {
        assert.equal(chunk.text, 'a');
        queueMicrotask(() => controller.abort(reason));
      }
    })();
    await assert.rejects(reading, reason);
    await server.closed(0);
    assert.equal(listeners(controller.signal), 0);
  });

  it('ends when the caller aborts before the headers', async () => {
    const controller = new AbortController();
    server = await listen(() => controller.abort());
    await assert.rejects(connect().complete(REQUEST, controller), { name: 'AbortError' });
    await server.closed(0);
    assert.equal(listeners(controller.signal), 0);
  });

  it('is not opened for a signal that is aborted already', async () => {
    server = await endless();
    await assert.rejects(connect().complete(REQUEST, { signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.equal(server.sockets.length, 0);
  });

  it('gives no chunk after the abort', async () => {
    server = await listen((_, response) => response.end(event('a', 'stop') + event('b') + DONE));
    const controller = new AbortController();
    const texts: string[] = [];
    const reading = (async () => {
      for await (const chunk of connect().stream(REQUEST, controller)) {
        texts.push(chunk.text);
        controller.abort();
      }
    })();
    await assert.rejects(reading, { name: 'AbortError' });
    assert.deepEqual(texts, ['a']);
  });

  it('serves the next request after a stream was read to its end', async () => {
    server = await listen((_, response) => response.end(event('a', 'stop') + DONE));
    const { signal } = new AbortController();
    const client = connect();
    for (let i = 0; i < 5; i++) {
      assert.equal((await read(client.stream(REQUEST, { signal }))).text, 'a');
      await new Promise(setImmediate); // the connection is free when the end of the body has been read
    }
    assert.equal(server.sockets.length, 1);
    assert.equal(listeners(signal), 0);
  });

  it('ends with its client: that of a running request and that of a complete response that does not end', async () => {
    let requests = 0;
    const whenClosed: Promise<unknown>[] = [];
    server = await listen((_, response) => {
      whenClosed.push(once(response, 'close'));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(requests++ === 0 ? event('a', 'stop') + DONE : event('a'));
    });
    const clock = new ManualClock();
    const over = new AbortController();
    const client = new MistralClient({ endpoint: server.endpoint, key: KEY, clock, signal: over.signal });
    assert.equal((await read(client.stream(REQUEST))).text, 'a');
    const reason = new Error('the end');
    const running = (async () => {
      for await (const { text } of client.stream(REQUEST)) {
        assert.equal(text, 'a');
        over.abort(reason);
        assert.equal(clock.pending, 0);
      }
    })();
    await assert.rejects(running, reason);
    await Promise.all(whenClosed);
    assert.equal(clock.pending, 0);
    assert.equal(listeners(over.signal), 0);
    await assert.rejects(client.models(), reason);
    assert.equal(requests, 2);
  });

  it('never follows a redirect with the key', async () => {
    const elsewhere = await endless();
    server = await listen((_, response) => response.writeHead(307, { location: elsewhere.endpoint }).end());
    await failure(connect().complete(REQUEST), BodyError);
    assert.equal(elsewhere.sockets.length, 0);
    await elsewhere.stop();
  });

  it('distinguishes a refused connection from one without TLS', async () => {
    server = await endless();
    const refused = await listen(() => undefined);
    await refused.stop();
    const hosts = [
      [refused.endpoint, 'refused'],
      [server.endpoint.replace('http:', 'https:'), 'tls'],
    ] as const;
    for (const [endpoint, reason] of hosts) {
      const error = await failure(new MistralClient({ endpoint, key: KEY }).complete(REQUEST), ConnectionError);
      assert.equal(error.reason, reason, String(error.cause));
    }
  });
});
