import type { Work } from '../../base/background.ts';
import { isBlank, secretMask } from './secretValue.ts';
import { splitLines } from './splitLines.ts';

const begin = /-----BEGIN (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g;
const end = /-----END (?:[A-Z\d]{1,20} ){0,3}PRIVATE KEY/g;
/** Code that only speaks of where a key begins: the string ends there. */
const isSpokenOf = /^(?:\\[nr]){0,2}["'`/]/;

/** An entry of YAML whose value stands in the lines below. */
const blockEntry =
  /^([ \t]*)(?:- +)?["']?[\w.-]{0,60}(?:password|passwd|passphrase|secret|token|credentials?|key)["']?[ \t]*:[ \t]*[|>][-+\d]{0,2}[ \t]*$/i;

/** The text with its private keys masked, as far as they go: to the end where none is said. */
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
    if (next === ends.length && isSpokenOf.test(text.slice(start, start + 5))) continue;
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

/** The text with secrets masked that are entries of YAML with lines of their own. */
export function* maskBlockEntries(text: string): Work<string> {
  const lines = text.split('\n');
  let depth: number | null = null;
  for (const [at, line] of lines.entries()) {
    yield;
    const indent = /^[ \t]*/.exec(line)![0].length;
    if (depth !== null && (indent > depth || indent === line.length)) {
      if (indent < line.length && !isBlank(line.slice(indent))) lines[at] = line.slice(0, indent) + secretMask;
    } else depth = blockEntry.exec(line)?.[1]!.length ?? null;
  }
  return lines.join('\n');
}

/** A key's lines may be written as `\n` in one text. */
function maskBlock(block: string): string {
  return block.replace(/\\[nr]|(?:(?!\\[nr])\S)+/g, (part) => (/^\\[nr]$/.test(part) ? part : secretMask));
}
