import { type ConnectionFailure, type TimeoutPhase, ConnectionError, TimeoutError } from './errors.ts';
import { type Message, message } from '../../base/message.ts';

/** Messages of Node's HTTP parser and of its fetch for a response that is not HTTP. */
const noHttp = /HPE_|does not match the HTTP/;
/**
 * The codes of Node's sockets and of its fetch (undici), and Chromium's names, which a worker and Electron's fetch use.
 * A browser gives a page no reason: there it is `unknown`.
 */
const failures: [RegExp, ConnectionFailure][] = [
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, 'refused'],
  [/ENOTFOUND|EAI_|ERR_NAME_/, 'dns'],
  // VS Code's fetch without a tunnel, and its `https` without a connection to the proxy.
  [/when HTTP Tunneling|UND_ERR_PRX_TLS|socket connection to proxies/, 'proxy'],
  [/CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/, 'certificate'],
  [/ERR_TLS|ERR_SSL|EPROTO/, 'tls'],
  [/ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_CONNECTION_(CLOSED|RESET|ABORTED)|ERR_EMPTY_RESPONSE/, 'lost'],
  [noHttp, 'lost'],
  // A compressed body that cannot be decompressed.
  [/Z_(DATA|BUF)_ERROR|ERR_CONTENT_DECODING/, 'lost'],
];
const timedOut = /UND_ERR_HEADERS_TIMEOUT|ETIMEDOUT|ERR_TIMED_OUT/;
/** No connection within the platform's own limit (10 s in Node's fetch): nothing was sent. */
const unreached = /UND_ERR_CONNECT_TIMEOUT|connect ETIMEDOUT|ERR_CONNECTION_TIMED_OUT/;

/** The error for a rejected fetch of `url`. */
export function connectionError(error: unknown, url: URL): ConnectionError | TimeoutError {
  const { host } = url;
  const causes = [...causesOf(error)];
  const trace = causes.map(({ code, message }) => `${typeof code === 'string' ? code : ''} ${message}`).join(' ');
  if (timedOut.test(trace) && !unreached.test(trace)) {
    const late = message(
      "{0} did not answer in time. Try again; if it stays, check the network and the host's state.",
      host,
    );
    return new TimeoutError('headers', late, { cause: error });
  }
  const proxy = causes.map((cause) => proxyIn(cause, url)).find((found) => found !== null);
  if (proxy !== undefined) {
    const away = message('The proxy {0} cannot be reached. Check http.proxy in the settings and the network.', proxy);
    return new ConnectionError('proxy', away, { cause: error });
  }
  const reason = failures.find(([pattern]) => pattern.test(trace))?.[1] ?? 'unknown';
  return new ConnectionError(reason, explain(reason, host, trace), { cause: error });
}

type TracedError = Error & { code?: unknown; errors?: unknown; hostname?: unknown; address?: unknown; port?: unknown };

/** Maximum depth of causes that are read, since they may form a circle. A choice: fetch nests two or three. */
const maxDepth = 4;

/** An error and its causes: the message of fetch itself is only "fetch failed". */
function* causesOf(error: unknown, depth = 0): Generator<TracedError> {
  if (!(error instanceof Error) || depth > maxDepth) return;
  const traced: TracedError = error;
  yield traced;
  yield* causesOf(error.cause, depth + 1);
  if (Array.isArray(traced.errors)) for (const one of traced.errors) yield* causesOf(one, depth + 1);
}

/** The proxy that an error is about, without user and password: any address other than the requested host's. */
function proxyIn({ message, code, hostname, address, port }: TracedError, url: URL): string | null {
  const named = /socket connection to proxies: \S+ (?:\S*@)?([^\s@;]+)/.exec(message)?.[1];
  if (named !== undefined) return named;
  if (code === 'ECONNREFUSED' && typeof port === 'number')
    return port === Number(url.port || (url.protocol === 'https:' ? 443 : 80)) ? null : `${String(address)}:${port}`;
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  return typeof hostname === 'string' && hostname !== '' && hostname !== host ? hostname : null;
}

/** The message for a proxy that rejects a tunnel to the host with a status. */
export function rejectedByProxy(host: string, status: number): Message {
  return status === 407
    ? message('The proxy on the way to {0} wants a sign-in (407). Put user and password into http.proxy.', host)
    : message(
        'The proxy does not connect to {0} ({1}). Check http.proxy and http.noProxy in the settings.',
        host,
        status,
      );
}

function explain(reason: ConnectionFailure, host: string, trace: string): Message {
  switch (reason) {
    case 'refused':
      return message(
        '{0} refuses the connection: nothing listens there. Start the server, or check the endpoint.',
        host,
      );
    case 'dns':
      return message("{0} was not found. Check the endpoint's spelling and the network connection.", host);
    case 'proxy': {
      const status = /Proxy response \((\d+)\)/.exec(trace)?.[1];
      return status === undefined
        ? message('No secure connection to the proxy on the way to {0}. Check http.proxy in the settings.', host)
        : rejectedByProxy(host, Number(status));
    }
    case 'certificate':
      return explainCertificate(host, trace);
    case 'tls':
      return message('No secure connection to {0}: it does not speak TLS. Check the endpoint and the proxy.', host);
    case 'lost':
      if (noHttp.test(trace))
        return message(
          '{0} answers with something that is no HTTP. Check the endpoint, the proxy, and whether the network wants a sign-in first.',
          host,
        );
      return message('The connection to {0} was lost. Try again; if it stays, check the network and the proxy.', host);
    case 'unknown':
      return message('{0} could not be reached. Check the network connection, the proxy and the endpoint.', host);
  }
}

/** By the codes of OpenSSL and of Chromium. */
function explainCertificate(host: string, trace: string): Message {
  if (/HAS_EXPIRED|NOT_YET_VALID|DATE_INVALID/.test(trace))
    return message("The certificate of {0} has expired, or is not valid yet. Check this machine's clock.", host);
  if (/ALTNAME_INVALID|COMMON_NAME_INVALID/.test(trace))
    return message(
      'What answers for {0} shows the certificate of another host. Check the endpoint, the proxy, and whether the network wants a sign-in first.',
      host,
    );
  return message(
    "The certificate of {0} is not trusted on this machine, so nothing was sent. If it is your network's or your own, add its authority to the system's certificates and restart VS Code.",
    host,
  );
}

/** The error for a limit of {@link Timeouts}. */
export function timeoutError(phase: TimeoutPhase, milliseconds: number, host: string): TimeoutError {
  return new TimeoutError(phase, explainTimeout(phase, milliseconds / 1000, host));
}

function explainTimeout(phase: TimeoutPhase, seconds: number, host: string): Message {
  switch (phase) {
    case 'headers':
      return message(
        "{0} did not answer (waited {1} s). Try again; if it stays, check the network and the host's state.",
        host,
        seconds,
      );
    case 'firstText':
      return message(
        '{0} answered but sent no text (waited {1} s). It may be overloaded: try again later.',
        host,
        seconds,
      );
    case 'total':
      return message(
        '{0} did not come to the end of its answer (waited {1} s). Try again; if it stays, lower max_tokens.',
        host,
        seconds,
      );
    case 'idle':
      return message(
        '{0} stopped in the middle of its answer (waited {1} s). Try again; if it stays, check the network.',
        host,
        seconds,
      );
  }
}
