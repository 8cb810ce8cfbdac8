import type { Work } from '../../../src/base/background.ts';

/** Does work to its end, without pauses. */
export function drained<T>(work: Work<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
