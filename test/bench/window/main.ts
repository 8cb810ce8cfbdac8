// Types function bodies with real keys in a real VS Code, with a model that knows them, and measures what the user
// sees.
//   node test/bench/window/main.ts [--json FILE] [--quick] [--only PART-OF-A-NAME] [--no-list | --with-list] [--rest]
// --rest: the text in view at rest, with a quick model and a slow one.
// --quick: the shortest body only, or two places of each kind.
// --no-list, --with-list: only with VS Code's suggestion list closed, or only with it open; default: both.
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Window, withoutList } from '../../keys/window/window.ts';
import { runProgram } from '../../vscode/lifetime.ts';
import { newest } from '../../vscode/versions.ts';
import { places } from '../typing/places.ts';
import { type Rest, restReport } from '../rest/report.ts';
import { latencies, restPlaces, restsOfEachKind } from '../rest/places.ts';
import { restAt } from './rest.ts';
import { type Body, bodies, keysOf } from './bodies.ts';
import { type Counts, countsOf } from './figures.ts';
import { modelNames } from './model.ts';
import { openRecorded } from './open.ts';
import { table } from './report.ts';
import type { BenchServer, ServedRequest } from './server.ts';
import { typeBody } from './session.ts';
import { summaryOf } from './summary.ts';
import { users } from './typist.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    'no-list': { type: 'boolean', default: false },
    'with-list': { type: 'boolean', default: false },
    rest: { type: 'boolean', default: false },
  },
});

const measured: Record<string, unknown> = {};

/** Typed before the measurement, so that the window has done its first work. */
const warmUp: Body = {
  name: 'warm-up',
  extension: '.ts',
  head: 'function warmUp(): number {',
  text: '\n  const one = 1;\n  return one;',
  tail: '\n}\n',
};

/** Settings of VS Code's suggestion list: its defaults, after *Keep Both in View*, and the list closed. */
const lists: Readonly<Record<string, object>> = {
  ...(!options['no-list'] && { "VS Code's defaults": {}, 'both in view': { 'editor.suggest.selectionMode': 'never' } }),
  ...(!options['with-list'] && { 'the suggestion list closed': withoutList }),
};

await runProgram(async () => {
  for (const [name, settings] of Object.entries(lists)) {
    const { window, server } = await openRecorded(settings);
    await typeBody({ window, server, body: warmUp, model: 'right', user: 'types' });
    await (options.rest ? rest(name, window, server) : replay(name, window, server));
    await window.close();
  }
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ version: newest, ...measured }, null, 2)}\n`);
  return 0;
});

async function replay(name: string, window: Window, server: BenchServer): Promise<void> {
  const all = bodies().filter((body) => body.name.includes(options.only ?? ''));
  const shortest = all.toSorted((a, b) => keysOf(a) - keysOf(b)).slice(0, 1);
  const work = options.quick ? shortest : all;
  const runs: ({ model: string; user: string; body: string; served: readonly ServedRequest[] } & Counts)[] = [];
  for (const model of modelNames) {
    for (const user of users) {
      for (const body of work) {
        const session = await typeBody({ window, server, body, model, user });
        const counts = countsOf(session);
        runs.push({ model, user, body: body.name, ...counts, served: session.requests });
        const { keys, textKeys, withRightText, requests, flickers } = counts;
        const shown = `${withRightText} of ${textKeys} with right text before`;
        console.log(
          `${model}, ${user}: ${body.name}: ${keys} keys, ${requests} requests, ${shown}, ${flickers.flicker} flickers`,
        );
        for (const { kind, place, detail } of counts.incidents) console.log(`    ${kind}: ${place} ${detail}`);
      }
    }
  }
  const activation = await activationMs(window);
  const of = (model: string, user: string) => runs.filter((run) => run.model === model && run.user === user);
  const [right, wrong] = modelNames.map((model) => summaryOf(of(model, 'types'), of(model, 'accepts')));
  const summaries = { right: right!, 'every fifth word wrong': wrong! };
  const load = `load ${loadavg()[1]!.toFixed(1)} on ${availableParallelism()} processors`;
  console.log(
    `\nVS Code ${newest}, ${name}: ${work.length} bodies; activation ${activation} ms; ${load}\n${table(summaries)}`,
  );
  measured[name] = { activation, summaries, runs };
}

async function rest(name: string, window: Window, server: BenchServer): Promise<void> {
  const work = restPlaces(places(), options.quick ? 2 : restsOfEachKind);
  for (const [model, latency] of Object.entries(latencies)) {
    server.latency = latency;
    const rests: Rest[] = [];
    for (const place of work) rests.push(await restAt(window, server, place));
    const tokens = `${latency.firstToken} ms to the first token, ${latency.perToken} ms from token to token`;
    console.log(`\nVS Code ${newest}, ${name}, ${model}: ${tokens}\n${restReport(rests)}`);
    measured[`${name}, ${model}`] = rests;
  }
}

/** The time that VS Code reports for loading and activating the extension, in milliseconds. */
async function activationMs(window: Window): Promise<number> {
  await window.command('Developer: Show Running Extensions');
  // The list draws only the rows in view.
  await window.page.setViewportSize({ width: 1280, height: 4000 });
  const row = window.page.locator('.runtime-extensions-editor .extension', { hasText: 'Infill' });
  const text = await row.locator('.activation-time').innerText();
  return Number(/(\d+)\s*ms/.exec(text)![1]);
}
