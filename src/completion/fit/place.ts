import { mayOmitEndTag } from '../../language/html.ts';
import { indentOf, maxCodeLine } from '../../language/lines.ts';
import { beginning, isCodeBracket, type Open, type State } from '../../language/openStack.ts';
import { Scanner } from '../../language/scanner.ts';
import { type CursorContext, lineAfter, lineBefore } from '../cursorContext.ts';
import { squeezed, type Squeezed } from './withoutSpace.ts';

/** Faults of a document; fewer are better. */
export interface Faults {
  /** Number of brackets, strings, tags and block words that do not match. */
  errors: number;
  /** Number of those open at the document's end. Code that is being written has some. */
  unclosed: number;
  /** Number of closers below the text in another column than their opener's line, and of contents no deeper than it. */
  misaligned: number;
  /** Number of brackets within strings, comments and prose that do not match. */
  weak: number;
}

/** A closer right of the cursor: its offsets from the cursor, in characters, and its opener. */
interface Ahead {
  start: number;
  end: number;
  /** Null if the scanner does not read it as a closer: a quote in a comment. */
  open: Open | null;
}

/** Result of reading a text at the cursor. */
export interface Reading extends Faults {
  /** Offsets in the text of closers without an opener in the text, in characters. */
  overClosers: readonly number[];
  /** Those of them whose opener is before the text. */
  closed: readonly number[];
  /** The innermost thing open after the text if it is a part; otherwise after the suffix. */
  top: Open;
}

/** Maximum number of characters of the suffix that are read. More adds nothing. A choice: they are read at each key. */
const maxSuffix = 3_000;

/** A bracket, a word, an end tag or another mark that closes something. */
const closer = /^(?:[)\]}]|[\w-]+|<\/[^>]*>?|[^\w\s()[\]{}]+|[^]|)/;

/** The cursor's position as the scanner of its language reads it. */
export class Place {
  readonly context: CursorContext;
  readonly before: string;
  /** The part of `before` that is read. */
  readonly #near: string;
  /** Indentation of the line in columns if `#near` begins within it; undefined if the two begin together. */
  readonly #indent: number | undefined;
  /** Text after the cursor on its line. */
  readonly rest: string;
  readonly suffix: string;
  readonly #state: State;
  /** Offset of the cursor in the characters that the scanner counts. */
  readonly #end: number;
  /** Whether the suffix reaches the document's end. */
  readonly #isSuffixWhole: boolean;
  #closesAhead: readonly Ahead[] | null = null;
  #squeezedSuffix: Squeezed | null = null;

  constructor(context: CursorContext) {
    this.context = context;
    this.before = lineBefore(context);
    this.rest = lineAfter(context);
    this.suffix = context.suffix.slice(0, maxSuffix);
    this.#isSuffixWhole = (context.endsDocument ?? true) && context.suffix.length <= maxSuffix;
    this.#state = stateAtLine(context, this.before);
    this.#near = this.before.slice(-maxCodeLine);
    this.#indent = this.before.length > maxCodeLine ? indentOf(this.before) : undefined;
    this.#end = this.#state.offset + this.#near.length;
  }

  get squeezedSuffix(): Squeezed {
    return (this.#squeezedSuffix ??= squeezed(this.suffix));
  }

  /** The innermost thing open at the cursor. */
  get top(): Open {
    return this.read('', this.suffix.length, true).top;
  }

  /**
   * Reads the document with a text at the cursor.
   * @param replaces number of characters right of the cursor that it replaces
   * @param isPart whether more text follows, which closes what this text leaves open
   */
  read(text: string, replaces: number, isPart: boolean): Reading {
    const before = this.#near;
    const end = before.length + text.length;
    const overClosers: number[] = [];
    const below = new Below(replaces);
    const closed: number[] = [];
    const isOwn = (at: number) => at >= before.length && at < end;
    const scanner = new Scanner(this.#state, {
      closed: (open, at) => {
        if (at >= end) below.closed(open, at - end);
        if (!isOwn(at) || open.at >= this.#end) return;
        overClosers.push(at - before.length);
        closed.push(at - before.length);
      },
      stray: (at) => {
        if (isOwn(at)) overClosers.push(at - before.length);
      },
      misaligned: (at) => {
        if (at >= end) below.misaligned++;
      },
    });
    scanner.read(before + text + (isPart ? '' : this.suffix.slice(replaces)), this.#indent);
    const { top, errors, weakErrors } = scanner;
    const rest = isPart ? this.#readBelow(withoutOwn(top, this.#end), text, below) : scanner;
    const faults = {
      errors: errors + (isPart ? rest.errors : 0),
      weak: weakErrors + (isPart ? rest.weakErrors : 0),
      unclosed: this.#isSuffixWhole ? unclosedIn(rest.top) : 0,
      misaligned: below.misaligned,
    };
    return { ...this.#withAhead(faults, text, below), overClosers, closed, top };
  }

  /** The innermost thing open at the beginning of each line of a text at the cursor. */
  openAtLines(text: string): Open[] {
    const scanner = new Scanner(this.#state);
    const lines = text.split('\n').slice(0, -1);
    const below = lines.map((line, index) => {
      if (index === 0) scanner.read(`${this.#near}${line}\n`, this.#indent);
      else scanner.read(`${line}\n`);
      return scanner.top;
    });
    return [this.top, ...below];
  }

  /** Offset at which something was opened, in characters from the cursor. */
  startOf({ at }: Open): number {
    return at - this.#end;
  }

  /** Number of characters of the line's rest that close up to `count` things open at the cursor; 0 for none. */
  closersAhead(count: number): number {
    const ahead = this.#ahead();
    return ahead[Math.min(count, ahead.length) - 1]?.end ?? 0;
  }

  /** Closers in the line's rest of things open at the cursor. */
  #ahead(): readonly Ahead[] {
    if (this.#closesAhead === null) {
      const before = this.#near;
      const rest = this.rest.slice(0, maxSuffix);
      const found: Ahead[] = [];
      const scanner = new Scanner(this.#state, {
        closed: (open, at) => {
          if (at < before.length || open.kind === 'root' || open.at >= this.#end) return;
          const start = at - before.length;
          // Only closers and white space may come before.
          if (rest.slice(found.at(-1)?.end ?? 0, start).trim() !== '') return;
          const { length } = rest.startsWith(open.close, start) ? open.close : closer.exec(rest.slice(start))![0];
          found.push({ start, end: start + length, open });
        },
      });
      scanner.read(before + rest, this.#indent);
      // A quote that begins a string further on closes nothing here.
      const isBroken = scanner.top.kind === 'quoted' && scanner.top.at >= this.#end;
      const seen = isBroken ? [] : found;
      const { length } = rest.slice(0, this.context.ahead ?? 0).trimEnd();
      const fromEdits = rest
        .slice(0, length)
        .split('')
        .flatMap((_, start): Ahead[] => {
          const isSeen = seen.some((one) => start >= one.start && start < one.end);
          return isSeen ? [] : [{ start, end: start + 1, open: null }];
        });
      this.#closesAhead = [...seen, ...fromEdits].sort((a, b) => a.start - b.start);
    }
    return this.#closesAhead;
  }

  /** Reads the suffix after a text that is a part. */
  #readBelow(open: Open, text: string, below: Below): Scanner {
    const line = (this.before + text).slice((this.before + text).lastIndexOf('\n') + 1);
    const scanner = new Scanner(
      { ...this.#state, top: open, pending: [], offset: this.#end },
      {
        closed: (one, at) => below.closed(one, at),
        misaligned: () => below.misaligned++,
      },
    );
    scanner.read(this.suffix.slice(below.replaces), indentOf(line));
    return scanner;
  }

  /**
   * A closer right of the cursor that closes something without the text should also close something after it: the same
   * thing, or one that the text opened.
   */
  #withAhead(faults: Faults, text: string, { replaces, used }: Below): Faults {
    let { errors, misaligned } = faults;
    for (const { start, open } of this.#ahead()) {
      if (start < replaces) continue;
      const now = used.get(start);
      // A text with an odd number of the editor's quote closes the string that the quote would close.
      if (open === null) errors += text.split(this.rest[start]!).length % 2 === 0 ? 1 : 0;
      else if (!now) errors++;
      else if (now !== open && now.at < this.#end && now.depth < open.depth && endsBlock(text, now)) misaligned++;
    }
    return { ...faults, errors, misaligned };
  }
}

/** Whether a text ends with a closer, so that a closer of code follows it directly. */
function endsBlock(text: string, open: Open): boolean {
  return isCodeBracket(open) && /[)\]}]$/.test(text);
}

/** Results of reading the suffix below a text. */
class Below {
  readonly replaces: number;
  /** Things closed below the text, by the offset of the closer in characters from the cursor. */
  readonly used = new Map<number, Open>();
  misaligned = 0;

  constructor(replaces: number) {
    this.replaces = replaces;
  }

  closed(open: Open, at: number): void {
    if (open.kind !== 'root') this.used.set(at + this.replaces, open);
  }
}

const places = new WeakMap<CursorContext, Place>();

/** The place of a context, cached with its readings. */
export function placeAt(context: CursorContext): Place {
  const place = places.get(context) ?? new Place(context);
  places.set(context, place);
  return place;
}

/** Number of things open at the document's end that should be closed. */
function unclosedIn(top: Open): number {
  let count = 0;
  for (let open = top; open.kind !== 'root'; open = open.parent!) if (!mayStayOpen(open)) count++;
  return count;
}

function mayStayOpen(open: Open): boolean {
  const { kind, mode } = open;
  const isText = kind === 'bracket' && !isCodeBracket(open);
  return kind === 'line comment' || kind === 'embedded' || (mode.isIndented ?? false) || isText || mayOmitEndTag(open);
}

/** The innermost open thing that was opened before a position. */
function withoutOwn(top: Open, from: number): Open {
  let open = top;
  while (open.at >= from) open = open.parent!;
  return open;
}

/** The last state that was read, with its document: the next key usually continues from it. */
let last: { uri: string; language: string; startLine: number; head: string; state: State } | null = null;

/** The state at the beginning of the cursor's line. */
function stateAtLine({ uri, language, prefix, startLine }: CursorContext, before: string): State {
  const head = prefix.slice(0, prefix.length - before.length);
  // With an empty head, the state depends on the cursor's line, which shows how the text begins.
  const isKnown = last !== null && last.head !== '' && last.uri === uri;
  if (isKnown && last && last.language === language && last.startLine === startLine && head.startsWith(last.head)) {
    if (head.length > last.head.length) {
      const scanner = new Scanner(last.state);
      scanner.read(head.slice(last.head.length));
      last = { ...last, head, state: scanner.state };
    }
    return last.state;
  }
  const state = readHead(head, before, language, startLine);
  last = { uri, language, startLine, head, state };
  return state;
}

function readHead(head: string, line: string, language: string, startLine: number): State {
  const scanner = new Scanner(beginning(language, head + line, startLine > 0));
  scanner.read(head);
  return scanner.state;
}
