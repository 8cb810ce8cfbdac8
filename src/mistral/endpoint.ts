import { toEnglish, type Message, message } from '../base/message.ts';

/** Mistral's general API. */
export const apiHost = 'https://api.mistral.ai';
/** Mistral's host for Codestral in editors; it takes keys of its own. */
export const codestralHost = 'https://codestral.mistral.ai';

const mistralOrigins: readonly string[] = [
  apiHost,
  codestralHost,
  'https://api.eu.mistral.ai',
  'https://api.us.mistral.ai',
];

/** What users paste with the base URL: the version, or the whole path of the FIM call. */
const pastedPath = /(\/v1(\/fim(\/completions)?)?)?\/*$/;

export type ParsedEndpoint =
  /** `endpoint` is the base URL without a slash at its end; keys are kept by `origin`. */
  | { ok: true; endpoint: string; origin: string }
  /** `message` is the words in English. */
  | { ok: false; words: Message; message: string };

/** Reads the address a user gave: any `https` URL, or `http` on this machine. */
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

function refuse(why: Message): ParsedEndpoint {
  return { ok: false, words: why, message: toEnglish(why) };
}

/** Is this the origin of one of Mistral's own hosts? */
export function isMistralHost(origin: string): boolean {
  return mistralOrigins.includes(origin);
}

/** Does this URL stay on this machine? */
export function isLoopback(url: URL | string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** The address of the FIM call. */
export function fimUrl(endpoint: string): string {
  return `${endpoint}/v1/fim/completions`;
}

/** The address of the list of models. */
export function modelsUrl(endpoint: string): string {
  return `${endpoint}/v1/models`;
}
