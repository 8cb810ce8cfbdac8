// Replays human typing against the engine, in virtual time.
//   node test/bench/main.ts [--json FILE] [--chart FILE] [--quick]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { places } from './places.ts';
import { report } from './report.ts';
import { results } from './results.ts';

const { values: options } = parseArgs({
  options: { json: { type: 'string' }, chart: { type: 'string' }, quick: { type: 'boolean', default: false } },
});

const work = places();
const measured = await results(work, { mechanisms: !options.quick });
process.stdout.write(report(measured, null));
if (options.json) writeFileSync(options.json, `${JSON.stringify(measured, null, 2)}\n`);
