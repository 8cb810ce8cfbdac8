import fc from 'fast-check';

/** Few for `npm run check`; `npm test` tries 2,000, `npm run soak` 100,000. */
const cases = Number(process.env.INFILL_CASES ?? 200);
/** Whether slow checks run in full. */
export const isThorough = cases >= 2_000;
/** Fixed, so that a failure comes from a change; `npm run soak` draws one. */
const seed = Number(process.env.INFILL_SEED ?? 20_261_126);
let held = 0;

console.log(`Properties: ${cases} cases each; INFILL_SEED=${seed} INFILL_CASES=${cases} repeats them.`);
after(() => console.log(`${held} properties held for ${cases} cases each.`));

/**
 * Checks a property with random values; a failure names the smallest failing values.
 * @param failures values that failed once: tried first
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
