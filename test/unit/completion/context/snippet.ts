import type { Snippet } from '../../../../src/completion/context/snippet.ts';

/** A snippet with this text, of a file of its own unless told otherwise. */
export function snippet(text: string, more: Partial<Snippet> = {}): Snippet {
  const path = more.path ?? `${text.split('\n', 1)[0]!}.ts`;
  const rest = { startLine: 0, source: 'imports', score: 1, shared: [] } as const;
  return { uri: `file:///${path}`, path, text, pieces: [text], version: 1, ...rest, ...more };
}
