import type { SourceName } from '../../completion/prompt/snippet.ts';

/** A file, or lines of it, that a source proposes for a snippet. */
export interface Hint {
  uri: string;
  source: SourceName;
  /** Zero-based; the whole file where absent. */
  lines?: readonly [first: number, last: number];
  /** From 0 to 1: how near or recent it is among the hints of its source. */
  weight: number;
  /** The name that is defined there, where the source knows it. */
  name?: string;
}
