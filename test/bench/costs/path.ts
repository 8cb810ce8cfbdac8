import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../src/base/clock.ts';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { FimSource } from '../../../src/completion/requests/fimSource.ts';
import { surroundings } from '../../../src/completion/surroundings.ts';

/** Code of src/ that runs for one key. */
export interface KeyPath {
  /** Files, with the names of the functions that ran. */
  files: Record<string, string[]>;
  functions: number;
}

/** What one key runs. */
export interface KeyPaths {
  /** The key gets a new request. */
  request: KeyPath;
  /** The key types along with the answer. */
  cached: KeyPath;
}

const src = new URL('../../../src/', import.meta.url).href;
const document = 'function total(parcels) {\n  return parcels.map(weightOf)\n}\n';

/** Measures by V8's precise coverage which functions run from the text at the cursor to the text to show. */
export async function keyPaths(): Promise<KeyPaths> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const source: FimSource = {
    async *stream() {
      await Promise.resolve();
      yield { text: '.reduce(sum, 0);\n', finishReason: 'stop', usage: null, events: 1, id: null, model: null };
    },
  };
  const engine = new CompletionEngine({ clock: systemClock, emit: () => undefined, cacheKey: 'key' });
  engine.configure({ source, model: 'codestral-latest', temperature: 0.2, maxTokens: 64, debounce: 0 });
  const lines = document.split('\n');
  const type = async (typed: string): Promise<void> => {
    const text = (line: number) => lines[line]! + (line === 1 ? typed : '');
    const limits = { prefixTokens: 2_000, suffixTokens: 500 };
    const context = {
      ...surroundings({ count: lines.length, text }, 1, text(1).length, limits),
      language: 'javascript',
      uri: 'file:///a.js',
      explicit: false,
    };
    engine.changed(context, true, typed.slice(-1));
    await engine.complete(context, new AbortController().signal);
  };
  // The constructors and the first look-ups of a language are no part of a key.
  await type('  ');
  engine.configure(null);
  engine.configure({ source, model: 'codestral-latest', temperature: 0.2, maxTokens: 64, debounce: 0 });
  await session.post('Profiler.takePreciseCoverage');
  await type('');
  const request = pathOf(await session.post('Profiler.takePreciseCoverage'));
  await type('.');
  const cached = pathOf(await session.post('Profiler.takePreciseCoverage'));
  engine.dispose();
  session.disconnect();
  return { request, cached };
}

interface Coverage {
  result: { url: string; functions: { functionName: string; ranges: { count: number }[] }[] }[];
}

function pathOf({ result }: Coverage): KeyPath {
  const files: Record<string, string[]> = {};
  let functions = 0;
  for (const { url, functions: all } of result) {
    if (!url.startsWith(src)) continue;
    const ran = all.filter(({ ranges }) => ranges[0]!.count > 0).map(({ functionName }) => functionName);
    if (ran.length === 0) continue;
    functions += ran.length;
    files[relative(fileURLToPath(src), fileURLToPath(url))] = ran;
  }
  return { files, functions };
}

/** The paths as a table. */
export function pathReport({ request, cached }: KeyPaths): string {
  const part = (title: string, { files, functions }: KeyPath) =>
    [
      `${title}: ${functions} functions in ${Object.keys(files).length} files`,
      ...Object.entries(files).map(
        ([file, names]) => `  ${file}: ${names.map((name) => name || '(anonymous)').join(', ')}`,
      ),
    ].join('\n');
  return `${part('A key with a new request', request)}\n\n${part('A key that types along', cached)}\n`;
}
