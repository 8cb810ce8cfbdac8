// Replaces src/base/clock.ts in a test build: a time-out waits until a test lets the time pass, so a slow machine
// causes none. Everything else uses the machine's clock. A test and its window communicate through the folder in
// INFILL_CLOCK: `passed` has the milliseconds that the test has let pass, `held` the waiting time-outs.
import { existsSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/base/clock.ts';

/**
 * The shortest time that is held, in milliseconds. A choice: debounces and pauses of a user are shorter, limits of
 * requests are not.
 */
const minHeld = 3_000;
/** The longest delay of a timer, in milliseconds. */
const maxTimer = 2 ** 31 - 1;

const folder = process.env.INFILL_CLOCK;
let passed = 0;
const held = new Map<unknown, { callback: () => void; at: number; milliseconds: number }>();

export const systemClock: Clock = {
  now: () => performance.now() + passed,
  date: () => Date.now() + passed,
  setTimeout(callback, milliseconds) {
    if (milliseconds < minHeld) return setTimeout(callback, milliseconds);
    // Keeps a real timer, so that a test of leaks finds it.
    const timer = setTimeout(callback, maxTimer);
    held.set(timer, { callback, at: passed + milliseconds, milliseconds });
    writeHeld();
    return timer;
  },
  clearTimeout(timer) {
    clearTimeout(timer as NodeJS.Timeout);
    if (held.delete(timer)) writeHeld();
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

function writeHeld(): void {
  if (!folder) return;
  // Renamed into place, so that a reader finds a whole file. Two windows may share the folder.
  const own = join(folder, `held.${process.pid}`);
  writeFileSync(own, JSON.stringify([...held.values()].map(({ milliseconds }) => milliseconds)));
  renameSync(own, join(folder, 'held'));
}
