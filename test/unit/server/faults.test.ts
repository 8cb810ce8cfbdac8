import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { startFimServer } from '../../server/fimServer.ts';
import type { FimServer } from '../../server/fimServer.ts';

describe("the FIM server's faults", () => {
  let server: FimServer;
  const ask = (stream = true, signal?: AbortSignal) =>
    fetch(`${server.url}/v1/fim/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-key', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'codestral-latest', prompt: 'const one', stream }),
      redirect: 'manual',
      ...(signal && { signal }),
    });

  before(async () => {
    server = await startFimServer({ files: new Map([['one.ts', 'const one = 1 + 2 + 3;\n']]) });
  });
  afterEach(() => server.reset());
  after(() => server.close());

  it('happen once, in their order, then nothing fails', async () => {
    server.fault([{ status: 500 }, { status: 418, body: { message: 'tea' }, headers: { 'x-more': 'yes' } }]);
    const [first, second, third] = [await ask(), await ask(), await ask()];
    assert.deepEqual([first.status, second.status, third.status], [500, 418, 200]);
    assert.deepEqual(await first.json(), { message: 'Internal Server Error' });
    assert.equal(second.headers.get('x-more'), 'yes');
    assert.deepEqual(await second.json(), { message: 'tea' });
    assert.match(await third.text(), /\[DONE\]/);
  });

  it('happen as often as set, or until cleared', async () => {
    server.fault({ status: 503 }, { times: 2 });
    assert.deepEqual([(await ask()).status, (await ask()).status, (await ask()).status], [503, 503, 200]);
    server.fault({ status: 503 }, { times: Infinity });
    assert.deepEqual([(await ask()).status, (await ask()).status], [503, 503]);
    server.clearFaults();
    assert.equal((await ask()).status, 200);
  });

  it('wait for a request to their path', async () => {
    server.fault({ status: 500 }, { path: '/v1/models' });
    assert.equal((await ask()).status, 200);
    assert.equal((await fetch(`${server.url}/v1/models`)).status, 500);
  });

  it('replace content type, body and place', async () => {
    server.fault({ body: '<html>', headers: { 'content-type': 'text/html' } });
    const page = await ask();
    assert.equal(page.headers.get('content-type'), 'text/html');
    assert.equal(await page.text(), '<html>');
    server.fault({ status: 307, headers: { location: 'https://example.com/' }, body: '' });
    assert.equal((await ask()).headers.get('location'), 'https://example.com/');
    server.fault({ body: new Uint8Array([0xff, 0, 0x80]) });
    assert.deepEqual(await (await ask()).bytes(), new Uint8Array([0xff, 0, 0x80]));
  });

  const texts = ['', ' \n\t', 'a\0b\ud800c', 'é😀'.repeat(50_000)];
  for (const said of texts) {
    it(`make the model answer ${JSON.stringify(said.slice(0, 10))} (${said.length} characters)`, async () => {
      server.fault({ text: said });
      const answer = (await (await ask(false)).json()) as { choices: { message: { content: string } }[] };
      assert.equal(answer.choices[0]?.message.content, said);
      assert.equal(server.requests[0]?.answerText, said);
    });
  }

  it('cut the body at the given bytes, each piece a separate chunk', async () => {
    server.fault({ body: 'abcdefgh', split: [1, 3, 4] });
    assert.deepEqual(await chunks(server.url), ['a', 'bc', 'd', 'efgh']);
    server.fault({ body: 'abcdefgh', trickle: { bytes: 3, everyMs: 1 } });
    assert.deepEqual(await chunks(server.url), ['abc', 'def', 'gh']);
  });

  it('break the connection before a byte, after the last one, too', async () => {
    for (const breakAt of [0, 3, 8]) {
      server.fault({ body: 'abcdefgh', breakAt });
      const received: string[] = [];
      await assert.rejects(async () => {
        for await (const bytes of (await ask()).body ?? []) received.push(Buffer.from(bytes).toString());
      });
      assert.equal(received.join(''), 'abcdefgh'.slice(0, breakAt));
    }
    assert.equal(server.counts.closedByClient, 0);
  });

  it('reset the connection', async () => {
    server.fault({ reset: true });
    await assert.rejects(ask());
    assert.equal(server.requests.length, 1);
  });

  it('stall before the headers and within the body until released', async () => {
    for (const stall of ['headers', 0, { tokens: 2 }] as const) {
      server.fault({ stall });
      const request = server.waitForRequest();
      const answer = ask().then((response) => response.text());
      await request;
      const over = await Promise.race([answer, tick()]);
      assert.equal(over, 'not yet');
      server.release();
      assert.match(await answer, /\[DONE\]/);
    }
  });

  it('do not stall a request that was released before its stall', async () => {
    server.fault({ delayHeaders: 20, stall: { tokens: 2 } });
    const answer = ask();
    await server.waitForRequest(1);
    server.release();
    assert.match(await (await answer).text(), /\[DONE\]/);
    server.fault({ stall: 'headers' });
    const next = ask();
    await server.waitForRequest(2);
    assert.equal(await Promise.race([next, tick()]), 'not yet');
    server.release();
    await (await next).text();
  });

  it('end with the client', async () => {
    for (const stall of ['headers', 0, { tokens: 2 }] as const) {
      server.reset();
      server.fault({ stall });
      const leave = new AbortController();
      const answer = ask(true, leave.signal).then((response) => response.text());
      const request = await server.waitForRequest(1);
      leave.abort();
      await assert.rejects(answer);
      await request.done;
      assert.equal(request.closedByClient, true);
      assert.equal(server.counts.closedByClient, 1);
    }
  });

  it('delay the headers and the first text', async () => {
    server.fault({ delayHeaders: 30, delayFirstText: 30 });
    const start = performance.now();
    const response = await ask();
    assert.ok(performance.now() - start >= 29);
    await response.text();
    assert.ok(performance.now() - start >= 59);
  });
});

describe('the records of the FIM server', () => {
  const files = new Map([['one.ts', 'const one = 1;\n']]);
  let server: FimServer;
  afterEach(() => server.close());

  it('count requests and tokens, and have no key', async () => {
    server = await startFimServer({ files });
    const body = JSON.stringify({ model: 'codestral-latest', prompt: 'const one', prompt_cache_key: 'k' });
    const post = (authorization: string) =>
      fetch(`${server.url}/v1/fim/completions`, { method: 'POST', headers: { authorization }, body });
    await (await post('Bearer test-key')).text();
    await (await post('Bearer test-key')).text();
    await (await post('Bearer secret')).text();
    assert.deepEqual(
      server.requests.map(({ authorized, answerText }) => [authorized, answerText]),
      [
        [true, ' = 1;\n'],
        [true, ' = 1;\n'],
        [false, ''],
      ],
    );
    assert.doesNotMatch(JSON.stringify(server.requests), /secret|test-key/);
    await Promise.all(server.requests.map(({ done }) => done));
    assert.deepEqual(server.counts, {
      requests: 3,
      promptTokens: 4,
      cachedTokens: 0,
      completionTokens: 8,
      closedByClient: 0,
    });
  });

  it('show its schedule by the clock', async () => {
    const latency = { firstToken: 20, sigma: 0, perToken: 5 };
    server = await startFimServer({ files, latency });
    const start = performance.now();
    const response = await fetch(`${server.url}/v1/fim/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-key' },
      body: JSON.stringify({ model: 'codestral-latest', prompt: 'const one', stream: true }),
    });
    await response.text();
    assert.ok(performance.now() - start >= 34);
  });
});

/** The chunks of a response's chunked encoding, read from the socket, since fetch joins them. */
async function chunks(url: string): Promise<string[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  const [, body = ''] = (await text(socket)).split('\r\n\r\n', 2);
  return body.split('\r\n').filter((_, index) => index % 2 === 1);
}

/** Enough time for a request and its answer on the same loop. */
async function tick(): Promise<string> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  return 'not yet';
}
