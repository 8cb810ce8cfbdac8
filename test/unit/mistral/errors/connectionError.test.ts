import assert from 'node:assert/strict';
import { connectionError } from '../../../../src/mistral/errors/connectionError.ts';
import type { ConnectionFailure } from '../../../../src/mistral/errors/errors.ts';
import { ConnectionError, TimeoutError } from '../../../../src/mistral/errors/errors.ts';

const coded = (code: string, message = 'x'): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

const url = new URL('https://example.com/v1');

describe('connectionError', () => {
  const cases: [string, unknown, ConnectionFailure][] = [
    ['ECONNREFUSED', coded('ECONNREFUSED'), 'refused'],
    [
      'two addresses that refuse',
      new TypeError('fetch failed', { cause: new AggregateError([coded('ECONNREFUSED')]) }),
      'refused',
    ],
    ['ENOTFOUND', coded('ENOTFOUND'), 'dns'],
    ['EAI_AGAIN', coded('EAI_AGAIN'), 'dns'],
    ['self-signed', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate'],
    ['wrong name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate'],
    ['unknown issuer', coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'certificate'],
    ['no TLS', coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'tls'],
    ['ECONNRESET', coded('ECONNRESET'), 'lost'],
    ['UND_ERR_SOCKET', coded('UND_ERR_SOCKET'), 'lost'],
    ['Chromium, refused', new Error('net::ERR_CONNECTION_REFUSED'), 'refused'],
    ['Chromium, name', new Error('net::ERR_NAME_NOT_RESOLVED'), 'dns'],
    ['Chromium, certificate', new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'certificate'],
    ['no HTTP', coded('HPE_INVALID_CONSTANT'), 'lost'],
    ['unreachable', coded('EHOSTUNREACH'), 'unknown'],
    ['no connection within the limit of fetch', coded('UND_ERR_CONNECT_TIMEOUT'), 'unknown'],
    ['no connection within the limit of the system', coded('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443'), 'unknown'],
    ['Chromium, no connection in time', new Error('net::ERR_CONNECTION_TIMED_OUT'), 'unknown'],
    ['a browser, which says nothing', new TypeError('Failed to fetch'), 'unknown'],
    ['no error at all', 'x', 'unknown'],
  ];
  for (const [name, cause, reason] of cases) {
    it(`${name}: ${reason}`, () => {
      const error = connectionError(cause, url);
      assert.ok(error instanceof ConnectionError);
      assert.equal(error.reason, reason);
      assert.match(error.message, /example\.com/);
    });
  }

  it("maps the platform's time limit for an answer to a time-out", () => {
    for (const code of ['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT']) {
      assert.ok(connectionError(coded(code), url) instanceof TimeoutError);
    }
  });
});
