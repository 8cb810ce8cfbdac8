import type { Work } from '../base/background.ts';
import { privateKeyWordsIn } from './privateKeys.ts';
import { isPlaceholder, secretMask } from './secretValue.ts';
import { replaced, type Span } from './span.ts';

/** An entry of YAML whose value is in the lines below. */
const blockEntry =
  /^([ \t]*)(?:- +)?["']?[\w.-]{0,60}(?:password|passwd|passphrase|secret|token|credentials?|key)["']?[ \t]*:[ \t]*[|>][-+\d]{0,2}[ \t]*$/i;

/** Masks private keys, word by word. */
export function* maskPrivateKeys(text: string): Work<string> {
  const spans: Span[] = [];
  for (const span of privateKeyWordsIn(text)) {
    yield;
    spans.push(span);
  }
  return replaced(text, spans, () => secretMask);
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
