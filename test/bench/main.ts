// Replays human typing against the engine, in virtual time.
//   node test/bench/main.ts [--json FILE] [--chart FILE] [--quick]
// --chart: an SVG, or a PNG by a browser.
// --quick: a third of the places, without the mechanisms and the costs.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chart } from './chart.ts';
import { costs } from './costs.ts';
import { writePicture } from './picture.ts';
import { places } from './places.ts';
import { report } from './report.ts';
import { results } from './results.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'string' }, chart: { type: 'string' }, quick: { type: 'boolean', default: false } },
});

const work = places().filter((_, index) => !options.quick || index % 3 === 0);
const replayed = await results(work, { mechanisms: !options.quick });
const measured = options.quick ? null : await costs();
process.stdout.write(report(replayed, measured));
if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...replayed, costs: measured }, null, 2)}\n`);
if (options.chart) await writePicture(options.chart, chart(replayed));
