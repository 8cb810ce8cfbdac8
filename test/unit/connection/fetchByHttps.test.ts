import assert from 'node:assert/strict';
import { once } from 'node:events';
import https from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { mock } from 'node:test';
import { createServer } from 'node:tls';
import { type Https, fetchByHttps } from '../../../src/connection/fetchByHttps.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { ConnectionError } from '../../../src/mistral/errors/errors.ts';
import { Authority } from '../../server/proxy/certificate.ts';
import { failure, KEY, REQUEST } from '../../support/client.ts';

const good = JSON.stringify({ choices: [{ message: { content: 'alpha' }, finish_reason: 'stop' }] });
const nothing = 'Content-Length: 0\r\n\r\n';

describe('the fetch by https', () => {
  const certificate = new Authority('Nobody knows').issue('other.test');
  let server: Server;
  const begin = async (one: Server) => {
    server = one.listen(0, '127.0.0.1');
    await once(server, 'listening');
  };
  /** A host that says just this. */
  const says = (raw: string, before = () => {}) => {
    const answer = (socket: Socket) => {
      before();
      socket.end(raw);
    };
    return begin(
      createServer(certificate, (socket) => socket.on('error', () => {}).once('data', () => answer(socket))),
    );
  };
  const connect = (checksCertificates = false) => {
    const send = (url: string, init: RequestInit) =>
      fetchByHttps(https as unknown as Https, url, init, checksCertificates);
    const endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new MistralClient({ endpoint, key: KEY, fetch: send as typeof fetch });
  };
  afterEach(() => {
    mock.timers.reset();
    server.close();
  });

  it('reads an answer whoever gives it', async () => {
    await says(`HTTP/1.1 200 OK\r\nContent-Length: ${good.length}\r\nContent-Type: application/json\r\n\r\n${good}`);
    assert.equal((await connect().complete(REQUEST)).text, 'alpha');
  });

  it('checks the certificate though the environment says that no one does', async () => {
    await says(`HTTP/1.1 200 OK\r\n${nothing}`);
    const { env } = process;
    const before = env.NODE_TLS_REJECT_UNAUTHORIZED;
    env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const error = await failure(connect(true).complete(REQUEST), ConnectionError);
      assert.equal(error.reason, 'certificate');
    } finally {
      if (before === undefined) delete env.NODE_TLS_REJECT_UNAUTHORIZED;
      else env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  const broken = [
    ['999', `HTTP/1.1 999 Denied\r\n${nothing}`],
    ['099', `HTTP/1.1 099 Denied\r\n${nothing}`],
    ['no HTTP', 'plum\r\n\r\n'],
  ] as const;
  for (const [name, raw] of broken) {
    it(`takes an answer that is none for a broken one: ${name}`, async () => {
      await says(raw);
      const error = await failure(connect().complete(REQUEST), ConnectionError);
      assert.equal(error.reason, 'lost');
      assert.match(error.message, /answers with something that is no HTTP/);
    });
  }

  it('tells a host that cannot be reached from one that does not answer', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    await begin(createTcpServer((socket) => void socket.on('error', () => {})));
    const asking = failure(connect().complete(REQUEST), ConnectionError);
    await once(server, 'connection'); // of which TLS never comes about
    mock.timers.tick(10_000);
    const error = await asking;
    assert.equal(error.reason, 'unknown', String(error.cause));
    assert.match(error.message, /could not be reached/);
  });

  it('has no limit of its own once the request has left', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    await says(`HTTP/1.1 200 OK\r\nContent-Length: ${good.length}\r\n\r\n${good}`, () => mock.timers.tick(10_000));
    assert.equal((await connect().complete(REQUEST)).text, 'alpha');
  });
});
