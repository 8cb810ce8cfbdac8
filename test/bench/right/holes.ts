import { opensBlock } from '../../../src/language/blocks.ts';
import { isBlank, leadingSpaceOf } from '../../../src/language/lines.ts';
import type { Chance } from '../../support/chance.ts';
import type { SourceFile } from './corpus.ts';
import { type Moment, typed } from './typist.ts';

/** Kinds of text to cut out, with weights; the model's answer is exactly that text. */
const rightKinds = {
  'rest of a line': 10,
  'within a line': 12,
  'across lines': 6,
  'some lines': 12,
  'a blank line': 6,
  'a body': 8,
  'a body behind its opener': 8,
  'closed by the editor': 14,
  'typed along': 14,
} as const;

/** Kinds whose answer has a mistake at its start or end, with weights. */
const slips = {
  'goes on with lines below': 8,
  'goes on with the line': 5,
  'closes what is closed': 5,
  'one closer too many': 4,
  'doubles the indentation': 3,
} as const;

export const kinds = { ...rightKinds, ...slips };
export type Kind = keyof typeof kinds;

/** A place, the model's answer there, and the expected document. */
export interface Hole {
  kind: Kind;
  language: string;
  path: string;
  /** One level of the file's indentation. */
  unit: string;
  before: string;
  middle: string;
  after: string;
  /** Closers right of the cursor until the text takes them in. */
  ahead: string;
  answer: string;
  /** The expected document. */
  whole: string;
  keys: readonly Moment[];
}

type Span = { from: number; to: number };

const maxCharacters = 800;
const maxLines = 20;
const maxTyped = 50;
const attempts = 40;
const token = /[\p{L}\p{N}_]+|\s+|([^()[\]{}<>'"`])\1*|[^]/gu;

export function isSlip(kind: Kind): boolean {
  return kind in slips;
}

/** A random place in a file; null if none of the chosen kind is found. */
export function holeIn(file: SourceFile, chance: Chance): Hole | null {
  const kind = weighted(chance);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const hole = new Maker(file, chance).make(kind);
    if (hole) return hole;
  }
  return null;
}

function weighted(chance: Chance): Kind {
  const all = Object.entries(kinds) as [Kind, number][];
  let left = chance.between(
    0,
    all.reduce((sum, [, weight]) => sum + weight, 0),
  );
  return (all.find(([, weight]) => (left -= weight) < 0) ?? all[0]!)[0];
}

class Maker {
  readonly #file: SourceFile;
  readonly #chance: Chance;

  constructor(file: SourceFile, chance: Chance) {
    this.#file = file;
    this.#chance = chance;
  }

  make(kind: Kind): Hole | null {
    switch (kind) {
      case 'closed by the editor':
      case 'closes what is closed':
        return this.#closed(kind);
      case 'typed along':
        return this.#typedAlong();
      case 'goes on with lines below': {
        const hole = this.#plain(kind, this.#chance.happens(0.5) ? 'some lines' : 'rest of a line');
        return hole && this.#withTail(hole, this.#linesBelow(hole));
      }
      case 'goes on with the line': {
        const hole = this.#plain(kind, 'within a line');
        return hole && this.#withTail(hole, hole.after.split('\n', 1)[0]!.trimEnd());
      }
      case 'one closer too many': {
        const hole = this.#plain(kind, 'within a line');
        const closer = hole && /^\s*([)\]}])/.exec(hole.after)?.[1];
        return hole && closer !== undefined ? this.#withTail(hole, closer!) : null;
      }
      case 'doubles the indentation': {
        const hole = this.#plain(kind, 'a body');
        const indent = hole && leadingSpaceOf(hole.before.slice(hole.before.lastIndexOf('\n') + 1));
        return hole && indent ? { ...hole, answer: indent + hole.answer } : null;
      }
      default:
        return this.#plain(kind, kind);
    }
  }

  #plain(kind: Kind, cut: keyof typeof rightKinds): Hole | null {
    const { text, language, path, unit } = this.#file;
    const span = this.#span(cut);
    if (!span) return null;
    const middle = text.slice(span.from, span.to);
    const [before, after] = [text.slice(0, span.from), text.slice(span.to)];
    const isWithinWord = /[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(after);
    if (isBlank(middle) || isWithinWord || middle.length > maxCharacters || middle.split('\n').length > maxLines)
      return null;
    // One or two characters are seldom worth a completion.
    if (middle.trim().length < 3 && this.#chance.happens(0.8)) return null;
    const head = cut === 'a blank line' ? before + this.#indentOfBlank(span.from) : before;
    return {
      kind,
      language,
      path,
      unit,
      before: head,
      middle,
      after,
      ahead: '',
      answer: middle,
      whole: text,
      keys: [],
    };
  }

  #span(cut: keyof typeof rightKinds): Span | null {
    const line = this.#line();
    const from = this.#border(line);
    if (cut === 'rest of a line') return { from, to: this.#endOf(line) };
    if (cut === 'within a line') {
      const other = this.#border(line);
      return { from: Math.min(from, other), to: Math.max(from, other) };
    }
    const further = this.#further(line, 1 + this.#chance.below(cut === 'some lines' ? 6 : 3));
    if (further === null) return null;
    if (cut === 'across lines') return { from, to: this.#border(further) };
    if (cut === 'some lines')
      return { from: this.#chance.happens(0.3) ? this.#endOf(line) : from, to: this.#endOf(further) };
    if (cut === 'a blank line') {
      const { lines, starts } = this.#file;
      if (!isBlank(lines[line + 1] ?? 'x')) return null;
      return { from: starts[line + 1]! + lines[line + 1]!.length, to: this.#endOf(further) };
    }
    return this.#body(line, cut === 'a body behind its opener');
  }

  #body(line: number, isBehindOpener: boolean): Span | null {
    const { lines, starts, language } = this.#file;
    const first = this.#further(line, 1);
    const depth = leadingSpaceOf(lines[line]!).length;
    if (first === null || !opensBlock(lines[line]!, language) || leadingSpaceOf(lines[first]!).length <= depth)
      return null;
    let last = first;
    for (let at = first; at < lines.length; at++) {
      if (isBlank(lines[at]!)) continue;
      if (leadingSpaceOf(lines[at]!).length <= depth) break;
      last = at;
    }
    const from = isBehindOpener ? this.#endOf(line) : starts[first]! + leadingSpaceOf(lines[first]!).length;
    return { from, to: this.#endOf(last) };
  }

  /** A line typed in part, with closers that the editor has added; the cut text belongs before them. */
  #closed(kind: Kind): Hole | null {
    const { text, language, path, unit } = this.#file;
    const line = this.#line();
    const start = this.#file.starts[line]! + leadingSpaceOf(this.#file.lines[line]!).length;
    const border = this.#border(line);
    const [fresh] = [{ before: text.slice(0, start), after: `\n${text.slice(this.#endOf(line) + 1)}` }];
    const last = typed(fresh, text.slice(start, border), language, unit).at(-1);
    if (!last || last.ahead === '' || last.ahead.includes('\n') || last.before !== text.slice(0, border)) return null;
    const end = text.indexOf(last.ahead, border);
    if (end <= border || end > this.#endOf(line) || !balanced(text.slice(border, end))) return null;
    const tail = text.slice(end + last.ahead.length, this.#endOf(line));
    const middle = text.slice(border, end);
    if (isBlank(middle) || !/^[;,]?\s*$/.test(tail)) return null;
    const hole = { kind, language, path, unit, before: last.before, ahead: last.ahead, middle, keys: [] };
    const closes = kind === 'closes what is closed';
    const whole =
      text.slice(0, end + last.ahead.length) + (closes ? tail.trimEnd() : '') + text.slice(this.#endOf(line));
    return {
      ...hole,
      after: last.ahead + text.slice(this.#endOf(line)),
      answer: closes ? middle + last.ahead + tail.trimEnd() : middle,
      whole,
    };
  }

  #typedAlong(): Hole | null {
    const hole = this.#plain('typed along', this.#chance.happens(0.6) ? 'rest of a line' : 'within a line');
    if (!hole) return null;
    const { before, after, middle, language } = hole;
    const all = typed({ before, after }, middle, language, this.#file.unit);
    // Typing the whole text must yield the original.
    if (all.at(-1)?.before !== before + middle || all.at(-1)!.ahead !== '') return null;
    const places = all.filter(
      (one) =>
        one.typed <= maxTyped &&
        one.typed < middle.trimEnd().length &&
        before + middle.slice(0, one.typed) === one.before,
    );
    if (places.length === 0) return null;
    const end = places[this.#chance.below(places.length)]!;
    return { ...hole, keys: all.slice(0, all.indexOf(end) + 1), ahead: end.ahead };
  }

  #withTail(hole: Hole, tail: string): Hole | null {
    return isBlank(tail) ? null : { ...hole, answer: hole.middle + tail };
  }

  #linesBelow({ after }: Hole): string {
    const lines = after.split('\n');
    if (!isBlank(lines[0]!)) return '';
    let left = 1 + this.#chance.below(3);
    const last = lines.findIndex((line, index) => index > 0 && !isBlank(line) && --left === 0);
    return last < 0 ? '' : `\n${lines.slice(1, last + 1).join('\n')}`;
  }

  #indentOfBlank(from: number): string {
    const above = this.#file.text.slice(0, from).trimEnd().split('\n').at(-1)!;
    return this.#chance.happens(0.5) ? '' : leadingSpaceOf(above);
  }

  #line(): number {
    const { lines } = this.#file;
    for (let i = 0; i < 50; i++) {
      const line = this.#chance.below(lines.length - 1);
      if (!isBlank(lines[line]!)) return line;
    }
    return 0;
  }

  /** A random token border in a line, after its indentation. */
  #border(line: number): number {
    const text = this.#file.lines[line]!;
    const indent = leadingSpaceOf(text).length;
    const borders = [...text.trimEnd().matchAll(token)].map(({ index }) => index).filter((index) => index >= indent);
    return this.#file.starts[line]! + (borders[this.#chance.below(Math.max(1, borders.length))] ?? indent);
  }

  #endOf(line: number): number {
    return this.#file.starts[line]! + this.#file.lines[line]!.length;
  }

  #further(line: number, count: number): number | null {
    let left = count;
    const found = this.#file.lines.findIndex((text, index) => index > line && !isBlank(text) && --left === 0);
    return found < 0 ? null : found;
  }
}

/** Whether a text's brackets and quotes pair up in number. */
function balanced(text: string): boolean {
  const count = (mark: string) => text.split(mark).length - 1;
  return (
    [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
    ].every(([a, b]) => count(a!) === count(b!)) && ['"', "'", '`'].every((mark) => count(mark) % 2 === 0)
  );
}
