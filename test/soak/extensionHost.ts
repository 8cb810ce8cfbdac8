import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Profile } from '../vscode/profile.ts';

interface Reply {
  id?: number;
  result?: { result?: { value: unknown }; exceptionDetails?: { exception?: { description?: string } } };
}

/**
 * Node's default: VS Code passes no other port on to its extension host, neither by option nor by environment
 * (1.139.1).
 */
const inspector = 'http://127.0.0.1:9229';

/** The extension host through Node's inspector, which it opens at SIGUSR1; the extension is not changed for it. */
export class ExtensionHost {
  readonly pid: number;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #calls = 0;

  private constructor(pid: number, socket: WebSocket) {
    this.pid = pid;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const reply = JSON.parse(String(data)) as Reply;
      this.#waiting.get(reply.id ?? 0)?.(reply);
      this.#waiting.delete(reply.id ?? 0);
    });
  }

  /** Connects to the extension host of a profile's window. */
  static async attach(profile: Profile): Promise<ExtensionHost> {
    const pid = await pidOf(profile);
    process.kill(pid, 'SIGUSR1');
    const socket = new WebSocket(await debuggerUrl());
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')), { once: true });
    });
    const host = new ExtensionHost(pid, socket);
    if ((await host.evaluate('process.pid')) !== pid) throw new Error(`Another process listens at ${inspector}.`);
    return host;
  }

  /** The value of an expression there, promises awaited. @throws Error with the exception there */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.#call('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    const { exceptionDetails } = result ?? {};
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
    return result?.result?.value;
  }

  /** Bytes of the heap in use after a garbage collection. */
  async heap(): Promise<number> {
    await this.#call('HeapProfiler.collectGarbage');
    return (await this.evaluate('process.memoryUsage().heapUsed')) as number;
  }

  /** Starts to measure how long its event loop is blocked. */
  async watchLoop(): Promise<void> {
    const perf = `process.getBuiltinModule('node:perf_hooks')`;
    await this.evaluate(`(globalThis.soakLoop = ${perf}.monitorEventLoopDelay({ resolution: 5 })).enable()`);
  }

  /** The longest time that its event loop was blocked since the last call, in milliseconds. */
  async maxFreeze(): Promise<number> {
    return (await this.evaluate('[soakLoop.max / 1e6, soakLoop.reset()][0]')) as number;
  }

  close(): void {
    this.#socket.close();
  }

  #call(method: string, params: object = {}): Promise<Reply> {
    const id = ++this.#calls;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

/** Reads the process id from the lock of the workspace's storage. */
async function pidOf({ userDataDir }: Profile): Promise<number> {
  for await (const path of glob(join(userDataDir, 'User/workspaceStorage/*/vscode.lock')))
    return (JSON.parse(await readFile(path, 'utf8')) as { pid: number }).pid;
  throw new Error('VS Code has started no extension host.');
}

async function debuggerUrl(): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      const targets = (await (await fetch(`${inspector}/json/list`)).json()) as {
        webSocketDebuggerUrl: string;
      }[];
      return targets[0]!.webSocketDebuggerUrl;
    } catch (error) {
      if (tries === 50) throw error;
      await delay(100);
    }
  }
}
