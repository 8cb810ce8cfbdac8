import type { UsageRow } from '../rows.ts';

/** What the extension tells the page, whenever it changes. */
export interface PageData {
  rows: UsageRow[];
  /** The day it is: `2026-11-23`. */
  today: string;
  /** Dollars a month; null for none. */
  budget: number | null;
  /** The language of VS Code's window, such as `en` or `pt-br`. */
  locale: string;
  /** The extension's texts in that language, by the English ones. */
  bundle: Record<string, string>;
}

/** What the page tells the extension. */
export type PageMessage =
  /** It is there, and wants data. */
  { type: 'ready' } | { type: 'export'; format: 'csv' | 'json'; text: string } | { type: 'reset' };
