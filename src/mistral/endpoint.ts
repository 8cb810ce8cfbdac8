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

/** Reads the address that a user entered: any `https` URL, or an `http` URL on this machine. */
export function parseEndpoint(text: string): ParsedEndpoint {
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
  if (url.protocol === 'http:' && !isLoopback(url)) {
    return refuse(
      message('The endpoint is not encrypted. Use https://; http:// is for this machine (localhost) only.'),
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

/** Whether this URL leads to this machine. */
export function isLoopback(url: URL | string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

export function fimUrl(endpoint: string): string {
  return `${endpoint}/v1/fim/completions`;
}

export function modelsUrl(endpoint: string): string {
  return `${endpoint}/v1/models`;
}
