/** One level of indentation: a tab or a number of spaces. */
export type IndentUnit = 'tab' | number;

/** A position in a document, as the engine sees it. Line ends are `\n` whatever the document has. */
export interface CursorContext {
  /** Text before the cursor, within the token limit. It begins with a line, unless the line exceeds the limit. */
  prefix: string;
  /** Text after the cursor, within the token limit. It ends with a line, unless the line exceeds the limit. */
  suffix: string;
  /** The line of the document (zero-based) where `prefix` begins. */
  startLine: number;
  /** VS Code's language id. */
  language: string;
  uri: string;
  /** Whether `suffix` reaches the document's end. Default: true. */
  endsDocument?: boolean;
  /** The unit that the editor inserts for a level of indentation. It counts in a file without indentation. */
  editorIndent?: IndentUnit;
  /** Number of characters of `suffix` that the editor inserted by itself, as far as edits have shown. */
  ahead?: number;
  /** Whether the user triggered the suggestion, rather than typing. */
  explicit: boolean;
}

/** Whether two contexts have the same text before and after the cursor of the same document. */
export function isSamePosition(one: CursorContext, other: CursorContext): boolean {
  return one.uri === other.uri && one.prefix === other.prefix && one.suffix === other.suffix;
}

/** The part of the cursor's line before the cursor. */
export function lineBefore(context: CursorContext): string {
  return context.prefix.slice(context.prefix.lastIndexOf('\n') + 1);
}

/** The part of the cursor's line after the cursor. */
export function lineAfter(context: CursorContext): string {
  const end = context.suffix.indexOf('\n');
  return end < 0 ? context.suffix : context.suffix.slice(0, end);
}

/** Whether the cursor is inside a word. Typing requests nothing there. */
export function isInsideWord(context: CursorContext): boolean {
  return /[\p{L}\p{N}_]$/u.test(lineBefore(context)) && /^[\p{L}\p{N}_]/u.test(lineAfter(context));
}
