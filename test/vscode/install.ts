import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onEnd } from './lifetime.ts';
import { versions } from './versions.ts';
import type { Version } from './versions.ts';

export const projectDir = resolve(import.meta.dirname, '../..');

/** Folder of VS Codes, browsers and their logs: `INFILL_VSCODE_DIR`, or the project's ignored `.vscode-test`. */
export const cacheDir = resolve(process.env.INFILL_VSCODE_DIR || join(projectDir, '.vscode-test'));

/**
 * Installs a VS Code server when it is missing (about 600 MB for 1.139, half of it for 1.100).
 * @returns the folder with `out/server-main.js`
 */
export async function installVSCode(version: Version): Promise<string> {
  const inside = 'node_modules/code-server/lib/vscode';
  const dir = await installOnce(`vscode-${version}`, `VS Code ${version}`, async (to) => {
    await npmInstall(to, [versions[version]], 'server and workbench');
    await npmInstall(join(to, inside), ['--omit=dev'], "the server's packages");
    await npmInstall(join(to, inside, 'extensions'), ['--omit=dev'], 'TypeScript');
  });
  return join(dir, inside);
}

/**
 * Fills `cacheDir/name` once. The work happens in a folder beside it that is renamed at the end, so an interrupted
 * installation never counts as a whole one; its remains are removed.
 * @returns the folder
 */
export async function installOnce(name: string, title: string, fill: (dir: string) => Promise<void>): Promise<string> {
  const dir = join(cacheDir, name);
  if (existsSync(dir)) return dir;
  const partial = `${dir}.partial-${process.pid}`;
  const started = Date.now();
  console.log(`Installing ${title} into ${dir}`);
  await mkdir(partial, { recursive: true });
  await removeLeftovers(name);
  try {
    await fill(partial);
    await rename(partial, dir);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!existsSync(dir)) throw error; // another process was first, and its installation is as good
  }
  console.log(`Installed ${title} in ${Math.round((Date.now() - started) / 1000)} s`);
  return dir;
}

/** Runs `npm install` in a folder, without install scripts: no native module is needed, and some do not build. */
export async function npmInstall(dir: string, args: string[], what: string): Promise<void> {
  console.log(`  ${what} …`);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  await run('npm', ['install', '--prefix', dir, ...quiet, ...args], { cwd: dir });
}

/** Time for a program to end its children, in milliseconds. */
const patienceMs = 60_000;

interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Prints its output in one piece at its end, or at this program's: another program is writing meanwhile. */
  held?: boolean;
  /** Ends it, and its children, after this many milliseconds. */
  maxMs?: number;
}

/**
 * Runs a program to its end, with its output on the terminal.
 * @throws Error when it cannot be started or fails
 */
export function run(
  command: string,
  args: string[],
  { held = false, maxMs, ...options }: RunOptions = {},
): Promise<void> {
  return new Promise<void>((done, fail) => {
    const output = held ? 'pipe' : 'inherit';
    const child = spawn(command, args, { stdio: ['ignore', output, output], ...options });
    const chunks: Buffer[] = [];
    const print = () => process.stdout.write(Buffer.concat(chunks.splice(0)));
    onEnd(() => {
      print();
      child.kill();
    });
    const end = () => {
      child.kill();
      setTimeout(() => child.kill('SIGKILL'), patienceMs).unref(); // its end may hang, too
    };
    const timer = maxMs === undefined ? undefined : setTimeout(end, maxMs);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      print();
      if (code === 0) done();
      else fail(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code ?? 'no code'}`));
    });
  });
}

async function removeLeftovers(name: string): Promise<void> {
  for (const entry of await readdir(cacheDir)) {
    const pid = entry.startsWith(`${name}.partial-`) ? Number(entry.split('-').at(-1)) : undefined;
    if (pid && !isRunning(pid)) await rm(join(cacheDir, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
