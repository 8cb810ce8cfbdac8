import { indentOf } from '../language/lines.ts';
import { mayOmitEndTag } from '../language/html.ts';
import { beginning, isCodeBracket, type Open, type State } from '../language/open.ts';
import { Scanner } from '../language/scanner.ts';
import { squeezed, type Squeezed } from './squeezed.ts';
import { type CursorContext, lineAfter, lineBefore } from './cursorContext.ts';

/** What is wrong with a document; less is better. */
export interface Faults {
  /** Brackets, strings, tags and block words that do not fit together. */
  errors: number;
  /** Those that are open at the document's end. Code that is being written has some. */
  unclosed: number;
  /** Closers below the text that stand in another column than the line that they close. */
  misaligned: number;
  /** Brackets within strings, comments and prose that do not fit together. */
  weak: number;
}

/** A closer right of the cursor: where it stands, in characters from the cursor, and what it closes. */
interface Ahead {
  start: number;
  end: number;
  /** Null if the scanner does not know it as a closer: a quote in a comment. */
  open: Open | null;
}

/** A text read at a place. */
export interface Reading extends Faults {
  /** Where the text closes what was open before it, or nothing at all; in characters from its beginning. */
  overClosers: readonly number[];
  /** How many of those that were open at the place it closes. */
  closes: number;
  /** What is open behind it. */
  top: Open;
}

/** A longer rest of the document tells nothing more, in characters. A choice: it is read at each key. */
const maxSuffix = 3_000;

/** A bracket, a word, an end tag or another mark that closes something. */
const closer = /^(?:[)\]}]|[\w-]+|<\/[^>]*>?|[^\w\s()[\]{}]+|[^]|)/;

/** A cursor's place as its language's scanner reads it. */
export class Place {
  readonly context: CursorContext;
  readonly before: string;
  /** What follows on the line. */
  readonly rest: string;
  readonly suffix: string;
  readonly #state: State;
  /** Where the cursor is, in the characters that the scanner counts. */
  readonly #end: number;
  /** Whether the suffix goes to the document's end. */
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
    this.#end = this.#state.offset + this.before.length;
  }

  get squeezedSuffix(): Squeezed {
    return (this.#squeezedSuffix ??= squeezed(this.suffix));
  }

  /** What is open at the cursor. */
  get top(): Open {
    return this.read('', this.suffix.length, true).top;
  }

  /**
   * Reads the document with a text at the cursor.
   * @param replaces how many characters right of the cursor it takes in
   * @param isPart whether the text goes on: what it leaves open is closed by what is still to come
   */
  read(text: string, replaces: number, isPart: boolean): Reading {
    const { before } = this;
    const end = before.length + text.length;
    const overClosers: number[] = [];
    const below = new Below(replaces);
    let closes = 0;
    const isOwn = (at: number) => at >= before.length && at < end;
    const scanner = new Scanner(this.#state, {
      closed: (open, at) => {
        if (at >= end) below.closed(open, at - end);
        if (!isOwn(at) || open.at >= this.#end) return;
        overClosers.push(at - before.length);
        closes++;
      },
      stray: (at) => {
        if (isOwn(at)) overClosers.push(at - before.length);
      },
      misaligned: (at) => {
        if (at >= end) below.misaligned++;
      },
    });
    scanner.read(before + text + (isPart ? '' : this.suffix.slice(replaces)));
    const { top, errors, weakErrors } = scanner;
    const rest = isPart ? this.#readBelow(withoutOwn(top, this.#end), text, below) : scanner;
    const faults = {
      errors: errors + (isPart ? rest.errors : 0),
      weak: weakErrors + (isPart ? rest.weakErrors : 0),
      unclosed: this.#isSuffixWhole ? unclosedIn(rest.top) : 0,
      misaligned: below.misaligned,
    };
    return { ...this.#withAhead(faults, text, below), overClosers, closes, top };
  }

  /** What each line of a text at the cursor begins in. */
  openAtLines(text: string): Open[] {
    const scanner = new Scanner(this.#state);
    const lines = text.split('\n').slice(0, -1);
    const below = lines.map((line, index) => {
      scanner.read(`${index === 0 ? this.before : ''}${line}\n`);
      return scanner.top;
    });
    return [this.top, ...below];
  }

  /** Where something was opened, in characters from the cursor. */
  startOf({ at }: Open): number {
    return at - this.#end;
  }

  /** How many characters of the line's rest close so many of what is open at the cursor; 0 for none. */
  closersAhead(count: number): number {
    const ahead = this.#ahead();
    return ahead[Math.min(count, ahead.length) - 1]?.end ?? 0;
  }

  /** The closers of the line's rest that close what is open at the cursor, in characters from the cursor. */
  #ahead(): readonly Ahead[] {
    if (this.#closesAhead === null) {
      const { before, rest } = this;
      const found: Ahead[] = [];
      const scanner = new Scanner(this.#state, {
        closed: (open, at) => {
          if (at < before.length || open.kind === 'root' || open.at >= this.#end) return;
          const start = at - before.length;
          // Only closers and white space come before.
          if (rest.slice(found.at(-1)?.end ?? 0, start).trim() !== '') return;
          const { length } = rest.startsWith(open.close, start) ? open.close : closer.exec(rest.slice(start))![0];
          found.push({ start, end: start + length, open });
        },
      });
      scanner.read(before + rest);
      // A quote that begins a string further on closes nothing here.
      const isBroken = scanner.top.kind === 'quoted' && scanner.top.at >= this.#end;
      const seen = isBroken ? [] : found;
      const { length } = rest.slice(0, this.context.ahead ?? 0).trimEnd();
      const known = rest
        .slice(0, length)
        .split('')
        .flatMap((_, start): Ahead[] => {
          const isSeen = seen.some((one) => start >= one.start && start < one.end);
          return isSeen ? [] : [{ start, end: start + 1, open: null }];
        });
      this.#closesAhead = [...seen, ...known].sort((a, b) => a.start - b.start);
    }
    return this.#closesAhead;
  }

  /** Reads what follows a text that goes on. */
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
   * A closer right of the cursor that closes something without the text should close something behind it: the same, or
   * what the text has opened.
   */
  #withAhead(faults: Faults, text: string, { replaces, used }: Below): Faults {
    let { errors, misaligned } = faults;
    for (const { start, open } of this.#ahead()) {
      if (start < replaces) continue;
      const now = used.get(start);
      // A text that has the editor's quote once closes what that closes.
      if (open === null) errors += text.split(this.rest[start]!).length % 2 === 0 ? 1 : 0;
      else if (!now) errors++;
      else if (now !== open && now.at < this.#end && now.depth < open.depth && endsBlock(text, now)) misaligned++;
    }
    return { ...faults, errors, misaligned };
  }
}

/** Whether a text ends with a closer, so that a closer of code follows it at once. */
function endsBlock(text: string, open: Open): boolean {
  return isCodeBracket(open) && /[)\]}]$/.test(text);
}

/** What is read below a text. */
class Below {
  readonly replaces: number;
  /** What closers below the text close, by where they are, in characters from the cursor. */
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

/** The place of a context; what was read of it once is kept with it. */
export function placeAt(context: CursorContext): Place {
  const known = places.get(context) ?? new Place(context);
  places.set(context, known);
  return known;
}

/** How many of those that are open at the document's end should not be. */
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

/** What was open before a position. */
function withoutOwn(top: Open, from: number): Open {
  let open = top;
  while (open.at >= from) open = open.parent!;
  return open;
}

/** The last state that was read, by document: the next key mostly begins where it ended. */
let last: { uri: string; language: string; startLine: number; head: string; state: State } | null = null;

/** The state at the beginning of the cursor's line. */
function stateAtLine({ uri, language, prefix, startLine }: CursorContext, before: string): State {
  const head = prefix.slice(0, prefix.length - before.length);
  // How a text begins may show only on its first line.
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
