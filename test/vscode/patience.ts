/** What has not come after so long never will, in milliseconds: no machine is that slow. */
export const patience = 4 * 60_000;
