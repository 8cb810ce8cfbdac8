import { CurrentLine } from './currentLine.ts';
import { isEndedBy, isVoid, languageWithin } from './html.ts';
import { markIn, nameIn } from './marks.ts';
import { childrenMode, codeMode, lineCommentMode, type Mode, quotedMode, tagMode, type Token } from './modes.ts';
import {
  type Closing,
  isBlock,
  isCodeBracket,
  isInText,
  type Listener,
  type Open,
  OpenStack,
  type State,
} from './openStack.ts';
import type { BlockWords, Quoted } from './syntax.ts';

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Reads text in any language; reports its openers and closers and those that do not match. */
export class Scanner {
  readonly #stack: OpenStack;
  #pending: readonly Mode[];
  readonly #isOpenAbove: boolean;
  readonly #listener: Listener;
  #line = new CurrentLine('');
  /** Brackets whose content is no deeper than their line. */
  readonly #shallow = new Set<Open>();
  #text = '';
  /** Offset at which the text being read begins. */
  #offset: number;
  #next: number;

  /** @param state at the beginning of a line */
  constructor({ top, pending, offset, isOpenAbove }: State, listener: Listener = {}) {
    this.#stack = new OpenStack(top, isOpenAbove, listener);
    this.#offset = this.#next = offset;
    this.#pending = pending;
    this.#isOpenAbove = isOpenAbove;
    this.#listener = listener;
  }

  /** The innermost thing open. */
  get top(): Open {
    return this.#stack.top;
  }

  /** Number of brackets, strings, elements and blocks that do not match. */
  get errors(): number {
    return this.#stack.errors;
  }

  /** Number of unmatched brackets within strings, comments and prose, where brackets need not match. */
  get weakErrors(): number {
    return this.#stack.weakErrors;
  }

  /** The state after the text read, if that ended with a line end. */
  get state(): State {
    return { top: this.#stack.top, pending: this.#pending, offset: this.#next, isOpenAbove: this.#isOpenAbove };
  }

  /**
   * Reads a text to its end.
   * @param indent indentation in columns of the line within which it begins; without it the text begins a line
   */
  read(text: string, indent?: number): void {
    const end = text.length;
    this.#text = text;
    this.#offset = this.#next;
    this.#next += text.length;
    this.#line = new CurrentLine(text);
    if (indent === undefined) this.#beginLine(0);
    else this.#line.indent = indent;
    let at = 0;
    while (at < end) {
      const { pattern, tokens } = this.#stack.top.mode;
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) break;
      let group = 1;
      while (match[group] === undefined) group++;
      const before = this.#stack.top;
      const next = this.#take(tokens[group - 1]!, match[0], match.index);
      if (this.#stack.top !== before) this.#listener.changed?.(this.#stack.top, next);
      at = next > match.index || this.#stack.top !== before ? next : match.index + 1;
    }
  }

  /** @returns the offset at which reading continues */
  #take(token: Token, found: string, at: number): number {
    const end = at + found.length;
    switch (token.is) {
      case 'line end':
        this.#endLine(end);
        return end;
      case 'plain':
        if (found.includes('\n')) this.#beginLine(at + found.lastIndexOf('\n') + 1);
        return end;
      case 'bracket':
        this.#bracket(found, at);
        return end;
      case 'semicolon':
        if (this.#stack.top.close === ')' && this.#stack.top.kind === 'bracket' && !this.#isFor(this.#stack.top))
          this.#stack.errors++;
        return end;
      case 'angle':
        this.#push('angle', this.#stack.top.mode, '>', at);
        return end;
      case 'end angle':
        if (this.#stack.top.kind === 'angle') this.#stack.pop(at);
        return end;
      case 'stray':
        this.#stack.stray(at);
        return end;
      case 'quoted':
        this.#quoted(token.rule, at);
        return end;
      case 'line comment':
        this.#push('line comment', lineCommentMode(this.#stack.top.mode), '\n', at);
        return end;
      case 'hole':
        this.#push('hole', codeMode(token.language, token.end), token.close, at);
        return end;
      case 'mark':
        this.#stack.closeInnermost((open) => open.kind === 'quoted', at);
        return end;
      case 'word':
        this.#word(token.words, found, at);
        return end;
      case 'branch':
        this.#stack.branch(token.words.end);
        return end;
      case 'end word':
        this.#endWord(token.words, found, at);
        return end;
      case 'tag head':
        this.#push('tag', tagMode(this.#stack.top.mode.language, this.#stack.top.mode.end), found.slice(1), at);
        return end;
      case 'tag end':
        return this.#tagEnd(found, at);
      case 'end tag':
        this.#endTag(/[\w.:-]*(?=\s*>?$)/.exec(found.slice(2))![0], at);
        return end;
      case 'embedded':
        this.#push('embedded', codeMode(token.language, token.close), token.close, at);
        return end;
      case 'embedded end':
        this.#stack.closeInnermost((open) => open.kind === 'embedded', at);
        // The surrounding language reads the end tag of an element.
        return found.startsWith('</') ? at : end;
    }
  }

  #bracket(found: string, at: number): void {
    const close = closerOf[found];
    const { mode } = this.#stack.top;
    if (close !== undefined) this.#push('bracket', mode, close, at);
    else if (mode.kind === 'code') this.#closeBracket(found, at);
    else if (this.#stack.top.kind === 'bracket' && this.#stack.top.close === found) this.#stack.pop(at);
    else if (isJsx(mode) && found === '}') this.#stack.stray(at);
    else this.#stack.weakStray(at);
  }

  #closeBracket(found: string, at: number): void {
    if (this.#stack.top.looseCloser === found) return;
    this.#close(at, {
      closes: (open) => open.close === found && (isBlock(open) || open.kind === 'hole'),
      mayLeave: isBlock,
      // The closer of something opened above the text begins its line.
      mayEndAbove: this.#line.isBlankTo(at),
    });
  }

  #word({ open, end, branch, looseCloser }: BlockWords, found: string, at: number): void {
    const before = this.#stack.top;
    const close = end.replace('$name', () => nameIn(open, found));
    this.#push('word', before.mode, close, at);
    if (branch !== undefined) this.#stack.top.branchesFrom = before;
    if (looseCloser !== undefined) this.#stack.top.looseCloser = looseCloser;
  }

  /** Whether a bracket holds the head of a loop, `try` or `using`, or begins above the text. */
  #isFor({ at }: Open): boolean {
    const start = at - this.#offset;
    return start < 0 || /\b(?:for|foreach|try|using)\s*\w*\s*$/.test(this.#text.slice(Math.max(0, start - 20), start));
  }

  #endWord({ end: mark, close, branch }: BlockWords, found: string, at: number): void {
    const end = mark.replace('$name', () => nameIn(close, found));
    const closes = (open: Open) => open.kind === 'word' && open.close === end;
    this.#close(at, { closes, mayLeave: isBlock, nests: branch === undefined });
  }

  #endTag(name: string, at: number): void {
    this.#close(at, { closes: (open) => isEndedBy(open, name), mayLeave: isInText });
  }

  #quoted(rule: Quoted, at: number): void {
    const mark = markIn(rule, this.#text, at);
    const mode = quotedMode(rule, mark, this.#stack.top.mode);
    if (rule.isHeredoc) {
      this.#pending = [...this.#pending, mode];
      return;
    }
    const close = rule.close.replace('$mark', () => mark);
    this.#push('quoted', mode, close, at, rule.isIndented ? this.#line.keyColumn : this.#line.indent);
  }

  #tagEnd(found: string, at: number): number {
    const end = at + found.length;
    const open = this.#stack.top;
    if (open.kind !== 'tag') {
      // No tag is open.
      this.#stack.stray(at);
      return end;
    }
    this.#stack.pop(at);
    if (found === '/>' || isVoid(open)) return end;
    const { language, syntax, end: outer } = open.mode;
    const mode = syntax.tags === 'jsx' ? childrenMode(language, outer) : this.#stack.top.mode;
    this.#push('element', mode, open.close, open.at - this.#offset, open.indent);
    const code = languageWithin(open);
    if (code !== undefined) {
      const close = `<\\/${open.close}`;
      this.#push('embedded', codeMode(code, close), close, at);
    }
    return end;
  }

  #endLine(next: number): void {
    this.#stack.dropAngles();
    const { mode } = this.#stack.top;
    if (mode.kind !== 'code') this.#endLineOfText();
    const { inLine } = this.#stack.top;
    if (mode.kind === 'code' && inLine) {
      // Code in a hole of a single-line string.
      this.#stack.errors++;
      this.#stack.closeThrough(inLine, next - 1);
    }
    this.#beginLine(next);
    this.#endIndented();
    if (this.#pending.length > 0) {
      // The first is pushed last, so that it is read first.
      for (const one of [...this.#pending].reverse()) this.#push('quoted', one, '', next);
      this.#pending = [];
    }
  }

  #endLineOfText(): void {
    const { mode } = this.#stack.top;
    if (mode.endsWithLine) {
      if (mode.kind === 'string') this.#stack.errors++;
      this.#stack.closeInnermost((open) => open.kind === 'quoted' || open.kind === 'line comment', this.#line.start);
      return;
    }
    if (mode.kind === 'prose') this.#stack.dropBrackets();
  }

  #beginLine(at: number): void {
    this.#line.begin(at);
    this.#checkDepth();
  }

  /** Content of brackets is deeper than their line, except closers, directives and comments that begin with `#`. */
  #checkDepth(): void {
    const open = this.#stack.top;
    const { indent, head, start } = this.#line;
    if (!isCodeBracket(open) || indent > open.indent || /^[)\]}#]?$/.test(head) || this.#shallow.has(open)) return;
    this.#shallow.add(open);
    this.#listener.misaligned?.(start);
  }

  /** Text that belongs to its block by its indentation ends before a line that is no deeper. */
  #endIndented(): void {
    const { indent, head, start } = this.#line;
    if (!this.#stack.top.mode.isIndented || head === '') return;
    let open = this.#stack.top;
    while (open.kind === 'bracket') open = open.parent!;
    if (indent <= open.indent) this.#stack.closeThrough(open, start);
  }

  #close(at: number, closing: Closing): void {
    this.#stack.close(at, closing, (open) => this.#checkIndent(open, at));
  }

  /** A closer that begins a line is as deep as its opener's line. */
  #checkIndent(open: Open, at: number): void {
    if (this.#line.isBlankTo(at) && open.indent !== this.#line.indent) this.#listener.misaligned?.(at);
    // A bracket opened after the closer has the indentation of the opener's line: `) {`.
    this.#line.indent = open.indent;
  }

  #push(kind: Open['kind'], mode: Mode, close: string, at: number, indent = this.#line.indent): void {
    this.#stack.push({ kind, mode, close, indent, at: this.#offset + at });
  }
}

/** Whether text is read between or within JSX tags, where a brace begins and ends code. */
function isJsx({ kind, syntax }: Mode): boolean {
  return syntax.tags === 'jsx' && (kind === 'tag' || kind === 'prose');
}
