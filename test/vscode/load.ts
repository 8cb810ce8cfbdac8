import { spawn } from 'node:child_process';
import { onEnd } from './lifetime.ts';

/** Processes that take the processor from the tests. */
const busy = 2;
/** They end by themselves after so long, in milliseconds, whatever becomes of the program that has started them. */
const maxMs = 60 * 60_000;

/** Starts processes that do nothing but take time, until the program ends. */
export function startLoad(): void {
  const spin = `for (const end = Date.now() + ${maxMs}; Date.now() < end && process.ppid === ${process.pid};);`;
  for (let count = 0; count < busy; count++) {
    const child = spawn(process.execPath, ['--eval', spin], { stdio: 'ignore' });
    onEnd(() => child.kill('SIGKILL'));
  }
}
