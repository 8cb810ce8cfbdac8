import assert from 'node:assert/strict';
import http from 'node:http';
import tls from 'node:tls';
import { MistralClient } from '../../../src/mistral/client.ts';
import { connectionError } from '../../../src/mistral/errors/connectionError.ts';
import { type ConnectionFailure, ConnectionError } from '../../../src/mistral/errors/errors.ts';
import { Authority } from '../../server/proxy/certificate.ts';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { Proxy } from '../../server/proxy/proxy.ts';
import { failure, REQUEST } from '../../support/client.ts';

// Node's fetch goes through a proxy as VS Code's does: both by undici, whose errors these are.
describe('the way to the host through a proxy', () => {
  const trusted = new Authority();
  const unknown = new Authority('Unknown Authority');
  const authoritiesBefore = tls.getCACertificates('default');
  let server: FimServer;
  let proxy: Proxy;
  let goDirect: (() => void) | undefined;

  /** Sends all requests through a proxy, on new connections. */
  const goThrough = (url: string) => {
    goDirect?.();
    goDirect = http.setGlobalProxyFromEnv({ https_proxy: url });
  };
  const ask = () => new MistralClient({ endpoint: 'https://fim.test', key: 'test-key' }).complete(REQUEST);
  /** The message of a failure before which nothing reaches the server. */
  const fails = async (reason: ConnectionFailure) => {
    const { requests } = server.counts;
    const error = await failure(ask(), ConnectionError);
    assert.equal(error.reason, reason, String(error.cause));
    assert.equal(server.counts.requests, requests);
    return error.message;
  };

  before(async () => {
    server = await startFimServer();
    proxy = await Proxy.start(server.url, trusted.issue('fim.test'));
    tls.setDefaultCACertificates([...authoritiesBefore, trusted.cert]);
  });
  beforeEach(() => {
    proxy.status = 200;
    proxy.show(trusted.issue('fim.test'));
    goThrough(proxy.url);
  });
  after(async () => {
    goDirect?.();
    tls.setDefaultCACertificates(authoritiesBefore);
    await proxy.close();
    await server.close();
  });

  it('leads to the host if the authority is trusted', async () => {
    server.fault({ text: 'alpha' });
    assert.equal((await ask()).text, 'alpha');
    assert.deepEqual(proxy.tunnels, ['fim.test:443']);
  });

  const certificates = [
    ['of an unknown authority', () => unknown.issue('fim.test'), /fim\.test is not trusted on this machine.*system's/],
    ['of another host', () => trusted.issue('else.test'), /for fim\.test shows the certificate of another host/],
    ['that has expired', () => trusted.issue('fim.test', Date.now() - 1000), /of fim\.test has expired.*clock/],
  ] as const;
  for (const [name, issue, expected] of certificates) {
    it(`ends at a certificate ${name}, and nothing is sent`, async () => {
      proxy.show(issue());
      assert.match(await fails('certificate'), expected);
    });
  }

  const refusals = [
    [407, /The proxy on the way to fim\.test wants a sign-in \(407\)\. Put user and password into http\.proxy/],
    [403, /The proxy does not connect to fim\.test \(403\)\. Check http\.proxy and http\.noProxy/],
    [502, /The proxy does not connect to fim\.test \(502\)/],
  ] as const;
  for (const [status, expected] of refusals) {
    it(`ends at a proxy that answers ${status}`, async () => {
      proxy.status = status;
      assert.match(await fails('proxy'), expected);
    });
  }

  it('ends if the proxy cannot be reached, and the message names the proxy', async () => {
    const port = Number(new URL(proxy.url).port);
    await proxy.close();
    const expected = await fails('proxy');
    assert.match(expected, new RegExp(`The proxy 127\\.0\\.0\\.1:${port} cannot be reached\\. Check http\\.proxy`));
    await proxy.listen(port);
    goThrough('http://user:secret@nowhere.invalid:3128');
    assert.match(await fails('proxy'), /The proxy nowhere\.invalid cannot be reached/);
  });

  it("names the proxy's address that VS Code reports, without the password", () => {
    const reports = [
      ['PROXY proxy.test:3128', 'proxy.test:3128'],
      ['PROXY <credentials>@proxy.test:3128', 'proxy.test:3128'],
      ['HTTPS user:secret@proxy.test:3128; DIRECT', 'proxy.test:3128'],
    ] as const;
    for (const [report, address] of reports) {
      const error = new Error(`Failed to establish a socket connection to proxies: ${report}`);
      const { message } = connectionError(error, new URL('https://fim.test'));
      assert.equal(
        message,
        `The proxy ${address} cannot be reached. Check http.proxy in the settings and the network.`,
      );
    }
  });
});
