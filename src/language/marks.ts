import type { Quoted } from './syntax.ts';

/** The name of the block that a mark opens or closes, for marks that repeat it. @param source the pattern of the mark */
export function nameIn(source: string, found: string): string {
  return new RegExp(source, 'm').exec(found)?.groups?.name ?? /\w+\W*$/.exec(found)?.[0].replace(/\W+$/, '') ?? '';
}

/** Characters. A choice: V8 refuses a pattern of some 100,000 characters, and no code has such a mark. */
const maxMark = 1_000;

/** The name in an opening mark: the end of a here-document. The rule may use lookaround. */
export function markIn({ open }: Quoted, text: string, at: number): string {
  if (!open.includes('(?<mark>')) return '';
  const pattern = new RegExp(open, 'ym');
  pattern.lastIndex = at;
  return pattern.exec(text)?.groups?.mark?.slice(0, maxMark) ?? '';
}
