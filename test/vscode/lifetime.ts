// Cleans up what a program started (servers, browsers, temporary folders) when the program ends, however it ends.
import { constants } from 'node:os';

const undos: (() => unknown)[] = [];

/** Registers an action for the end; the last one registered runs first. */
export function onEnd(undo: () => unknown): void {
  undos.push(undo);
}

/**
 * Runs a program: `main`, then the actions of `onEnd`, then exit with main's result (1 when it throws). A signal,
 * Ctrl-C, or the end of the parent process (which may come without a signal) cuts `main` short.
 */
export async function runProgram(main: () => Promise<number>): Promise<never> {
  const interrupted = new Promise<number>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => done(128 + constants.signals[signal]));
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || done(1), 1000).unref();
  });
  const code = await Promise.race([main(), interrupted]).catch((error: unknown) => {
    console.error(error);
    return 1;
  });
  for (let undo = undos.pop(); undo; undo = undos.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
}
