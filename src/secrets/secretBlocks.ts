import type { Work } from '../base/background.ts';
import { isPlaceholder, secretMask } from './secretValue.ts';
import { splitLines } from './splitLines.ts';

const begin = /-----BEGIN (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY/g;
/** After the mark, the string ends: code that compares with the mark. */
const isMarkOnly = /^(?:\\[nr]){0,2}["'`/]/;

/** An entry of YAML whose value is in the lines below. */
const blockEntry =
  /^([ \t]*)(?:- +)?["']?[\w.-]{0,60}(?:password|passwd|passphrase|secret|token|credentials?|key)["']?[ \t]*:[ \t]*[|>][-+\d]{0,2}[ \t]*$/i;

/** Masks private keys; one without an end mark to the end of the text. */
export function* maskKeyBlocks(text: string): Work<string> {
  if (!text.includes('-----BEGIN ')) return text;
  const ends = [...text.matchAll(end)].map(({ index }) => index);
  const masked: string[] = [];
  let from = 0;
  let next = 0;
  for (const { 0: mark, index } of text.matchAll(begin)) {
    if (index < from) continue;
    const start = index + mark.length;
    while (next < ends.length && ends[next]! < start) next++;
    if (next === ends.length && isMarkOnly.test(text.slice(start, start + 5))) continue;
    masked.push(text.slice(from, start));
    from = ends[next] ?? text.length;
    const lines: string[] = [];
    for (const part of splitLines(text.slice(start, from))) {
      yield;
      lines.push(maskBlock(part));
    }
    masked.push(lines.join('\n'));
  }
  return masked.join('') + text.slice(from);
}

/** Masks secrets that are multi-line entries of YAML. */
export function* maskBlockEntries(text: string): Work<string> {
  const lines = text.split('\n');
  let depth: number | null = null;
  for (const [at, line] of lines.entries()) {
    yield;
    const indent = /^[ \t]*/.exec(line)![0].length;
    if (depth !== null && (indent > depth || indent === line.length)) {
      if (indent < line.length && !isPlaceholder(line.slice(indent))) lines[at] = line.slice(0, indent) + secretMask;
    } else depth = blockEntry.exec(line)?.[1]!.length ?? null;
  }
  return lines.join('\n');
}

/** In a string, the line ends of a key may be written as `\n`. */
function maskBlock(block: string): string {
  return block.replace(/\\[nr]|(?:(?!\\[nr])\S)+/g, (part) => (/^\\[nr]$/.test(part) ? part : secretMask));
}
