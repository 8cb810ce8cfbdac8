// Types function bodies with real keys in a real VS Code, against a model that knows them, and measures what is seen.
//   node test/bench/window/main.ts [--json FILE] [--quick] [--only PART-OF-A-NAME] [--no-list]
// --quick: the shortest body only. --no-list: VS Code's list of suggestions never opens by itself.
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runProgram } from '../../vscode/lifetime.ts';
import { newest } from '../../vscode/versions.ts';
import { activationMs } from './activation.ts';
import { type Body, bodies, keysOf } from './bodies.ts';
import { type Counts, countsOf } from './figures.ts';
import { modelNames } from './model.ts';
import { openRecorded } from './open.ts';
import { table } from './report.ts';
import type { ServedRequest } from './server.ts';
import { typeBody } from './session.ts';
import { summaryOf } from './summary.ts';
import { users } from './typist.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    'no-list': { type: 'boolean', default: false },
  },
});

/** Typed before what is measured, so that the window has done its first work. */
const warmUp: Body = {
  name: 'warm-up',
  extension: '.ts',
  head: 'function warmUp(): number {',
  text: '\n  const one = 1;\n  return one;',
  tail: '\n}\n',
};

await runProgram(async () => {
  const all = bodies().filter(({ name }) => name.includes(options.only ?? ''));
  const shortest = all.toSorted((a, b) => keysOf(a) - keysOf(b)).slice(0, 1);
  const work = options.quick ? shortest : all;
  const { window, server } = await openRecorded({ 'editor.suggestOnTriggerCharacters': !options['no-list'] });

  await typeBody({ window, server, body: warmUp, model: 'right', user: 'types' });

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
  console.log(
    `\nVS Code ${newest}, ${work.length} bodies; activation ${activation} ms; load ${loadavg()[1]!.toFixed(1)} on ${availableParallelism()} processors\n${table(summaries)}`,
  );
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify({ version: newest, activation, summaries, runs }, null, 2)}\n`);
  }
  return 0;
});
