import fc from 'fast-check';

/** Few for `npm run check`; `npm test` asks for 2,000, `npm run soak` for 100,000. */
const cases = Number(process.env.INFILL_CASES ?? 200);
/** Whether what takes long is to be tried in full. */
export const isThorough = cases >= 2_000;
/** The same each time, so that a change is judged by what it changes; `npm run soak` draws one. */
const seed = Number(process.env.INFILL_SEED ?? 20_261_126);
let held = 0;

console.log(`Properties: ${cases} cases each; INFILL_SEED=${seed} INFILL_CASES=${cases} repeats them.`);
after(() => console.log(`${held} properties held for ${cases} cases each.`));

/**
 * Tries a property with values drawn at random; a failure names the values, made as small as they can be.
 * @param failures what has failed once: tried first
 */
export async function holds<Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...values: Values) => void | Promise<void>,
  failures: NoInfer<Values>[] = [],
): Promise<void> {
  const property = fc.asyncProperty<Values>(...arbitraries, async (...values) => check(...values));
  await fc.assert(property, { numRuns: cases, seed, examples: failures });
  held++;
}
