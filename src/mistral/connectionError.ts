import type { ConnectionFailure, TimeoutPhase } from './errors.ts';
import { ConnectionError, TimeoutError } from './errors.ts';

/**
 * The codes of Node's sockets and of its fetch (undici), and Chromium's names, which a worker and Electron's fetch use.
 * Browsers tell a page nothing: there it stays `unknown`.
 */
const FAILURES: [RegExp, ConnectionFailure][] = [
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, 'refused'],
  [/ENOTFOUND|EAI_|ERR_NAME_/, 'dns'],
  [/CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/, 'tls'],
  [/ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_CONNECTION_(CLOSED|RESET|ABORTED)|ERR_EMPTY_RESPONSE/, 'lost'],
];
const TIMEOUT = /UND_ERR_(CONNECT|HEADERS)_TIMEOUT|ETIMEDOUT|ERR_(CONNECTION_)?TIMED_OUT/;

/** What a rejected fetch means for the user of `host`. */
export function connectionError(error: unknown, host: string): ConnectionError | TimeoutError {
  const trace = codes(error);
  if (TIMEOUT.test(trace)) return new TimeoutError('headers', timeoutMessage('headers', null, host), { cause: error });
  const reason = FAILURES.find(([pattern]) => pattern.test(trace))?.[1] ?? 'unknown';
  return new ConnectionError(reason, connectionMessage(reason, host), { cause: error });
}

/** Codes and messages of an error and its causes; fetch itself only says "fetch failed". */
function codes(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  const inner = Array.isArray(errors) ? errors.map((one) => codes(one, depth + 1)).join(' ') : '';
  return `${typeof code === 'string' ? code : ''} ${error.message} ${codes(error.cause, depth + 1)} ${inner}`;
}

export function connectionMessage(reason: ConnectionFailure, host: string): string {
  switch (reason) {
    case 'refused':
      return `${host} refuses the connection: nothing listens there. Start the server, or check the endpoint.`;
    case 'dns':
      return `${host} was not found. Check the endpoint's spelling and the network connection.`;
    case 'tls':
      return `No secure connection to ${host}: its certificate is not trusted, or it does not speak TLS. Check the endpoint, the proxy and the certificates of this machine.`;
    case 'lost':
      return `The connection to ${host} was lost. Try again; if it stays, check the network and the proxy.`;
    case 'unknown':
      return `${host} could not be reached. Check the network connection, the proxy and the endpoint.`;
  }
}

/** `milliseconds` is null where the platform's own limit ended the wait. */
export function timeoutMessage(phase: TimeoutPhase, milliseconds: number | null, host: string): string {
  const time = milliseconds === null ? 'too long' : `${milliseconds / 1000} s`;
  switch (phase) {
    case 'headers':
      return `${host} did not answer (waited ${time}). Try again; if it stays, check the network and the host's state.`;
    case 'firstText':
      return `${host} answered but sent no text (waited ${time}). It may be overloaded: try again later.`;
    case 'total':
      return `${host} did not come to the end of its answer (waited ${time}). Try again; if it stays, lower max_tokens.`;
    case 'idle':
      return `${host} stopped in the middle of its answer (waited ${time}). Try again; if it stays, check the network.`;
  }
}
