// Replays human typing against the engine, in virtual time.
//   node test/bench/main.ts [--json FILE] [--chart FILE] [--quick] [--context] [--bounds] [--rest] [--right] [--path]
// --chart: an SVG, or a PNG by a browser.
// --quick: a third of the places, without mechanisms, costs and context.
// --context: only the value and the costs of context from other files.
// --rest: only the text in view at rest.
// --right: only how often right answers are harmed, and wrong ones repaired, in real files.
// --path: only the functions that one key runs.
// --bounds: only how long the largest documents, lines and answers block the extension host.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { boundsCosts, boundsReport, otherBounds } from './costs/bounds.ts';
import { chart, writePicture } from './typing/chart.ts';
import { contextCosts } from './context/cost/cost.ts';
import { costReport } from './context/cost/report.ts';
import { help } from './context/help.ts';
import { helpReport } from './context/helpReport.ts';
import { costs } from './costs/costs.ts';
import { keyPaths, pathReport } from './costs/path.ts';
import { places } from './typing/places.ts';
import { report } from './typing/report.ts';
import { rests } from './rest/rest.ts';
import { rightText } from './right/main.ts';
import { type Rest, restReport } from './rest/report.ts';
import { latencies, restPlaces, restsOfEachKind } from './rest/places.ts';
import { results } from './typing/results.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    chart: { type: 'string' },
    quick: { type: 'boolean', default: false },
    context: { type: 'boolean', default: false },
    bounds: { type: 'boolean', default: false },
    rest: { type: 'boolean', default: false },
    right: { type: 'boolean', default: false },
    path: { type: 'boolean', default: false },
  },
});

const measured = await measure();
if (options.json) writeFileSync(options.json, `${JSON.stringify(measured, null, 2)}\n`);

async function measure() {
  if (options.bounds) return bounds();
  if (options.rest) return { rests: await resting() };
  if (options.right) return { right: await rightText(options.quick) };
  if (options.path) return path();
  return { ...(!options.context && (await typing())), ...(!options.quick && (await context())) };
}

async function path() {
  const paths = await keyPaths();
  process.stdout.write(pathReport(paths));
  return { paths };
}

async function typing() {
  const work = places().filter((_, index) => !options.quick || index % 3 === 0);
  const replayed = await results(work, { mechanisms: !options.quick });
  const engine = options.quick ? null : await costs();
  process.stdout.write(report(replayed, engine));
  if (options.chart) await writePicture(options.chart, chart(replayed));
  return { ...replayed, costs: engine, rests: await resting() };
}

async function resting() {
  const work = restPlaces(places(), restsOfEachKind);
  const measured: Record<string, Rest[]> = {};
  for (const [model, latency] of Object.entries(latencies)) {
    for (const [name, grows] of [
      [`${model} model`, true],
      [`${model} model, without growth`, false],
    ] as const) {
      const seen = (measured[name] = await rests(work, latency, grows));
      process.stdout.write(`\nText in view at rest, ${name}\n${restReport(seen)}\n`);
    }
  }
  return measured;
}

async function bounds() {
  const measured = { documents: boundsCosts(), other: await otherBounds() };
  process.stdout.write(boundsReport(measured.documents, measured.other));
  return { bounds: measured };
}

async function context() {
  const found = help();
  process.stdout.write(`\n${helpReport(found)}`);
  const cost = await contextCosts();
  process.stdout.write(`\n${costReport(cost)}\n`);
  return { help: found, contextCosts: cost };
}
