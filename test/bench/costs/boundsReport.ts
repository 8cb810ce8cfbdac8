import type { BoundsCosts, OtherBounds } from './bounds.ts';

/** How long the extension host is held at worst, as a table. */
export function boundsReport(costs: readonly BoundsCosts[], other: OtherBounds): string {
  const ms = (value: number) => value.toFixed(1).padStart(12);
  const head = `${''.padEnd(26)}${['key', 'most text', 'background', 'fill'].map((name) => name.padStart(12)).join('')}`;
  const rows = costs.map(({ shape, key, keyWithMost, background, fill }) => {
    return shape.padEnd(26) + [key, keyWithMost, background, fill].map(ms).join('');
  });
  return [
    'Longest hold of the extension host, in milliseconds',
    head,
    ...rows,
    `An answer of 100,000 characters: ${ms(other.answer).trim()}; a folder of 50,000 files: ${ms(other.folder).trim()}; 50 MB pasted: ${ms(other.pasted).trim()}`,
    'Answers that come at once: longest hold, and all of it',
    ...other.answers.map(({ name, held, whole }) => name.padEnd(50) + [held, whole].map(ms).join('')),
    '',
  ].join('\n');
}
