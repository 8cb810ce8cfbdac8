import type { PricedRow } from '../figures.ts';

/** The message from the extension to the page, after each change. */
export interface PageData {
  rows: PricedRow[];
  /** The current day: `2026-11-23`. */
  today: string;
  /** Dollars a month; null for none. */
  budget: number | null;
  /** VS Code's language, such as `en` or `pt-br`. */
  locale: string;
  /** The translations of the English texts to that language. */
  bundle: Record<string, string>;
}

/** The messages from the page to the extension. */
export type PageMessage =
  /** The page is loaded and needs data. */
  { type: 'ready' } | { type: 'export'; format: 'csv' | 'json'; text: string } | { type: 'reset' };
