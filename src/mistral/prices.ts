/** List prices in dollars per million tokens. */
export interface Price {
  prompt: number;
  /** Prompt tokens served from the prompt cache. */
  cached: number;
  output: number;
}

/** Mistral's list price of Codestral (mistral.ai/pricing, November 2026). */
const codestral: Price = { prompt: 0.3, cached: 0.03, output: 0.9 };

const prices: ReadonlyMap<string, Price> = new Map([
  ['codestral-latest', codestral],
  ['codestral-2508', codestral],
]);

/** The list price of a model; undefined if unknown. */
export function priceOf(model: string): Price | undefined {
  return prices.get(model);
}

/** The list price for estimates: Codestral's if the model's is unknown. */
export function assumedPriceOf(model: string): Price {
  return priceOf(model) ?? codestral;
}
