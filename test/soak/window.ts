// Types at human speed in a real VS Code while the host's faults come and go. The extension host's heap stays flat, no
// socket is left, usage equals the host's counts, every file holds the typed text, and no promise rejects unhandled.
//   node test/soak/window.ts [MINUTES]
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { figuresOf } from '../../src/usage/figures.ts';
import { type Body, bodies } from '../bench/window/bodies.ts';
import { KnowingModel } from '../bench/window/model.ts';
import { openRecorded } from '../bench/window/open.ts';
import type { BenchServer, ServedRequest } from '../bench/window/server.ts';
import { typeBody } from '../bench/window/session.ts';
import { users } from '../bench/window/typist.ts';
import { showUsage, usageOf } from '../keys/window/usagePage.ts';
import { type Window, withoutList } from '../keys/window/window.ts';
import { runProgram } from '../vscode/lifetime.ts';
import { ExtensionHost } from './extensionHost.ts';
import { Spells } from './spells.ts';
import { trafficOf, watchTraffic } from './traffic.ts';

/** The share of the time after which the heap counts: before, caches fill and code is compiled. */
const warmUp = 0.3;
/** Limit for the growth of the heap in ten minutes, in MB. */
const flatMB = 3;
/** Time after which idle connections have ended, in milliseconds (keep-alive of Node and undici: 5 s). */
const restMs = 30_000;
/** Percentage of requests that may end before they have left the machine, because of the next key. */
const unheardPercent = 2;

interface Sample {
  minutes: number;
  heapMB: number;
  freezeMs: number;
}

/**
 * Types for this many minutes, prints the measurements, and throws for deviations. Needs Node's inspector port, 9229,
 * to be free.
 * @throws AssertionError
 */
export async function soakWindow(minutes: number): Promise<void> {
  const { window, server } = await openRecorded(withoutList);
  const host = await ExtensionHost.attach(window.parts.profile);
  await watchTraffic(host);
  await host.watchLoop();
  const spells = new Spells(server);
  const running = spells.run();

  const served: ServedRequest[] = [];
  const samples: Sample[] = [];
  const [start, work] = [performance.now(), bodies()];
  const elapsed = () => (performance.now() - start) / 60_000;
  let [keys, fills] = [0, 0];
  for (let round = 0; elapsed() < minutes; round++) {
    const body = work[round % work.length]!;
    const user = users[round % users.length]!;
    const session = await typeBody({ window, server, body, model: 'every fifth word wrong', user });
    keys += session.strokes.length;
    served.push(...session.requests);
    if (round % 3 === 2) {
      await spells.inCalm(() => fill(window, server, body, ++fills));
      served.push(...server.drain());
    }
    await visitParts(window);
    const freezeMs = await host.maxFreeze();
    samples.push({ minutes: elapsed(), heapMB: (await host.heap()) / 2 ** 20, freezeMs });
    await host.maxFreeze(); // excludes the collection
    console.log(lineOf(samples.at(-1)!, `${body.name}, ${user}`));
  }
  spells.stop();
  await running;
  await rest(server);
  served.push(...server.drain());

  const { made, sent, unconnected, rejections } = await trafficOf(host);
  await showUsage(window); // flushes the counts
  const used = figuresOf(await usageOf(window).rows());
  const measured = samples.filter((sample) => sample.minutes > warmUp * minutes);
  const slope = 10 * slopeOf(measured);
  const unheard = used.requests - served.length - unconnected;
  const answered = served.filter(({ sentAt }) => sentAt.length > 0);
  const truth = answered.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  const share = (used.promptTokens + used.estimatedPromptTokens) / truth;
  console.log(`
${minutes} minutes, ${keys} keys, ${fills} fills; ${[...spells.counts].map(([name, count]) => `${name} ${count}`).join(', ')}
Requests: usage ${used.requests}; made ${made}, written ${sent}, not connected ${unconnected}; the host had ${served.length}
Prompt tokens of what was answered: usage has ${(100 * share).toFixed(1)} % of the host's
Heap: ${slope.toFixed(2)} MB in ten minutes, from ${measured[0]?.heapMB.toFixed(1)} to ${measured.at(-1)?.heapMB.toFixed(1)} MB
Longest freeze of the extension host: ${Math.max(...samples.map(({ freezeMs }) => freezeMs)).toFixed(0)} ms; after the warm-up: ${Math.max(...measured.map(({ freezeMs }) => freezeMs)).toFixed(0)} ms
Unhandled rejections: ${rejections.length}`);
  host.close();
  assert.deepEqual(rejections, []);
  assert.ok(slope < flatMB, `The heap grows by ${slope.toFixed(2)} MB in ten minutes.`);
  assert.ok(unheard >= 0 && unheard <= 2 + (unheardPercent / 100) * used.requests, `${unheard} requests went nowhere.`);
  assert.ok(share > 0.9 && share < 1.1, `Usage has ${share} of the prompt tokens.`);
}

/** Fills a body into its place, and accepts it. */
async function fill(window: Window, server: BenchServer, body: Body, number: number): Promise<void> {
  const { head, text, tail, extension } = body;
  server.model = new KnowingModel('right', body);
  await writeFile(join(window.folder, `filled-${number}${extension}`), head + tail);
  await window.openFile(`filled-${number}${extension}`);
  const lines = head.split('\n');
  await window.setCursor(lines.length, lines.at(-1)!.length + 1);
  await window.command('infill.fillSelection');
  const lens = window.page.locator('.codelens-decoration a', { hasText: 'Another' }).first();
  await lens.waitFor();
  await window.press('Tab');
  await lens.waitFor({ state: 'detached' });
  assert.equal(await window.editorText(), head + text + tail);
  await window.command('View: Close All Editors');
}

/** Opens some files of the workspace, and closes them. */
async function visitParts(window: Window): Promise<void> {
  for (const path of ['cli/query.ts', 'report/stats.py', 'server/store.go']) await window.openFile(path);
  await window.command('View: Close All Editors');
}

/** Waits until the host has no connection left. */
async function rest(server: BenchServer): Promise<void> {
  const deadline = performance.now() + restMs;
  for (let open = await server.connections(); open > 0; open = await server.connections()) {
    assert.ok(performance.now() < deadline, `${open} connections are left.`);
    await delay(250);
  }
}

/** By least squares, in MB a minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [x, y] = [mean(({ minutes }) => minutes), mean(({ heapMB }) => heapMB)];
  return mean((one) => (one.minutes - x) * (one.heapMB - y)) / mean((one) => (one.minutes - x) ** 2);
}

function lineOf({ minutes, heapMB, freezeMs }: Sample, what: string): string {
  return `${minutes.toFixed(1)} min: heap ${heapMB.toFixed(1)} MB, longest freeze ${freezeMs.toFixed(0)} ms (${what})`;
}

if (import.meta.main)
  await runProgram(async () => {
    await soakWindow(Number(process.argv[2] ?? 10));
    return 0;
  });
