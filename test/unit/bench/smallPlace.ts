import type { Place } from '../../bench/typing/places.ts';

/** A small file in TypeScript with a body to type. */
export const place: Place = {
  name: 'small.ts:1',
  file: 'small.ts',
  language: 'typescript',
  indent: '  ',
  head: 'export function total(parcels: Parcel[]): number {',
  body: "\n  const weights = parcels.map((one) => one.weight);\n  if (weights.length === 0) {\n    return read('none');\n  }\n  return sum(weights);",
  tail: '\n}\n\nexport function sum(values: number[]): number {\n  return values.reduce((a, b) => a + b, 0);\n}\n',
};
