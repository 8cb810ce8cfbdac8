/** What the engine does to be fast and frugal. The benchmark switches each off to see what it is worth. */
export const mechanisms = [
  /** A text that has come serves every key that the user types along with it, not only the place it was asked for. */
  'typed through',
  /** A key that agrees with a running request waits for it instead of asking anew. */
  'join',
  /** Where the model has ended a text that was typed or accepted to its end, it is not asked for more. */
  'ends',
  /** A stream is read on after its first answer, so that the next key finds more. */
  'read on',
  /** The request leaves with the edit, before VS Code asks. */
  'early start',
  /** Whole words are shown when the line takes long. */
  'early answer',
  /** Ghost text grows to its line or block at rest. */
  'growth',
  /** The wait depends on how fast the user types, and on whether the last text was wrong. */
  'pace',
  /** Nothing is asked where nobody wants a suggestion. */
  'quiet places',
] as const;

export type Mechanism = (typeof mechanisms)[number];
