/** A text to show at the cursor. */
export interface Suggestion {
  text: string;
  /** Number of characters right of the cursor, on its line, that the text replaces. It contains them all, in order. */
  replaces: number;
}

/** How far an answer has arrived; `part` is the beginning of a fitted answer. */
export type Arrival = 'running' | 'cut off' | 'whole' | 'part';

/** A rule that can leave nothing of an answer. */
export type Filter =
  'characters' | 'markers' | 'fences' | 'loops' | 'repeatedStart' | 'indentation' | 'repetition' | 'nothing new';

/** The rule that leaves nothing of an answer, and its input. */
export interface Dropped {
  filter: Filter;
  text: string;
}
