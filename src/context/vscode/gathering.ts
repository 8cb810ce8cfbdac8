/** When context is gathered anew, in milliseconds: once keys and cursor have rested, or after so long without a rest. */
export const gatherAfter = { restMs: 300, maxMs: 2_000 };
/** So many files are read for a place: those of the best leads. */
export const maxFiles = 60;
