import type { Work } from '../../src/base/background.ts';

/** How many steps a piece of work takes to its end. */
export function steps(work: Work<unknown>): number {
  let count = 1;
  while (work.next().done !== true) count++;
  return count;
}
