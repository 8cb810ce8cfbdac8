import type { CursorContext } from '../../src/completion/cursorContext.ts';

/** A context from a drawing with the cursor as `█`: `place('const x = █;')`. */
export function place(drawing: string, more: Partial<CursorContext> = {}): CursorContext {
  const cursor = drawing.indexOf('█');
  return {
    prefix: drawing.slice(0, cursor),
    suffix: drawing.slice(cursor + 1),
    startLine: 0,
    language: 'typescript',
    uri: 'file:///a.ts',
    explicit: false,
    ...more,
  };
}
