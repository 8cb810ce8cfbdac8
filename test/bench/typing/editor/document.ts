import type { Lines } from '../../../../src/completion/surroundings.ts';

/** Both zero-based; the character in UTF-16 units. */
export interface Position {
  line: number;
  character: number;
}

/** A text in lines. Line ends are `\n`. */
export class Document implements Lines {
  readonly #lines: string[];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  get count(): number {
    return this.#lines.length;
  }

  text(line: number): string {
    return this.#lines[line]!;
  }

  get end(): Position {
    return { line: this.count - 1, character: this.#lines.at(-1)!.length };
  }

  /** The text between two positions. */
  between(start: Position, end: Position): string {
    if (start.line === end.line) return this.text(start.line).slice(start.character, end.character);
    const inner = this.#lines.slice(start.line + 1, end.line);
    return [this.text(start.line).slice(start.character), ...inner, this.text(end.line).slice(0, end.character)].join(
      '\n',
    );
  }

  /** Replaces the text of a range. @returns the end of the new text */
  replace(start: Position, end: Position, text: string): Position {
    const before = this.text(start.line).slice(0, start.character);
    const after = this.text(end.line).slice(end.character);
    const lines = (before + text).split('\n');
    const last = lines.length - 1;
    const character = lines[last]!.length;
    lines[last] = lines[last]! + after;
    this.#lines.splice(start.line, end.line - start.line + 1, ...lines);
    return { line: start.line + last, character };
  }
}
