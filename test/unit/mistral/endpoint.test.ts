import assert from 'node:assert/strict';
import {
  apiHost,
  codestralHost,
  fimUrl,
  isLoopback,
  isMistralHost,
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
    assert.ok(['http://localhost', 'http://a.localhost:1', 'http://127.8.9.1', 'http://[::1]'].every(isLoopback));
    assert.ok(!['http://10.0.0.1', 'http://0.0.0.0', 'http://notlocalhost'].some(isLoopback));
  });
});
