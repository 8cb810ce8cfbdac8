/** Dollars per million tokens, as Mistral lists them. */
export interface Price {
  prompt: number;
  output: number;
}

const codestral: Price = { prompt: 0.3, output: 0.9 };
const prices: Readonly<Record<string, Price>> = { 'codestral-latest': codestral, 'codestral-2508': codestral };

/** The list price of a model; undefined where it is not known. */
export function priceOf(model: string): Price | undefined {
  return prices[model];
}
