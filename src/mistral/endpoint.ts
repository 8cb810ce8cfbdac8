import { toEnglish, type Message, message } from '../base/message.ts';

/** Mistral's general API. */
export const apiHost = 'https://api.mistral.ai';
/** Mistral's host for Codestral in editors; it has its own keys. */
export const codestralHost = 'https://codestral.mistral.ai';

/** With the regional hosts that Mistral's documentation names. */
const mistralOrigins: readonly string[] = [
  apiHost,
  codestralHost,
  'https://api.eu.mistral.ai',
  'https://api.us.mistral.ai',
];

/** Paths that users paste with the base URL: the version, or the whole path of the FIM call. */
const pastedPath = /(\/v1(\/fim(\/completions)?)?)?\/*$/;

export type ParsedEndpoint =
  /** `endpoint` is the base URL without a slash at its end; keys are stored by `origin`. */
  | { ok: true; endpoint: string; origin: string }
  /** `message` is the user's message in English. */
  | { ok: false; userMessage: Message; message: string };

/**
 * Reads the address that a user entered: any `https` URL, or an `http` URL on this machine or on one of these hosts.
 * @param allowHttp hosts as in {@link isHost}
 */
export function parseEndpoint(text: string, allowHttp: readonly string[] = []): ParsedEndpoint {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return refuse(message('The endpoint is not a URL. Write one that begins with https://, such as {0}.', apiHost));
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(message('The endpoint does not begin with https://. Write a whole URL, such as {0}.', apiHost));
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(message('The endpoint holds a user name or password. Leave them out: the key is stored separately.'));
  }
  if (url.search !== '' || url.hash !== '') {
    return refuse(message('The endpoint holds a query or fragment (? or #). Leave it out: a base URL is enough.'));
  }
  if (url.protocol === 'http:' && !isLoopback(url) && !allowHttp.some((host) => isSameHost(host, url))) {
    return refuse(
      message(
        'The endpoint is not encrypted. Use https://; http:// is for this machine (localhost) and for hosts in infill.allowHttp.',
      ),
    );
  }
  return { ok: true, endpoint: url.origin + url.pathname.replace(pastedPath, ''), origin: url.origin };
}

function refuse(userMessage: Message): ParsedEndpoint {
  return { ok: false, userMessage, message: toEnglish(userMessage) };
}

/** Whether this is the origin of one of Mistral's hosts. */
export function isMistralHost(origin: string): boolean {
  return mistralOrigins.includes(origin);
}

/**
 * The names of this machine to which VS Code applies no proxy (1.100.3, 1.139.1). Requests to any other name, such as
 * `127.0.0.2` or `a.localhost`, go through `http.proxy`, or to an address that a name server tells.
 */
const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Whether requests to this URL never leave this machine. */
export function isLoopback(url: URL | string): boolean {
  return loopbackHosts.includes(new URL(url).hostname);
}

/** Whether requests to this origin can be read and changed on their way. */
export function isUnencrypted(origin: string): boolean {
  return origin.startsWith('http:') && !isLoopback(origin);
}

/** Whether this is a host, with or without its port: `gpu.lan`, `192.168.1.7:8080`, `[fd00::1]`. */
export function isHost(text: string): boolean {
  return /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(text.trim()) && URL.canParse(`http://${text.trim()}`);
}

/** A host without a port is the same at any port. */
function isSameHost(host: string, url: URL): boolean {
  if (!isHost(host)) return false;
  const named = new URL(`http://${host.trim()}`);
  return /:\d+$/.test(host.trim()) ? named.host === url.host : named.hostname === url.hostname;
}

export function fimUrl(endpoint: string): string {
  return `${endpoint}/v1/fim/completions`;
}

export function modelsUrl(endpoint: string): string {
  return `${endpoint}/v1/models`;
}
