import type { Snippet } from '../../src/completion/prompt/snippet.ts';

/** A snippet with this text, in its own file by default. */
export function snippet(text: string, more: Partial<Snippet> = {}): Snippet {
  const path = more.path ?? `${text.split('\n', 1)[0]!}.ts`;
  const start = more.startLine ?? 0;
  const parts = [{ text, start, end: start + text.split('\n').length }];
  const rest = { startLine: start, source: 'imports', score: 1, shared: [] } as const;
  return { uri: `file:///${path}`, path, text, parts: parts, version: 1, ...rest, ...more };
}
