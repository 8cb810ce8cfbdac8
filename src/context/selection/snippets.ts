import { masksIn } from '../../secrets/secretValue.ts';
import type { Candidate } from './snippetCandidates.ts';
import type { Declaration } from '../index/declaration.ts';
import type { DeclarationIndex } from '../index/declarationIndex.ts';
import type { Snippet } from '../../completion/prompt/snippet.ts';
import type { SurroundingNames } from './surroundingNames.ts';

/** A choice: Show Last Request lists them on one line. */
const maxShared = 6;

/**
 * One snippet for each file, with its parts in the order of the file; the file that was chosen first comes first.
 * @param weights of the names around the cursor
 */
export function snippetsOf(
  chosen: readonly Candidate[],
  weights: SurroundingNames['weights'],
  { table, size }: DeclarationIndex,
): Snippet[] {
  const valueOf = (id: number) => (weights.get(table.nameOf(id)) ?? 0) * Math.log((size + 1) / table.filesWith(id));
  const files = [...new Set(chosen.map(({ file }) => file))];
  return files.map((file) => {
    const parts = chosen.filter((one) => one.file === file).sort((a, b) => a.declaration.start - b.declaration.start);
    const best = parts.reduce((a, b) => (b.relevance > a.relevance ? b : a));
    const ids = [...new Set(parts.flatMap(({ names }) => [...names]))];
    const shared = ids.filter((id) => weights.has(table.nameOf(id))).sort((a, b) => valueOf(b) - valueOf(a));
    const text = joined(parts);
    return {
      uri: file.uri,
      path: file.path,
      text,
      masked: file.isMasked ? masksIn(text) : 0,
      parts: parts.map(({ text, declaration: { start, end } }) => ({ text, start, end })),
      version: file.version,
      startLine: parts[0]!.declaration.start,
      source: best.source,
      score: parts.reduce((sum, { relevance }) => sum + relevance, 0),
      shared: shared.slice(0, maxShared).map((id) => table.nameOf(id)),
    };
  });
}

/** The parts one below the other, members between the lines that open and close their containers. */
function joined(parts: readonly Candidate[]): string {
  const lines: string[] = [];
  let around: readonly Declaration[] = [];
  const leave = (depth: number) => {
    for (const { closing } of around.slice(depth).reverse()) if (closing !== '') lines.push(closing);
  };
  for (const { text, within } of parts) {
    let depth = 0;
    while (depth < around.length && depth < within.length && around[depth] === within[depth]) depth++;
    leave(depth);
    if (lines.length > 0 && depth === 0) lines.push('');
    for (const { opening } of within.slice(depth)) lines.push(opening);
    lines.push(text.trimEnd());
    around = within;
  }
  leave(0);
  return lines.join('\n');
}
