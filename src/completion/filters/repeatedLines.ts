import type { Filter } from './filter.ts';

/** A shorter line, such as `}` or `end`, repeats by right. */
const tellingLength = 5;

/** Cuts the text where it begins to repeat the lines that stand below the cursor. */
export const repeatedLines: Filter = (suggestion, { suffix }) => {
  const below = nonBlank(suffix.split('\n').slice(1));
  if (below.length === 0) return suggestion;
  const lines = suggestion.text.split('\n');
  for (let start = 0; start < lines.length; start++) {
    const own = nonBlank(lines.slice(start));
    if (lines[start]!.trim().length >= tellingLength && repeats(own, below)) {
      return { ...suggestion, text: lines.slice(0, start).join('\n') };
    }
  }
  return suggestion;
};

/** Whether all of `own` stands at the beginning of `below`; the last line may be cut short, and may go beyond it. */
function repeats(own: string[], below: string[]): boolean {
  return own.every((line, index) => {
    const other = below[index];
    return other === undefined || line === other || (index > 0 && index === own.length - 1 && other.startsWith(line));
  });
}

function nonBlank(lines: string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
