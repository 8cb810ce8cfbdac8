import { Chance } from '../../support/chance.ts';
import { sourceFiles } from './corpus.ts';
import { type Hole, holeIn } from './holes.ts';
import { judge, type Verdict } from './judge.ts';
import { report, type Row } from './report.ts';
import { arrivals, play } from './session.ts';

/** Files per language, places per file. The run takes some minutes. */
const perLanguage = 30;
const placesOf = { quick: 2, full: 8 };
const seed = 1;

/** Measures how often right answers are harmed, and wrong ones repaired, in real files. */
export async function rightText(isQuick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const files = sourceFiles(perLanguage, seed);
  for (const [index, file] of files.entries()) {
    const chance = new Chance(`${seed} ${file.path}`);
    for (let place = 0; place < (isQuick ? placesOf.quick : placesOf.full); place++) {
      const hole = holeIn(file, chance);
      if (hole) rows.push(...(await rowsOf(hole)));
    }
    if (index % 200 === 199) process.stderr.write(`${index + 1} of ${files.length} files\n`);
  }
  process.stdout.write(report(rows, files));
  return rows;
}

async function rowsOf(hole: Hole): Promise<Row[]> {
  const rows: Row[] = [];
  for (const arrival of arrivals) {
    const start = { before: hole.before, after: hole.keys.length > 0 ? afterOf(hole) : hole.after };
    const played = await play(hole.language, hole.unit, start, hole.keys, {
      text: hole.answer,
      finish: 'stop',
      arrival,
    });
    rows.push({ hole, by: arrival, verdict: judge(hole, played), accepted: played?.accepted ?? [] });
  }
  return [
    ...rows,
    baseline(hole, 'as it is', hole.answer),
    baseline(hole, 'first line', /^\s*[^\n]*/.exec(hole.answer)![0]),
  ];
}

/** Text after the cursor before the user types along. */
function afterOf({ whole, before, middle }: Hole): string {
  return whole.slice(before.length + middle.length);
}

/** The verdict on the answer inserted unchanged. */
function baseline(hole: Hole, by: Row['by'], answer: string): Row {
  const last = hole.keys.at(-1);
  const text = answer.slice(last?.typed ?? 0);
  const [before, after] = last ? [last.before, last.after] : [hole.before, hole.after];
  const accepted = [{ text, replaces: 0 }];
  const verdict: Verdict = judge(hole, { before: before + text, after, accepted, end: 'ends' });
  return { hole, by, verdict, accepted };
}
