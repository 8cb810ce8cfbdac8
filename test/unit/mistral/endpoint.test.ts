import assert from 'node:assert/strict';
import {
  apiHost,
  codestralHost,
  fimUrl,
  isHost,
  isLoopback,
  isMistralHost,
  isUnencrypted,
  parseEndpoint,
} from '../../../src/mistral/endpoint.ts';

describe('endpoint', () => {
  const good: Record<string, string> = {
    'https://api.mistral.ai': apiHost,
    ' https://codestral.mistral.ai/ ': codestralHost,
    'https://api.mistral.ai/v1': apiHost,
    'https://api.mistral.ai/v1/fim/completions/': apiHost,
    'https://example.com/mistral/v1/fim': 'https://example.com/mistral',
    'https://example.com:8443/a/b//': 'https://example.com:8443/a/b',
    'HTTPS://EXAMPLE.com': 'https://example.com',
    'http://localhost:8080/v1/': 'http://localhost:8080',
    'http://127.0.0.1:1': 'http://127.0.0.1:1',
    'http://[::1]:1': 'http://[::1]:1',
    'https://example.com/api/v10': 'https://example.com/api/v10',
  };
  for (const [text, endpoint] of Object.entries(good)) {
    it(`accepts ${text}`, () =>
      assert.deepEqual(parseEndpoint(text), { ok: true, endpoint, origin: new URL(endpoint).origin }));
  }

  const bad: Record<string, RegExp> = {
    '': /not a URL/,
    'api.mistral.ai': /not a URL/,
    'localhost:8080': /whole URL/,
    'ftp://example.com': /whole URL/,
    'http://example.com': /not encrypted/,
    'http://localhost.example.com': /not encrypted/,
    'http://127.0.0.1.example.com': /not encrypted/,
    // VS Code sends these through http.proxy, or asks a name server where they are (1.100.3, 1.139.1).
    'http://127.0.0.2:8080': /not encrypted/,
    'http://127.8.9.1': /not encrypted/,
    'http://model.localhost:8080': /not encrypted/,
    'http://localhost.': /not encrypted/,
    'http://[::ffff:127.0.0.1]': /not encrypted/,
    'http://0.0.0.0:8080': /not encrypted/,
    'http://192.168.1.7': /not encrypted/,
    'https://me:secret@example.com': /user name or password/,
    'https://example.com/?key=secret': /query/,
    'https://example.com/#secret': /fragment/,
  };
  for (const [text, message] of Object.entries(bad)) {
    it(`rejects "${text}" and does not repeat it`, () => {
      const parsed = parseEndpoint(text);
      assert.ok(!parsed.ok);
      assert.match(parsed.message, message);
      assert.doesNotMatch(parsed.message, /secret/);
    });
  }

  it('adds the path of the FIM call', () => {
    assert.equal(fimUrl('https://example.com/mistral'), 'https://example.com/mistral/v1/fim/completions');
  });

  it("knows Mistral's hosts and no look-alikes", () => {
    assert.ok([apiHost, codestralHost, 'https://api.eu.mistral.ai'].every(isMistralHost));
    const others = ['http://api.mistral.ai', 'https://mistral.ai', 'https://api.mistral.ai.example.com'];
    assert.ok(!others.some(isMistralHost));
  });

  it('knows loopback addresses', () => {
    assert.ok(['http://localhost', 'http://LOCALHOST:1', 'http://127.0.0.1', 'http://[::1]'].every(isLoopback));
    const others = [
      'http://10.0.0.1',
      'http://0.0.0.0',
      'http://notlocalhost',
      'http://a.localhost',
      'http://127.0.0.2',
    ];
    assert.ok(!others.some(isLoopback));
  });

  const allowed: [host: string, good: string[], bad: string[]][] = [
    ['gpu.lan', ['http://gpu.lan', 'http://GPU.lan:8080/v1'], ['http://a.gpu.lan', 'http://gpu.lan.example.com']],
    [' GPU.lan:8080 ', ['http://gpu.lan:8080'], ['http://gpu.lan', 'http://gpu.lan:8081', 'http://gpu.lan:80801']],
    ['gpu.lan:80', ['http://gpu.lan'], ['http://gpu.lan:8080']],
    ['192.168.1.7', ['http://192.168.1.7:1'], ['http://192.168.1.70', 'http://192.168.1.8']],
    ['[fd00::1]:8080', ['http://[fd00:0::1]:8080'], ['http://[fd00::1]']],
    ['*', [], ['http://gpu.lan']],
    ['', [], ['http://gpu.lan']],
    ['gpu.lan/path', [], ['http://gpu.lan/path']],
    ['me@gpu.lan', [], ['http://gpu.lan']],
  ];
  for (const [host, good, bad] of allowed) {
    it(`accepts http at "${host}" if the user lists it, and nowhere else`, () => {
      for (const text of good) assert.ok(parseEndpoint(text, [host]).ok, text);
      for (const text of bad) assert.ok(!parseEndpoint(text, [host]).ok, text);
      assert.equal(isHost(host), good.length > 0);
    });
  }

  it('tells which requests can be read on their way', () => {
    assert.ok(['http://gpu.lan', 'http://127.0.0.2'].every(isUnencrypted));
    assert.ok(!['https://gpu.lan', 'http://localhost:1', apiHost].some(isUnencrypted));
  });
});
