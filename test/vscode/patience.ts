/** Time limit for every wait of a test, in milliseconds. Only a hang reaches it. */
export const patience = 4 * 60_000;
