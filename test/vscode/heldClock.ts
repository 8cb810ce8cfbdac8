// Replaces src/base/clock.ts in a test build: a time-out waits until a test lets the time pass, and no slow machine
// causes one. All else runs on the machine's own clock. A test and its window meet in the folder that INFILL_CLOCK names:
// `passed` has the milliseconds that the test has let pass, `held` the time-outs that wait.
import { existsSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/base/clock.ts';

/** The shortest time that is held, in milliseconds. A choice: debounces and rests of a user are shorter, limits of requests are not. */
const minHeld = 3_000;
/** The longest time that a timer can have, in milliseconds. */
const maxTimer = 2 ** 31 - 1;

const folder = process.env.INFILL_CLOCK;
let passed = 0;
const held = new Map<unknown, { callback: () => void; at: number; milliseconds: number }>();

export const systemClock: Clock = {
  now: () => performance.now() + passed,
  date: () => Date.now() + passed,
  setTimeout(callback, milliseconds) {
    if (milliseconds < minHeld) return setTimeout(callback, milliseconds);
    // A timer all the same: a test of what is left behind by whoever is gone finds it.
    const timer = setTimeout(callback, maxTimer);
    held.set(timer, { callback, at: passed + milliseconds, milliseconds });
    tell();
    return timer;
  },
  clearTimeout(timer) {
    clearTimeout(timer as NodeJS.Timeout);
    if (held.delete(timer)) tell();
  },
  random: () => Math.random(),
};

if (folder) {
  pass(folder);
  watch(folder, (_, name) => name === 'passed' && pass(folder));
}

function pass(from: string): void {
  const file = join(from, 'passed');
  if (!existsSync(file)) return;
  passed = Number(readFileSync(file, 'utf8'));
  for (const [timer, { callback, at }] of held) {
    if (at > passed) continue;
    systemClock.clearTimeout(timer);
    callback();
  }
}

function tell(): void {
  if (!folder) return;
  // Renamed into place: a reader finds a whole file. Two windows may have the folder in common.
  const own = join(folder, `held.${process.pid}`);
  writeFileSync(own, JSON.stringify([...held.values()].map(({ milliseconds }) => milliseconds)));
  renameSync(own, join(folder, 'held'));
}
