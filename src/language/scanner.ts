import { CurrentLine } from './currentLine.ts';
import { isEndedBy, isVoid, languageWithin } from './html.ts';
import { childrenMode, codeMode, lineCommentMode, type Mode, quotedMode, tagMode, type Token } from './modes.ts';
import {
  faultOf,
  isBlock,
  isCodeBracket,
  isInText,
  isOutermost,
  type Open,
  openedIn,
  type State,
  without,
} from './openStack.ts';
import type { BlockWords, Quoted } from './syntax.ts';

/** Callbacks for the events of a scan. */
export interface Listener {
  /** Something was closed. */
  closed?: (open: Open, at: number) => void;
  /** A closer that begins a line in another column than its opener's line, or content no deeper than that line. */
  misaligned?: (at: number) => void;
  /** A closer that closes nothing. */
  stray?: (at: number) => void;
  /** From `at` on, the text belongs to `top`. */
  changed?: (top: Open, at: number) => void;
}

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Maximum number of openers without closers that a closer may skip. A choice: beyond that the closer is stray. */
const maxSkipped = 3;
/** Maximum number of open things that a closer may skip. A choice: only broken text has more within a branch. */
const maxSteps = 200;

/** Rules by which a closer finds its opener. */
interface Closing {
  closes: (open: Open) => boolean;
  /** Whether it may skip an open thing in search of its opener. */
  mayLeave: (open: Open) => boolean;
  /** Whether a skipped opener is a fault; branches need not nest. */
  nests?: boolean;
  /** Whether it may close what was opened above the text. */
  mayEndAbove?: boolean;
}

/** Reads text in any language; reports its openers and closers and those that do not match. */
export class Scanner {
  #top: Open;
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
  /** Number of brackets, strings, elements and blocks that do not match. */
  errors = 0;
  /** Number of unmatched brackets within strings, comments and prose, where brackets need not match. */
  weakErrors = 0;

  /** @param state at the beginning of a line */
  constructor({ top, pending, offset, isOpenAbove }: State, listener: Listener = {}) {
    this.#top = top;
    this.#offset = this.#next = offset;
    this.#pending = pending;
    this.#isOpenAbove = isOpenAbove;
    this.#listener = listener;
  }

  get top(): Open {
    return this.#top;
  }

  /** The state after the text read, if that ended with a line end. */
  get state(): State {
    return { top: this.#top, pending: this.#pending, offset: this.#next, isOpenAbove: this.#isOpenAbove };
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
      const { pattern, tokens } = this.#top.mode;
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) break;
      let group = 1;
      while (match[group] === undefined) group++;
      const before = this.#top;
      const next = this.#take(tokens[group - 1]!, match[0], match.index);
      if (this.#top !== before) this.#listener.changed?.(this.#top, next);
      at = next > match.index || this.#top !== before ? next : match.index + 1;
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
        if (this.#top.close === ')' && this.#top.kind === 'bracket' && !this.#isFor(this.#top)) this.errors++;
        return end;
      case 'angle':
        this.#push('angle', this.#top.mode, '>', at);
        return end;
      case 'end angle':
        if (this.#top.kind === 'angle') this.#pop(at);
        return end;
      case 'stray':
        this.#stray(at);
        return end;
      case 'quoted':
        this.#quoted(token.rule, at);
        return end;
      case 'line comment':
        this.#push('line comment', lineCommentMode(this.#top.mode), '\n', at);
        return end;
      case 'hole':
        this.#push('hole', codeMode(token.language, token.end), token.close, at);
        return end;
      case 'mark':
        this.#closeTo((open) => open.kind === 'quoted', at);
        return end;
      case 'word':
        this.#word(token.words, found, at);
        return end;
      case 'branch':
        this.#branch(token.words.end);
        return end;
      case 'end word':
        this.#endWord(token.words, found, at);
        return end;
      case 'tag head':
        this.#push('tag', tagMode(this.#top.mode.language, this.#top.mode.end), found.slice(1), at);
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
        this.#closeTo((open) => open.kind === 'embedded', at);
        // The surrounding language reads the end tag of an element.
        return found.startsWith('</') ? at : end;
    }
  }

  #bracket(found: string, at: number): void {
    const close = closerOf[found];
    const { mode } = this.#top;
    if (close !== undefined) this.#push('bracket', mode, close, at);
    else if (mode.kind === 'code') this.#closeBracket(found, at);
    else if (this.#top.kind === 'bracket' && this.#top.close === found) this.#pop(at);
    else if (isJsx(mode) && found === '}') this.#stray(at);
    else this.#weakStray(at);
  }

  #closeBracket(found: string, at: number): void {
    if (this.#top.looseCloser === found) return;
    this.#close(at, {
      closes: (open) => open.close === found && (isBlock(open) || open.kind === 'hole'),
      mayLeave: isBlock,
      // The closer of something opened above the text begins its line.
      mayEndAbove: this.#line.isBlankTo(at),
    });
  }

  #word({ open, end, branch, looseCloser }: BlockWords, found: string, at: number): void {
    const before = this.#top;
    const close = end.replace('$name', () => nameIn(open, found));
    this.#push('word', before.mode, close, at);
    if (branch !== undefined) this.#top.branchesFrom = before;
    if (looseCloser !== undefined) this.#top.looseCloser = looseCloser;
  }

  /** Begins another branch in the state in which the first began. */
  #branch(end: string): void {
    let open = this.#top;
    while (isBlock(open) && !(open.branchesFrom && open.close === end)) open = open.parent!;
    if (open.branchesFrom) this.#top = { ...open, parent: open.branchesFrom };
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

  /** Closes the innermost thing that a closer can close. */
  #close(at: number, { closes, mayLeave, nests = true, mayEndAbove = true }: Closing): void {
    let errors = 0;
    let open = this.#top;
    for (let steps = 0; !closes(open) && mayLeave(open) && errors <= maxSkipped && steps < maxSteps; steps++) {
      if (nests && this.#isError(open)) errors++;
      open = open.parent!;
    }
    if (closes(open) && errors <= maxSkipped) {
      this.errors += errors;
      this.#checkIndent(open, at);
      this.#closeThrough(open, at);
    } else if (isOutermost(open) && this.#isOpenAbove && errors === 0 && mayEndAbove) this.#listener.closed?.(open, at);
    else this.#stray(at);
  }

  #quoted(rule: Quoted, at: number): void {
    const mark = markIn(rule, this.#text, at);
    const mode = quotedMode(rule, mark, this.#top.mode);
    if (rule.isHeredoc) {
      this.#pending = [...this.#pending, mode];
      return;
    }
    const close = rule.close.replace('$mark', () => mark);
    this.#push('quoted', mode, close, at, rule.isIndented ? this.#line.keyColumn : this.#line.indent);
  }

  #tagEnd(found: string, at: number): number {
    const end = at + found.length;
    const open = this.#top;
    if (open.kind !== 'tag') {
      // No tag is open.
      this.#stray(at);
      return end;
    }
    this.#pop(at);
    if (found === '/>' || isVoid(open)) return end;
    const { language, syntax, end: outer } = open.mode;
    const mode = syntax.tags === 'jsx' ? childrenMode(language, outer) : this.#top.mode;
    this.#push('element', mode, open.close, open.at - this.#offset, open.indent);
    const code = languageWithin(open);
    if (code !== undefined) {
      const close = `<\\/${open.close}`;
      this.#push('embedded', codeMode(code, close), close, at);
    }
    return end;
  }

  #endLine(next: number): void {
    // A comparison, or types that continue on the next line. Their closers are ignored.
    while (this.#top.kind === 'angle') this.#top = this.#top.parent!;
    const { mode } = this.#top;
    if (mode.kind !== 'code') this.#endLineOfText();
    const { inLine } = this.#top;
    if (mode.kind === 'code' && inLine) {
      // Code in a hole of a single-line string.
      this.errors++;
      this.#closeThrough(inLine, next - 1);
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
    const { mode } = this.#top;
    if (mode.endsWithLine) {
      if (mode.kind === 'string') this.errors++;
      this.#closeTo((open) => open.kind === 'quoted' || open.kind === 'line comment', this.#line.start);
      return;
    }
    if (mode.kind !== 'prose') return;
    while (this.#top.kind === 'bracket') {
      this.weakErrors++;
      this.#top = this.#top.parent!;
    }
  }

  #beginLine(at: number): void {
    this.#line.begin(at);
    this.#checkDepth();
  }

  /** Content of brackets is deeper than their line, except closers, directives and comments that begin with `#`. */
  #checkDepth(): void {
    const open = this.#top;
    const { indent, head, start } = this.#line;
    if (!isCodeBracket(open) || indent > open.indent || /^[)\]}#]?$/.test(head) || this.#shallow.has(open)) return;
    this.#shallow.add(open);
    this.#listener.misaligned?.(start);
  }

  /** Text that belongs to its block by its indentation ends before a line that is no deeper. */
  #endIndented(): void {
    const { indent, head, start } = this.#line;
    if (!this.#top.mode.isIndented || head === '') return;
    let open = this.#top;
    while (open.kind === 'bracket') open = open.parent!;
    if (indent <= open.indent) this.#closeThrough(open, start);
  }

  /** A closer that begins a line is as deep as its opener's line. */
  #checkIndent(open: Open, at: number): void {
    if (this.#line.isBlankTo(at) && open.indent !== this.#line.indent) this.#listener.misaligned?.(at);
    // A bracket opened after the closer has the indentation of the opener's line: `) {`.
    this.#line.indent = open.indent;
  }

  #stray(at: number): void {
    this.errors++;
    this.#listener.stray?.(at);
  }

  #weakStray(at: number): void {
    this.weakErrors++;
    this.#listener.stray?.(at);
  }

  #push(kind: Open['kind'], mode: Mode, close: string, at: number, indent = this.#line.indent): void {
    this.#top = openedIn(this.#top, { kind, mode, close, indent, at: this.#offset + at });
  }

  #pop(at: number): void {
    const open = this.#top;
    this.#top = open.parent!;
    this.#listener.closed?.(open, at);
  }

  /** Closes the innermost thing of a kind; openers within it are faults. */
  #closeTo(isMeant: (open: Open) => boolean, at: number): void {
    for (let open = this.#top; open.kind !== 'root'; open = open.parent!) {
      if (isMeant(open)) {
        this.#closeThrough(open, at);
        return;
      }
      if (this.#isError(open)) this.errors++;
    }
  }

  /** Whether it is an error that something stays open. A weak one is counted here. */
  #isError(open: Open): boolean {
    const fault = faultOf(open);
    if (fault === 'weak') this.weakErrors++;
    return fault === 'error';
  }

  #closeThrough(open: Open, at: number): void {
    this.#top = without(open, this.#top);
    this.#listener.closed?.(open, at);
  }
}

function nameIn(source: string, found: string): string {
  return new RegExp(source, 'm').exec(found)?.groups?.name ?? /\w+\W*$/.exec(found)?.[0].replace(/\W+$/, '') ?? '';
}

/** The name in an opening mark: the end of a here-document. The rule may use lookaround. */
function markIn({ open }: Quoted, text: string, at: number): string {
  if (!open.includes('(?<mark>')) return '';
  const pattern = new RegExp(open, 'ym');
  pattern.lastIndex = at;
  return pattern.exec(text)?.groups?.mark ?? '';
}

/** Whether text is read between or within JSX tags, where a brace begins and ends code. */
function isJsx({ kind, syntax }: Mode): boolean {
  return syntax.tags === 'jsx' && (kind === 'tag' || kind === 'prose');
}
