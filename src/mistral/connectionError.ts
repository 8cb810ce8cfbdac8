import type { ConnectionFailure, TimeoutPhase } from './errors.ts';
import { ConnectionError, TimeoutError } from './errors.ts';
import { type Words, words } from './words.ts';

/**
 * The codes of Node's sockets and of its fetch (undici), and Chromium's names, which a worker and Electron's fetch use.
 * Browsers tell a page nothing: there it stays `unknown`.
 */
const FAILURES: [RegExp, ConnectionFailure][] = [
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, 'refused'],
  [/ENOTFOUND|EAI_|ERR_NAME_/, 'dns'],
  [/CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/, 'tls'],
  [/ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_CONNECTION_(CLOSED|RESET|ABORTED)|ERR_EMPTY_RESPONSE/, 'lost'],
  // What was compressed on the way does not unpack.
  [/Z_(DATA|BUF)_ERROR|ERR_CONTENT_DECODING/, 'lost'],
];
const TIMEOUT = /UND_ERR_(CONNECT|HEADERS)_TIMEOUT|ETIMEDOUT|ERR_(CONNECTION_)?TIMED_OUT/;

/** What a rejected fetch means for the user of `host`. */
export function connectionError(error: unknown, host: string): ConnectionError | TimeoutError {
  const trace = codes(error);
  if (TIMEOUT.test(trace)) {
    const late = words(
      "{0} did not answer in time. Try again; if it stays, check the network and the host's state.",
      host,
    );
    return new TimeoutError('headers', late, { cause: error });
  }
  const reason = FAILURES.find(([pattern]) => pattern.test(trace))?.[1] ?? 'unknown';
  return new ConnectionError(reason, connectionWords(reason, host), { cause: error });
}

/** Codes and messages of an error and its causes; fetch itself only says "fetch failed". */
function codes(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  const inner = Array.isArray(errors) ? errors.map((one) => codes(one, depth + 1)).join(' ') : '';
  return `${typeof code === 'string' ? code : ''} ${error.message} ${codes(error.cause, depth + 1)} ${inner}`;
}

function connectionWords(reason: ConnectionFailure, host: string): Words {
  switch (reason) {
    case 'refused':
      return words('{0} refuses the connection: nothing listens there. Start the server, or check the endpoint.', host);
    case 'dns':
      return words("{0} was not found. Check the endpoint's spelling and the network connection.", host);
    case 'tls':
      return words(
        'No secure connection to {0}: its certificate is not trusted, or it does not speak TLS. Check the endpoint, the proxy and the certificates of this machine.',
        host,
      );
    case 'lost':
      return words('The connection to {0} was lost. Try again; if it stays, check the network and the proxy.', host);
    case 'unknown':
      return words('{0} could not be reached. Check the network connection, the proxy and the endpoint.', host);
  }
}

/** The error for a limit of ours that has passed. */
export function timeoutError(phase: TimeoutPhase, milliseconds: number, host: string): TimeoutError {
  return new TimeoutError(phase, timeoutWords(phase, milliseconds / 1000, host));
}

function timeoutWords(phase: TimeoutPhase, seconds: number, host: string): Words {
  switch (phase) {
    case 'headers':
      return words(
        "{0} did not answer (waited {1} s). Try again; if it stays, check the network and the host's state.",
        host,
        seconds,
      );
    case 'firstText':
      return words(
        '{0} answered but sent no text (waited {1} s). It may be overloaded: try again later.',
        host,
        seconds,
      );
    case 'total':
      return words(
        '{0} did not come to the end of its answer (waited {1} s). Try again; if it stays, lower max_tokens.',
        host,
        seconds,
      );
    case 'idle':
      return words(
        '{0} stopped in the middle of its answer (waited {1} s). Try again; if it stays, check the network.',
        host,
        seconds,
      );
  }
}
