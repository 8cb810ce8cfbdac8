import type { CursorContext } from '../../../../src/completion/cursorContext.ts';

const pairs: Record<string, string> = { '(': ')', '[': ']', '{': '}', '"': '"', "'": "'", '`': '`' };
/** VS Code closes brackets before white space and these (`autoCloseBefore` of TypeScript, 1.139.1). */
const closedBefore = /^(?:$|[;:.,=}\])>`\s])/;

/** An editor that closes brackets and quotes as VS Code does, and lets the user type over these closers. */
export interface Editor {
  context: CursorContext;
  type(character: string): Editor;
}

/** The editor at a place; `closed` is the number of closers right of the cursor that it has added. */
export function closingEditor(context: CursorContext, closed = /^[\])}"'`]*/.exec(context.suffix)![0].length): Editor {
  const { prefix, suffix } = context;
  const at = (before: string, after: string, count: number) =>
    closingEditor({ ...context, prefix: before, suffix: after }, count);
  return {
    context,
    type(character) {
      if (closed > 0 && suffix[0] === character) return at(prefix + character, suffix.slice(1), closed - 1);
      // Enter between braces puts the closing one on a separate line.
      if (character === '\n' && prefix.endsWith('{') && suffix.startsWith('}')) {
        const indent = /[ \t]*/.exec(prefix.slice(prefix.lastIndexOf('\n') + 1))![0];
        return at(prefix + character, `\n${indent}${suffix}`, 0);
      }
      const closer = pairs[character];
      const opens =
        closer !== undefined && closedBefore.test(suffix) && !(closer === character && /[\w"'`]$/.test(prefix));
      return opens
        ? at(prefix + character, closer + suffix, closed + 1)
        : at(prefix + character, suffix, character === '\n' ? 0 : closed);
    },
  };
}
