import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Folders {
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

export interface ServerOptions extends Folders {
  /** Folder with `out/server-main.js`, from `installVSCode`. */
  readonly vscodeDir: string;
  readonly env?: NodeJS.ProcessEnv;
  /** More arguments of `server-main.js`, such as the connection token's. */
  readonly args?: readonly string[];
}

/**
 * Runs the server and ends its whole process group (extension hosts and language servers included) as soon as the
 * server has ended or standard input is closed. The latter happens however this process dies, `kill -9` included.
 */
const guarded = '("$@"; kill -KILL 0) & read -r _; kill -KILL 0';

/** A running VS Code server; extensions run in its extension host, the window is a browser page. */
export class VSCodeServer {
  /** Address of the window, with the connection token. */
  readonly url: URL;
  /** Settles when the server has ended, for any reason. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: URL, ended: Promise<void>) {
    this.#child = child;
    this.url = url;
    this.ended = ended;
  }

  /**
   * Starts a server on a free port of the loopback interface; resolves when it is ready for a window.
   * @throws Error with the server's output when it ends before
   */
  static async start({ vscodeDir, args = [], env, ...dirs }: ServerOptions): Promise<VSCodeServer> {
    const child = spawn(
      '/bin/sh',
      // prettier-ignore
      ['-c', guarded, 'vscode-server', nodeForServer(), join(vscodeDir, 'out/server-main.js'), '--host', '127.0.0.1', '--port', '0',
        ...commonArgs(dirs), ...args],
      { detached: true, env: serverEnv(env), stdio: 'pipe' },
    );
    const ended = new Promise<void>((done) => child.on('close', () => done()));
    const url = await new Promise<URL>((ready, fail) => {
      let output = '';
      const read = (data: Buffer) => {
        output += data.toString();
        const address = /Web UI available at (\S+)\s/.exec(output)?.[1];
        if (address) ready(new URL(address));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('error', fail);
      void ended.then(() => fail(new Error(`The VS Code server ended before it was ready:\n${output}`)));
    });
    url.hostname = '127.0.0.1';
    return new VSCodeServer(child, url, ended);
  }

  /** Ends the server and its children. */
  async stop(): Promise<void> {
    this.#child.stdin?.destroy();
    await this.ended;
  }
}

/**
 * Installs an extension (a `.vsix` file) into an extensions folder, like `code --install-extension`.
 * @throws Error with VS Code's output when it cannot
 */
export async function installExtension(vscodeDir: string, vsix: string, dirs: Folders): Promise<void> {
  const main = join(vscodeDir, 'out/server-main.js');
  const args = [main, ...commonArgs(dirs), '--install-extension', vsix, '--force'];
  await promisify(execFile)(nodeForServer(), args, { env: serverEnv() }); // fails for a broken package, with the output
}

function commonArgs({ userDataDir, extensionsDir }: Folders): string[] {
  // prettier-ignore
  return ['--accept-server-license-terms', '--telemetry-level', 'off', '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir];
}

/**
 * The environment without the variables of an outer VS Code (its terminal, F5). Node 24's global `navigator` is off:
 * with it, TypeScript's extension behaves as in a browser (1.100.3) and knows only the open file.
 */
function serverEnv(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name));
  const options = `${env.NODE_OPTIONS ?? ''} --no-experimental-global-navigator`.trim();
  return { ...Object.fromEntries(own), NODE_OPTIONS: options };
}

/** VS Code 1.139's server needs Node 24 (1.100's runs on it, too); npm scripts have it through the package `node`. */
function nodeForServer(): string {
  if (Number.parseInt(process.versions.node) >= 24) return process.execPath;
  throw new Error(`VS Code's server needs Node 24 and this is ${process.version}. Start it by an npm script.`);
}
