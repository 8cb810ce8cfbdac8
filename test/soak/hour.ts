// An hour of typing in virtual time, after a warm-up of an hour: one engine and one client, many files, a host whose
// troubles come and go.
//   node --expose-gc test/soak/hour.ts [--minutes N]
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { CircuitBreaker } from '../../src/completion/circuitBreaker.ts';
import { CompletionEngine } from '../../src/completion/engine.ts';
import type { EngineEvent } from '../../src/completion/events.ts';
import type { FimSource } from '../../src/completion/requests/fimSource.ts';
import { UsageRecorder } from '../../src/usage/recorder.ts';
import { UsageRows } from '../../src/usage/rows.ts';
import { MistralClient } from '../../src/mistral/client.ts';
import { Editor } from '../bench/typing/editor/editor.ts';
import { places } from '../bench/typing/places.ts';
import { settled, VirtualTime } from '../support/clock.ts';
import { Typist } from '../bench/typing/typist.ts';
import { Watcher } from '../bench/typing/watcher.ts';
import { TroubledHost } from './troubledHost.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minuteMs = 60_000;
const measuredMs = Number(values.minutes) * minuteMs;
/**
 * As long a warm-up: in its first forty minutes the heap changes by megabytes, with the code that V8 compiles and
 * drops.
 */
const warmUpMs = measuredMs;
const sampleMs = measuredMs / 24;
/**
 * Limit for the growth of the heap in ten minutes, in KB. The samples differ by some 400 KB, which adds up to 100 KB to
 * the slope; a leak of 300 bytes per answer makes 600 KB.
 */
const flatKB = 200;

const complaints: string[] = [];
process.on('warning', (warning) => complaints.push(String(warning)));
process.on('unhandledRejection', (reason) => complaints.push(`unhandled rejection: ${String(reason)}`));

const clock = new VirtualTime();
const host = new TroubledHost(clock);
const recorder = new UsageRecorder(clock);
const usage = new UsageRows();
const outcomes = new Map<string, number>();
const breaker: CircuitBreaker = new CircuitBreaker(clock, onEvent);
const client = new MistralClient({
  ...{ endpoint: 'https://api.mistral.ai', key: 'soak', fetch: host.fetch, clock },
  onRateLimits: (limits) => breaker.onRateLimits(limits),
});
/** The tokens that the host reported for finished requests. */
const reported = { prompt: 0, output: 0 };
const source: FimSource = {
  async *stream(request, options) {
    for await (const chunk of client.stream(request, options)) {
      reported.prompt += chunk.usage?.promptTokens ?? 0;
      reported.output += chunk.usage?.completionTokens ?? 0;
      yield chunk;
    }
  },
};
const engine = new CompletionEngine({
  clock,
  cacheKey: 'key',
  emit: (event) => {
    breaker.onEvent(event);
    recorder.onEvent(event);
    onEvent(event);
  },
  breaker,
});
const settings = { source, model: 'codestral-latest', temperature: 0.2, maxTokens: 256, debounce: 'auto' } as const;

function onEvent(event: EngineEvent): void {
  const name = event.type === 'ended' ? event.outcome : event.type;
  outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
}

const samples: { minutes: number; KB: number }[] = [];
let keys = 0;

/** The heap after the engine has cleared its cache, as after changed settings. */
async function sample(): Promise<void> {
  engine.configure(settings);
  usage.addAll(recorder.take().all);
  for (let turn = 0; turn < 3; turn++) {
    await settled();
    globalThis.gc!();
  }
  samples.push({ minutes: clock.now() / minuteMs, KB: process.memoryUsage().heapUsed / 1024 });
}

engine.configure(settings);
const work = places();
for (let turn = 0; clock.now() < warmUpMs + measuredMs; turn++) {
  const place = work[turn % work.length]!;
  host.serve(place);
  // Every other file stays open when the user leaves it, with its running requests.
  const closes = turn % 2 === 0;
  const watcher = new Watcher(place, clock);
  const editor = new Editor(
    place,
    {
      changed: (context, isKeystroke) => engine.changed(context, isKeystroke),
      complete: (context, signal) => engine.complete(context, signal),
      end: () => closes && engine.endAll(),
    },
    clock,
    (cause) => watcher.ghostChanged(cause),
  );
  watcher.watch(editor);
  await clock.run(new Typist(turn % 3 === 0 ? 'types' : 'accepts', place, editor, watcher, clock).work());
  editor.close();
  engine.moved(null);
  keys += watcher.tally.keys;
  if (clock.now() >= warmUpMs + samples.length * sampleMs) await sample();
}
engine.configure(null);
await clock.run(clock.until(clock.now() + minuteMs));
usage.addAll(recorder.take().all);

const slopeKB = 10 * slopeOf(samples);
const total = (counter: 'requests' | 'failed' | 'promptTokens' | 'outputTokens' | 'estimated') =>
  usage.all.reduce((sum, row) => sum + row[counter], 0);
const list = (counts: ReadonlyMap<string, number>) => [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
console.log(`${Math.round(clock.now() / minuteMs)} virtual minutes, ${keys} keys, ${host.requests} requests`);
console.log(`Troubles: ${list(host.befallen)}`);
console.log(`Engine: ${list(outcomes)}`);
console.log(`Heap, in KB: ${samples.map(({ KB }) => Math.round(KB)).join(' ')}`);
console.log(`Heap slope: ${slopeKB.toFixed(1)} KB in ten minutes, ${flatKB} at most`);

assert.equal(total('requests'), host.requests, 'usage counts what the host was asked');
assert.equal(total('failed'), outcomes.get('failed'));
assert.deepEqual(
  { prompt: total('promptTokens'), output: total('outputTokens') },
  reported,
  'usage counts the reported tokens',
);
assert.deepEqual(complaints, []);
assert.equal(host.open, 0, 'no connection is left');
assert.equal(clock.pending, 0, 'no timer is left');
assert.ok(host.befallen.size === 9, 'every trouble befell a request');
assert.ok(slopeKB < flatKB, `the heap grows by ${slopeKB} KB in ten minutes`);

/** KB a minute, by least squares. */
function slopeOf(points: readonly { minutes: number; KB: number }[]): number {
  const mean = (of: (point: { minutes: number; KB: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(({ minutes }) => minutes), mean(({ KB }) => KB)];
  return mean(({ minutes, KB }) => (minutes - x) * (KB - y)) / mean(({ minutes }) => (minutes - x) ** 2);
}
