/**
 * Where snippets come from: the definitions of names around the cursor, the files that this one imports, those that import
 * it, open tabs and places viewed lately, what the user has just changed, and files that go with this one, such as a test
 * and its subject.
 */
export const sourceNames = ['definitions', 'imports', 'importers', 'tabs', 'edits', 'siblings'] as const;

export type SourceName = (typeof sourceNames)[number];

/** What a source proposes: a file, or a part of one, that may be worth a snippet. */
export interface Lead {
  uri: string;
  source: SourceName;
  /** The first and the last line that are meant, zero-based; the whole file where absent. */
  lines?: readonly [first: number, last: number];
  /** From 0 to 1: how near or how recent it is among its source's leads. */
  weight: number;
  /** The identifier that stands defined there, where the source knows. */
  name?: string;
}
