/**
 * The sources of snippets: definitions of names around the cursor, files that this one imports, files that import it,
 * open tabs and recently viewed lines, recent edits, and files that belong to this one, such as a test and its subject.
 */
export const sourceNames = ['definitions', 'imports', 'importers', 'tabs', 'edits', 'siblings'] as const;

export type SourceName = (typeof sourceNames)[number];

/** One of the declarations that a snippet consists of. */
export interface SnippetPart {
  /** The declaration as in the file, or its outline. */
  text: string;
  /** Its first line in the file (zero-based), and the line after its last. */
  start: number;
  end: number;
}

/** A piece of another file in the prompt, and the reason for it. */
export interface Snippet {
  uri: string;
  /** The file's path in the prompt. */
  path: string;
  text: string;
  /** Number of secrets that are masked in its text. Default: 0. */
  masked?: number;
  /** The declarations that its text consists of, in the order of the file. */
  parts: readonly SnippetPart[];
  /** The version of the file that they are from. */
  version: number | string;
  /** Its first line in the file (zero-based). */
  startLine: number;
  /** The source that found it; of several, the one with the greatest weight. */
  source: SourceName;
  /** Its relevance at the position, for comparison with other snippets. */
  score: number;
  /** Names that it shares with the text around the cursor, the most significant first. */
  shared: readonly string[];
}

/** The part of a prompt before the text of the file itself. */
export interface Preamble {
  /** The file's path, relative to its workspace folder; null for none. */
  path: string | null;
  /** In the order of the prompt. */
  snippets: readonly Snippet[];
}

export const noPreamble: Preamble = { path: null, snippets: [] };
