/**
 * Milliseconds after which hints are gathered again: without keys and cursor moves, and at the latest. A choice: a pause
 * in typing is longer, and context two seconds old is still of use.
 */
export const gatherAfter = { restMs: 300, maxMs: 2_000 };
/** Files that are read for one cursor: those with the best hints. A choice: more than fit into a prompt. */
export const maxFiles = 60;
