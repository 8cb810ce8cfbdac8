import { childrenMode, codeMode, lineCommentMode, type Mode, quotedMode, tagMode, type Token } from './modes.ts';
import type { BlockWords, Quoted } from './syntax.ts';
import { syntaxOf } from './table/index.ts';

/** Something that is open at a place: a bracket, a block word, an element, a tag, a string, a comment, embedded code. */
export interface Open {
  kind: 'root' | 'bracket' | 'angle' | 'word' | 'element' | 'tag' | 'quoted' | 'line comment' | 'hole' | 'embedded';
  /** How the text in it is read. */
  mode: Mode;
  /** What closes it. */
  close: string;
  /** Columns that its line is indented by. */
  indent: number;
  /** Where it was opened, in characters from where the first text began; -1 before. */
  at: number;
  parent: Open | null;
  /** Where it has branches: what was open before them. Its blocks and those around it need not nest. */
  branchesFrom?: Open;
  /** How many are open, this one included; how many brackets in code. */
  depth: number;
  brackets: number;
  /** The string of one line that it is in, or is. */
  inLine: Open | null;
}

/** The state at the beginning of a line. */
export interface State {
  top: Open;
  /** Here-documents whose text begins on the next line. */
  pending: readonly Open['mode'][];
  /** How many characters were read before it. */
  offset: number;
  /** Whether more may be open above the text that was read. */
  isOpenAbove: boolean;
}

/** What a reader of text hears. */
export interface Listener {
  /** Something was closed. */
  closed?: (open: Open, at: number) => void;
  /** A closer at the beginning of a line that is indented in another way than its opener's line, or content no deeper. */
  misaligned?: (at: number) => void;
  /** A closer that closes nothing. */
  stray?: (at: number) => void;
  /** What the text from here on belongs to. */
  changed?: (top: Open, at: number) => void;
}

/** Elements of HTML that have no content. */
const voidElements = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|!doctype)$/i;
/** Elements of HTML whose end tag may be left out. */
export const optionalEnds = /^(?:li|p|td|tr|th|dt|dd|option|tbody|thead|tfoot|optgroup|colgroup|html|body|head)$/i;
/** Elements that hold code. */
const codeElements: Readonly<Record<string, string>> = { script: 'typescript', style: 'scss' };
const tabColumns = 4;
const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
/** How many openers without closers a closer may leave behind. A choice: beyond that it is one closer too many. */
const maxSkipped = 3;
/** Only a broken text has so much between a branch and its end. A choice. */
const maxSteps = 200;

/**
 * The state at the beginning of a text.
 * @param text a language within text of another is known by which of its marks comes first
 * @param isOpenAbove whether the text does not begin its document
 */
export function beginning(language: string, text = '', isOpenAbove = false): State {
  const { outer } = syntaxOf(language);
  const mode = codeMode(outer?.language ?? language);
  const root: Open = {
    kind: 'root',
    mode,
    close: '',
    indent: 0,
    at: -1,
    parent: null,
    depth: 0,
    brackets: 0,
    inLine: null,
  };
  const isText = outer && new RegExp(`^\\s*<|${outer.open}|${outer.close}`).exec(text)?.[0].includes('<');
  if (!outer || isText) return { top: root, pending: [], offset: 0, isOpenAbove };
  const { close } = outer;
  const code: Open = { ...root, kind: 'embedded', mode: codeMode(language, close), close, parent: root, depth: 1 };
  return { top: code, pending: [], offset: 0, isOpenAbove };
}

/** Whether a place is in code, in a string or in a comment; text between tags is prose. */
export function kindOf({ mode }: Open): Mode['kind'] {
  return mode.kind;
}

/** Reads text in any language: what opens and closes in it, and what does not fit together. */
export class Scanner {
  #top: Open;
  #pending: readonly Mode[];
  readonly #isOpenAbove: boolean;
  readonly #listener: Listener;
  #indent = 0;
  #lineStart = 0;
  /** Brackets whose content stands no deeper than they do. */
  readonly #shallow = new Set<Open>();
  #text = '';
  /** Where the text that is read begins. */
  #offset: number;
  #next: number;
  /** Brackets, strings, elements and blocks that do not fit together. */
  errors = 0;
  /** The same of brackets within strings, comments and prose, where they need not fit. */
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

  /** The state behind what was read, if that ended with a line end. */
  get state(): State {
    return { top: this.#top, pending: this.#pending, offset: this.#next, isOpenAbove: this.#isOpenAbove };
  }

  /**
   * Reads a text to its end.
   * @param indent columns of the line in whose middle it begins; it begins a line unless told
   */
  read(text: string, indent?: number): void {
    const end = text.length;
    this.#text = text;
    this.#offset = this.#next;
    this.#next += text.length;
    if (indent === undefined) this.#beginLine(0);
    else {
      this.#lineStart = -1;
      this.#indent = indent;
    }
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

  /** @returns where to read on */
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
        this.#quoted(token.rule, found, at);
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
        // An element's end tag is read by the language around.
        return found.startsWith('</') ? at : end;
    }
  }

  #bracket(found: string, at: number): void {
    const close = closerOf[found];
    const { mode } = this.#top;
    if (close !== undefined) {
      this.#push('bracket', mode, close, at);
      return;
    }
    if (mode.kind === 'code') this.#closeBracket(found, at);
    else if (this.#top.kind === 'bracket' && this.#top.close === found) this.#pop(at);
    else if (isJsx(mode) && found === '}') this.#stray(at);
    else this.#weak(at);
  }

  #closeBracket(found: string, at: number): void {
    let skipped = 0;
    let open = this.#top;
    for (; isBlock(open) && open.close !== found && skipped <= maxSkipped; open = open.parent!) {
      // A pattern of a shell's `case` ends with a bracket that nothing opens.
      if (open.close === 'esac' && found === ')') return;
      if (!open.branchesFrom && open.kind !== 'angle') skipped++;
    }
    const isMatch = open.close === found && (isBlock(open) || open.kind === 'hole');
    if (isMatch && skipped <= maxSkipped) {
      this.errors += skipped;
      this.#checkIndent(open, at);
      this.#closeThrough(open, at);
    } else if (isOutermost(open) && this.#isOpenAbove && skipped === 0 && this.#startsLine(at)) {
      // What was opened above the text ends on a line of its own.
      this.#listener.closed?.(open, at);
    } else this.#stray(at);
  }

  #word({ open, end, branch }: BlockWords, found: string, at: number): void {
    const before = this.#top;
    this.#push(
      'word',
      before.mode,
      end.replace('$name', () => nameIn(open, found)),
      at,
    );
    if (branch !== undefined) this.#top.branchesFrom = before;
  }

  /** Begins another branch where the first has begun. */
  #branch(end: string): void {
    let open = this.#top;
    while (isBlock(open) && !(open.branchesFrom && open.close === end)) open = open.parent!;
    if (open.branchesFrom) this.#top = { ...open, parent: open.branchesFrom };
  }

  /** Whether a bracket holds the head of a loop, as far as that can be seen. */
  #isFor({ at }: Open): boolean {
    const start = at - this.#offset;
    return start < 0 || /\b(?:for|foreach|try|using)\s*\w*\s*$/.test(this.#text.slice(Math.max(0, start - 20), start));
  }

  #endWord({ end: mark, close, branch }: BlockWords, found: string, at: number): void {
    const end = mark.replace('$name', () => nameIn(close, found));
    const branches = branch !== undefined;
    let skipped = 0;
    let steps = 0;
    let open = this.#top;
    for (
      ;
      isBlock(open) &&
      !(open.kind === 'word' && open.close === end) &&
      (skipped <= maxSkipped || branches) &&
      steps++ < maxSteps;
      open = open.parent!
    ) {
      if (!open.branchesFrom && open.kind !== 'angle') skipped++;
    }
    if (open.branchesFrom && open.close === end) skipped = 0;
    if (open.kind === 'word' && open.close === end && skipped <= maxSkipped) {
      this.errors += skipped;
      this.#checkIndent(open, at);
      this.#closeThrough(open, at);
    } else if (isOutermost(open) && this.#isOpenAbove && skipped === 0) this.#listener.closed?.(open, at);
    else this.#stray(at);
  }

  #quoted(rule: Quoted, found: string, at: number): void {
    const mark = rule.open.includes('(?<mark>')
      ? (new RegExp(rule.open, 'ym').exec(found)?.groups?.mark ?? markIn(rule, this.#text, at))
      : '';
    const mode = quotedMode(rule, mark, this.#top.mode);
    if (rule.isHeredoc) this.#pending = [...this.#pending, mode];
    else
      this.#push(
        'quoted',
        mode,
        rule.close.replace('$mark', () => mark),
        at,
        rule.isIndented ? this.#keyColumn() : this.#indent,
      );
  }

  /** Where the key of a YAML entry stands on its line, behind the dashes. */
  #keyColumn(): number {
    return /^ *(?:- +)*/.exec(this.#text.slice(Math.max(0, this.#lineStart), Math.max(0, this.#lineStart) + 200))![0]
      .length;
  }

  #tagEnd(found: string, at: number): number {
    const end = at + found.length;
    const open = this.#top;
    if (open.kind !== 'tag') {
      // Nothing is open that this could end.
      this.#stray(at);
      return end;
    }
    this.#pop(at);
    const { language, syntax, end: outer } = open.mode;
    const isVoid = syntax.tags === 'html' && voidElements.test(open.close);
    if (found === '/>' || isVoid) return end;
    const code = syntax.tags === 'html' ? codeElements[open.close.toLowerCase()] : undefined;
    const mode = syntax.tags === 'jsx' ? childrenMode(language, outer) : this.#top.mode;
    this.#push('element', mode, open.close, open.at - this.#offset, open.indent);
    if (code !== undefined) {
      const close = `<\\/${open.close}`;
      this.#push('embedded', codeMode(code, close), close, at);
    }
    return end;
  }

  #endTag(name: string, at: number): void {
    let skipped = 0;
    let open = this.#top;
    for (
      ;
      isInText(open) && !(open.kind === 'element' && open.close === name) && skipped <= maxSkipped;
      open = open.parent!
    ) {
      if (open.kind === 'bracket' && open.mode.kind !== 'code') this.weakErrors++;
      else if (!(open.kind === 'element' && open.mode.syntax.tags === 'html' && optionalEnds.test(open.close)))
        skipped++;
    }
    if (open.kind === 'element' && open.close === name && skipped <= maxSkipped) {
      this.errors += skipped;
      this.#checkIndent(open, at);
      this.#closeThrough(open, at);
    } else if (open.kind === 'root' && this.#isOpenAbove) this.#listener.closed?.(open, at);
    else this.#stray(at);
  }

  #endLine(next: number): void {
    // A comparison, or types that go on; what closes them is read as nothing.
    while (this.#top.kind === 'angle') this.#top = this.#top.parent!;
    const { mode } = this.#top;
    if (mode.kind !== 'code') this.#endLineOfText();
    const { inLine } = this.#top;
    if (mode.kind === 'code' && inLine) {
      // Code in a hole of a string of one line.
      this.errors++;
      this.#closeThrough(inLine, next - 1);
    }
    this.#beginLine(next);
    this.#endIndented(next);
    if (this.#pending.length > 0) {
      // The first comes first, so that it is read first.
      for (const one of [...this.#pending].reverse()) this.#push('quoted', one, '', next);
      this.#pending = [];
    }
  }

  #endLineOfText(): void {
    const { mode } = this.#top;
    if (mode.endsWithLine) {
      const isString = mode.kind === 'string';
      if (isString) this.errors++;
      this.#closeTo((open) => open.kind === 'quoted' || open.kind === 'line comment', this.#lineStart);
      return;
    }
    if (mode.kind !== 'prose') return;
    while (this.#top.kind === 'bracket') {
      this.weakErrors++;
      this.#top = this.#top.parent!;
    }
  }

  #beginLine(at: number): void {
    this.#lineStart = at;
    let columns = 0;
    for (let i = at; ; i++) {
      const character = this.#text[i];
      if (character === '\t') columns += tabColumns;
      else if (character === ' ') columns++;
      else break;
    }
    this.#indent = columns;
    this.#checkDepth(at);
  }

  /** What is in brackets stands deeper than the line that opens them. */
  #checkDepth(lineStart: number): void {
    const open = this.#top;
    if (open.kind !== 'bracket' || open.mode.kind !== 'code' || this.#indent > open.indent || this.#shallow.has(open))
      return;
    if (/^[ \t]*(?:[)\]}#]|$)/.test(this.#text.slice(lineStart, lineStart + this.#indent + 2).split('\n', 1)[0]!))
      return;
    this.#shallow.add(open);
    this.#listener.misaligned?.(lineStart);
  }

  /** Text that belongs to its block by its indentation ends before a line that is no deeper. */
  #endIndented(lineStart: number): void {
    if (!this.#top.mode.isIndented || this.#isBlankAt(lineStart)) return;
    let open = this.#top;
    while (open.kind === 'bracket') open = open.parent!;
    if (this.#indent <= open.indent) this.#closeThrough(open, lineStart);
  }

  #isBlankAt(lineStart: number): boolean {
    const end = this.#text.indexOf('\n', lineStart);
    return this.#text.slice(lineStart, end < 0 ? undefined : end).trim() === '';
  }

  /** A closer that begins a line stands as deep as the line that it closes. */
  #checkIndent(open: Open, at: number): void {
    if (this.#startsLine(at) && open.indent !== this.#indent) this.#listener.misaligned?.(at);
    // What opens behind it belongs to the line on which it was opened: `) {`.
    this.#indent = open.indent;
  }

  #startsLine(at: number): boolean {
    return this.#lineStart >= 0 && this.#text.slice(this.#lineStart, at).trim() === '';
  }

  #stray(at: number): void {
    this.errors++;
    this.#listener.stray?.(at);
  }

  #weak(at: number): void {
    this.weakErrors++;
    this.#listener.stray?.(at);
  }

  #push(kind: Open['kind'], mode: Mode, close: string, at: number, indent = this.#indent): void {
    const parent = this.#top;
    const brackets = parent.brackets + (kind === 'bracket' && mode.kind === 'code' ? 1 : 0);
    const open: Open = {
      kind,
      mode,
      close,
      indent,
      at: this.#offset + at,
      parent,
      depth: parent.depth + 1,
      brackets,
      inLine: parent.inLine,
    };
    if (kind === 'quoted' && mode.endsWithLine && !mode.hasLongHoles) open.inLine = open;
    else if (kind === 'embedded') open.inLine = null;
    this.#top = open;
  }

  #pop(at: number): void {
    const open = this.#top;
    this.#top = open.parent!;
    this.#listener.closed?.(open, at);
  }

  /** Closes all up to the innermost of a kind; what is open in it does not fit. */
  #closeTo(isMeant: (open: Open) => boolean, at: number): void {
    for (let open = this.#top; open.kind !== 'root'; open = open.parent!) {
      if (isMeant(open)) {
        this.#closeThrough(open, at);
        return;
      }
      if (open.kind === 'bracket' && open.mode.kind !== 'code') this.weakErrors++;
      else if (!(open.kind === 'element' && open.mode.syntax.tags === 'html' && optionalEnds.test(open.close)))
        this.errors++;
    }
  }

  #closeThrough(open: Open, at: number): void {
    this.#top = without(open, this.#top);
    this.#listener.closed?.(open, at);
  }
}

/** What is left open once a thing is closed: blocks with branches and the others need not nest. */
function without(closed: Open, top: Open): Open {
  const kept: Open[] = [];
  for (let open = top; open !== closed; open = open.parent!) {
    if (closed.branchesFrom || open.branchesFrom) kept.push(open);
  }
  return kept.reduceRight((parent, open) => ({ ...open, parent, depth: parent.depth + 1 }), closed.parent!);
}

/** What a closer in code may skip in search of its opener. */
function isBlock({ kind, mode }: Open): boolean {
  return (kind === 'bracket' && mode.kind === 'code') || kind === 'word' || kind === 'angle';
}

/** Whether nothing else is open: the code of a language that is embedded in another is, too. */
function isOutermost({ kind, parent }: Open): boolean {
  return kind === 'root' || (kind === 'embedded' && parent!.kind === 'root');
}

function isInText({ kind }: Open): boolean {
  return kind === 'bracket' || kind === 'word' || kind === 'element';
}

function nameIn(source: string, found: string): string {
  return new RegExp(source, 'm').exec(found)?.groups?.name ?? /\w+\W*$/.exec(found)?.[0].replace(/\W+$/, '') ?? '';
}

/** The rule may look around. */
function markIn(rule: Quoted, text: string, at: number): string {
  const pattern = new RegExp(rule.open, 'ym');
  pattern.lastIndex = at;
  return pattern.exec(text)?.groups?.mark ?? '';
}

/** Whether text is read between or within JSX tags, where a brace begins and ends code. */
function isJsx({ kind, syntax }: Mode): boolean {
  return syntax.tags === 'jsx' && (kind === 'tag' || kind === 'prose');
}
