import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as vscode from 'vscode';
import type { activate, deactivate } from '../../src/extension.ts';
import { figuresOf } from '../../src/usage/figures.ts';
import { UsageStore } from '../../src/usage/store.ts';
import { usageFolder } from '../../src/usage/vscode/usageFolder.ts';
import { priced } from '../unit/usage/usageRows.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { FimServer, RecordedRequest } from '../server/fimServer.ts';
import { closeEditors, connect, open, testKey, trigger, until } from './harness.ts';

/** Header with which the server recognizes requests of the second extension. */
const mark = 'x-second';

interface Disposable {
  dispose(): unknown;
}

/** Everything that the extension has acquired from VS Code or Node and not released, with the call that acquired it. */
class Taken {
  readonly #taken = new Map<object, string>();

  get names(): string[] {
    return [...this.#taken.values()];
  }

  add(thing: object, name: string): void {
    this.#taken.set(thing, name);
  }

  gone(thing: object): void {
    this.#taken.delete(thing);
  }
}

/** An object of VS Code's API that records what its functions return. */
function watched<T extends object>(target: T, taken: Taken, path: string): T {
  return new Proxy({} as T, {
    get: (_, key) => {
      const value: unknown = Reflect.get(target, key);
      const name = `${path}.${String(key)}`;
      if (typeof value !== 'function') return value;
      // Classes are constructed, and enumerations are not called.
      if (/^[A-Z]/.test(String(key))) return value;
      return (...args: unknown[]) => {
        const isCommand = path === 'commands' && String(key).startsWith('register');
        const given: unknown = value.apply(target, isCommand ? [`second.${String(args[0])}`, ...args.slice(1)] : args);
        return isDisposable(given) ? tracked(given, taken, name) : given;
      };
    },
  });
}

/** A disposable that records its disposal. */
function tracked(given: Disposable, taken: Taken, name: string): Disposable {
  const mark = {};
  taken.add(mark, name);
  return new Proxy({} as Disposable, {
    get: (_, key) => {
      if (key === 'dispose') {
        return () => {
          taken.gone(mark);
          given.dispose();
        };
      }
      const value: unknown = Reflect.get(given, key);
      if (typeof value !== 'function') return value;
      // Its events end with it.
      return value.bind(given) as unknown;
    },
    set: (_, key, value) => Reflect.set(given, key, value),
  });
}

function isDisposable(value: unknown): value is Disposable {
  return typeof value === 'object' && value !== null && 'dispose' in value && typeof value.dispose === 'function';
}

interface Exports {
  activate: typeof activate;
  deactivate: typeof deactivate;
}

/** The extension once more, beside the one that runs: what it takes is watched. */
class SecondExtension {
  readonly taken = new Taken();
  readonly subscriptions: vscode.Disposable[] = [];
  readonly #storage: string;
  readonly #exports: Exports;

  constructor(storage: string) {
    this.#storage = storage;
    const extension = vscode.extensions.getExtension('infill.infill')!;
    const parts = ['commands', 'languages', 'window', 'workspace'] as const;
    const api = {
      ...vscode,
      ...Object.fromEntries(parts.map((part) => [part, watched(vscode[part], this.taken, part)])),
    };
    const require = (name: string) => (name === 'vscode' ? api : process.getBuiltinModule(name));
    const module = { exports: {} as Exports };
    const code = readFileSync(join(extension.extensionPath, 'dist/extension.cjs'), 'utf8');
    const globals = this.#globals();
    const load = compileFunction(code, ['require', 'module', 'exports', ...Object.keys(globals)]) as (
      ...args: unknown[]
    ) => void;
    load(require, module, module.exports, ...Object.values(globals));
    this.#exports = module.exports;
    this.#exports.activate(this.#context(extension));
  }

  /** Does what VS Code does when a window closes: it waits for deactivate() last. */
  async deactivate(): Promise<void> {
    const deactivated = this.#exports.deactivate();
    for (const one of this.subscriptions) one.dispose();
    await deactivated;
  }

  #globals() {
    const { taken } = this;
    type Callback = (...args: unknown[]) => void;
    const clear = (timer: NodeJS.Timeout | undefined) => {
      if (timer) taken.gone(timer);
      clearTimeout(timer);
    };
    return {
      fetch: (url: string, init: RequestInit) => {
        const headers = new Headers(init.headers);
        headers.set(mark, '1');
        return fetch(url, { ...init, headers });
      },
      setTimeout: (callback: Callback, milliseconds?: number) => {
        const timer: NodeJS.Timeout = setTimeout(() => {
          taken.gone(timer);
          callback();
        }, milliseconds);
        taken.add(timer, `a timer of ${milliseconds ?? 0} ms`);
        return timer;
      },
      clearTimeout: clear,
      setInterval: (callback: Callback, milliseconds?: number) => {
        const timer = setInterval(callback, milliseconds);
        taken.add(timer, `an interval of ${milliseconds ?? 0} ms`);
        return timer;
      },
      clearInterval: clear,
    };
  }

  #context(extension: vscode.Extension<unknown>): vscode.ExtensionContext {
    const secrets = { get: () => Promise.resolve(testKey), onDidChange: new vscode.EventEmitter().event };
    const memento = () => {
      const kept = new Map<string, unknown>([['infill.welcomed', true]]);
      const get = (name: string, otherwise: unknown) => kept.get(name) ?? otherwise;
      return {
        get,
        keys: () => [...kept.keys()],
        update: (name: string, value: unknown) => Promise.resolve(kept.set(name, value)),
      };
    };
    return {
      extension,
      extensionUri: extension.extensionUri,
      subscriptions: this.subscriptions,
      secrets: watched(secrets, this.taken, 'secrets'),
      globalState: memento(),
      workspaceState: memento(),
      globalStorageUri: vscode.Uri.file(this.#storage),
    } as unknown as vscode.ExtensionContext;
  }
}

const isOfSecond = ({ headers }: RecordedRequest) => headers[mark] !== undefined;

describe('deactivation', () => {
  let server: FimServer;
  let storage: string;
  before(async () => {
    server = await connect();
    storage = await mkdtemp(join(tmpdir(), 'infill-storage-'));
  });
  afterEach(closeEditors);
  after(async () => {
    await server.close();
    await rm(storage, { recursive: true });
  });

  it('releases everything that was acquired, and ends the running requests', async () => {
    const second = new SecondExtension(storage);
    const { taken } = second;
    assert.ok(taken.names.includes('languages.registerInlineCompletionItemProvider'), taken.names.join());
    assert.ok(taken.names.includes('workspace.onDidChangeTextDocument'), taken.names.join());
    await open('const first = █');
    await until('it has its key, and asks', async () => {
      await trigger();
      return server.requests.some(isOfSecond);
    });
    server.reset();
    server.fault({ text: 'answer();', stall: { tokens: 1 } }, { times: Infinity });
    await open('const value = █');
    // It resolves only when all providers have answered.
    const triggered = trigger();
    await server.waitForRequest(isOfSecond);
    await server.waitForRequest((request) => !isOfSecond(request));
    assert.ok(
      taken.names.some((name) => name.startsWith('a timer')),
      taken.names.join(),
    );
    server.fault({ stall: 'headers' }, { path: '/v1/fim/completions' });
    const known = new Set(server.requests);
    void vscode.commands.executeCommand('second.infill.setApiKey', 'other-key');
    const check = await server.waitForRequest((request) => !known.has(request));
    await second.deactivate();
    const store = new UsageStore(usageFolder(join(storage, 'usage')), systemClock);
    await store.flush();
    const { requests, estimated, estimatedOutputTokens } = figuresOf(priced(...store.rows()));
    // The request that ran is on disk with the text that it had when it ended.
    assert.ok(requests >= 2 && estimated >= 1 && estimatedOutputTokens >= 1, JSON.stringify(store.rows()));
    await check.done;
    assert.equal(check.closedByClient, true);
    for (const request of server.requests.filter(isOfSecond)) await request.done;
    server.release();
    await triggered;
    assert.deepEqual(taken.names, []);
    server.clearFaults();
    server.reset();
    const { document } = await open('const other = █');
    await vscode.commands.executeCommand('type', { text: 'x' });
    await until('the key has come', () => document.getText().endsWith('x'));
    assert.deepEqual(server.requests.filter(isOfSecond), []);
    assert.deepEqual(taken.names, []);
  });
});
