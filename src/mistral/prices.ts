import { isLoopback } from './endpoint.ts';

/** Prices in dollars per million tokens. */
export interface Price {
  /** Tokens of the text before and after the cursor. */
  input: number;
  /** Input tokens served from the prompt cache. */
  cached: number;
  output: number;
}

/**
 * The user's prices. A key is a model, or a host in lower case and a model with a slash between them. `*` in place of a
 * model is every model. A host without a port is one on any port.
 */
export type UserPrices = Readonly<Record<string, Price>>;

/** Mistral's list price of Codestral (mistral.ai/pricing, November 2026). */
const codestral: Price = { input: 0.3, cached: 0.03, output: 0.9 };

const listPrices: ReadonlyMap<string, Price> = new Map([
  ['codestral-latest', codestral],
  ['codestral-2508', codestral],
]);

/**
 * Hosts that bill the list price, and its factor there: the regional hosts bill 1.1 times as much (Mistral's
 * documentation).
 */
const factors: ReadonlyMap<string, number> = new Map([
  ['api.mistral.ai', 1],
  ['codestral.mistral.ai', 1],
  ['api.eu.mistral.ai', 1.1],
  ['api.us.mistral.ai', 1.1],
]);

const free: Price = { input: 0, cached: 0, output: 0 };

/**
 * The price of a model at a host; null if none is known. The user's price comes first, the most exact key before all
 * others. A model on this machine is free.
 * @param host with the port, as in a URL; empty if unknown
 */
export function priceAt(host: string, model: string, prices: UserPrices): Price | null {
  const hosts = [host, host.replace(/:\d+$/, '')];
  const keys = [...hosts.map((one) => `${one}/${model}`), model, ...hosts.map((one) => `${one}/*`), '*'];
  const key = keys.find((one) => Object.hasOwn(prices, one));
  if (key !== undefined) return prices[key]!;
  if (isThisMachine(host)) return free;
  const price = listPrices.get(model);
  const factor = factors.get(host);
  if (price === undefined || factor === undefined) return null;
  return { input: factor * price.input, cached: factor * price.cached, output: factor * price.output };
}

function isThisMachine(host: string): boolean {
  const url = `http://${host}`;
  return URL.canParse(url) && isLoopback(url);
}
