/** Time limit for anything a test waits for, in milliseconds. Only a hang reaches it. */
export const patience = 4 * 60_000;
