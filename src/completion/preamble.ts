import type { Snippet } from './snippet.ts';

/** What a prompt says before the text of the file itself. */
export interface Preamble {
  /** The file's own path, relative to its workspace folder; null where it has none. */
  path: string | null;
  /** In the order in which they stand in the prompt. */
  snippets: readonly Snippet[];
}

export const noPreamble: Preamble = { path: null, snippets: [] };
