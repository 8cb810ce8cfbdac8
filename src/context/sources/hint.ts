import type { SourceName } from '../../completion/snippet.ts';

/** What a source proposes: a file, or a part of one, that may be worth a snippet. */
export interface Hint {
  uri: string;
  source: SourceName;
  /** The first and the last line that are meant, zero-based; the whole file where absent. */
  lines?: readonly [first: number, last: number];
  /** From 0 to 1: how near or how recent it is among its source's leads. */
  weight: number;
  /** The identifier that stands defined there, where the source knows. */
  name?: string;
}
