/**
 * Where snippets come from: the definitions of names around the cursor, the files that this one imports, those that import
 * it, open tabs and places viewed lately, what the user has just changed, and files that go with this one, such as a test
 * and its subject.
 */
export const sourceNames = ['definitions', 'imports', 'importers', 'tabs', 'edits', 'siblings'] as const;

export type SourceName = (typeof sourceNames)[number];

/** One of the declarations that a snippet is joined from. */
export interface SnippetPart {
  /** As it stands in the file, or in outline. */
  text: string;
  /** Its lines in the file (zero-based); `end` is the one after the last. */
  start: number;
  end: number;
}

/** A piece of another file that the model gets to see, and why. */
export interface Snippet {
  uri: string;
  /** As it stands in the prompt. */
  path: string;
  text: string;
  /** What its text is joined from, in the order of the file. */
  parts: readonly SnippetPart[];
  /** The file's version that they are of. */
  version: number | string;
  /** The line of its file (zero-based) where it begins. */
  startLine: number;
  /** The source that has led to it; the one that weighs most where there are several. */
  source: SourceName;
  /** What it is worth here, for comparison with others. */
  score: number;
  /** Names that it shares with the text around the cursor, the most telling first. */
  shared: readonly string[];
}

/** What a prompt says before the text of the file itself. */
export interface Preamble {
  /** The file's own path, relative to its workspace folder; null where it has none. */
  path: string | null;
  /** In the order in which they stand in the prompt. */
  snippets: readonly Snippet[];
}

export const noPreamble: Preamble = { path: null, snippets: [] };
