import type { Work } from '../../src/base/background.ts';

/** Does work to its end, without pauses. */
export function drained<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The number of steps that a piece of work takes to its end. */
export function steps(work: Work<unknown>): number {
  let count = 1;
  while (work.next().done !== true) count++;
  return count;
}
