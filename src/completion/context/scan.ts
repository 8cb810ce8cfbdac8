import { endOfRegex } from '../filters/brackets.ts';

/** One line of a text as code. */
export interface CodeLine {
  /** Without comments and without what stands in strings; as many names as the line has. */
  code: string;
  /** Brackets that are open where it begins. */
  depth: number;
  /** It begins within a comment or a string that an earlier line has opened. */
  isInside: boolean;
  /** It is blank, or a comment and nothing else. */
  isComment: boolean;
}

const hashComments = new Set(
  'python ruby shellscript perl r yaml dockerfile makefile toml elixir julia powershell coffeescript nim'.split(' '),
);
const dashComments = new Set(['lua', 'sql', 'haskell', 'elm', 'ada', 'vhdl']);
/** Languages in which an apostrophe opens no string, or seldom one with a bracket in it. */
const apostropheIsNoQuote = new Set(['rust', 'ocaml', 'fsharp', 'haskell', 'clojure', 'lisp', 'scheme', 'vb']);

const marks = /\/\/|\/\*|\*\/|--|#|"""|'''|["'`]|[()[\]{}]|\//g;
const plainString: Readonly<Record<string, RegExp>> = {
  '"': /(?:\\.|[^"\\])*"?/y,
  "'": /(?:\\.|[^'\\])*'?/y,
};

/** Reads a text line by line: what of it is code, and how deep in brackets it stands. */
export class Scanner {
  readonly #language: string;
  /** What ends the comment or string that is open; null where none is. */
  #end: string | null = null;
  /** What is open is a comment, or a string that stands where a statement would: Python's documentation. */
  #isProse = false;
  #depth = 0;

  constructor(language: string) {
    this.#language = language;
  }

  /** Reads the next line. */
  line(text: string): CodeLine {
    const isInside = this.#end !== null;
    const depth = this.#depth;
    let code = '';
    let isComment = !isInside || this.#isProse;
    let at = 0;
    while (at < text.length) {
      if (this.#end !== null) {
        const end = text.indexOf(this.#end, at);
        if (end < 0) break;
        at = end + this.#end.length;
        this.#end = null;
        continue;
      }
      marks.lastIndex = at;
      const found = marks.exec(text);
      if (found === null) {
        code += text.slice(at);
        break;
      }
      code += text.slice(at, found.index);
      const [mark] = found;
      if (this.#isComment(mark)) break;
      this.#isProse = mark === '/*' || (mark.length === 3 && code.trim() === '');
      if (!this.#isProse) isComment = false;
      at = this.#after(mark, text, found.index);
      code += '()[]{}'.includes(mark) ? mark : ' ';
    }
    return { code, depth, isInside, isComment: isComment && code.trim() === '' };
  }

  #isComment(mark: string): boolean {
    if (mark === '#') return hashComments.has(this.#language);
    if (mark === '--') return dashComments.has(this.#language);
    return mark === '//' && !hashComments.has(this.#language);
  }

  /** Takes a mark in. @returns where to read on */
  #after(mark: string, text: string, at: number): number {
    const next = at + mark.length;
    if ('([{'.includes(mark)) this.#depth++;
    else if (')]}'.includes(mark)) this.#depth = Math.max(0, this.#depth - 1);
    else if (mark === '/*') this.#end = hashComments.has(this.#language) ? null : '*/';
    else if (mark === '`' || mark === '"""' || mark === "'''") this.#end = mark;
    else if (mark === '"' || (mark === "'" && !apostropheIsNoQuote.has(this.#language))) return endOf(mark, text, next);
    else if (mark === '/') return endOfRegex(text, at) + 1;
    return next;
  }
}

/** Behind a string that ends on its line, as all but a few do. */
function endOf(quote: string, text: string, at: number): number {
  const pattern = plainString[quote]!;
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/** The code of a text, without comments and strings. */
export function codeOf(text: string, language: string): string {
  const scanner = new Scanner(language);
  return text
    .split('\n')
    .map((line) => scanner.line(line).code)
    .join('\n');
}
