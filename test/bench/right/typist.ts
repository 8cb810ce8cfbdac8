import { opensBlock } from '../../../src/language/blocks.ts';
import { indentOf, isBlank, leadingSpaceOf } from '../../../src/language/lines.ts';
import { beginning, kindOf } from '../../../src/language/openStack.ts';
import { Scanner } from '../../../src/language/scanner.ts';
import { type ClosingPairs, closingPairsOf, type Pair } from './closingPairs.ts';

/** A document with a cursor. */
export interface Shot {
  before: string;
  after: string;
}

/** The document after a key. */
export interface Moment extends Shot {
  /** Number of characters of the text typed so far. */
  typed: number;
  /** Text that the key inserted; '' if it only moved the cursor. */
  inserted: string;
  /** Closers right of the cursor that the editor has added. */
  ahead: string;
}

/** Default of `editor.autoClosingBrackets` and `…Quotes` for languages without a definition (VS Code 1.139.1). */
const usualBefore = { quote: ';:.,=}])> \n\t', bracket: '\'"`;:.,=}])> \n\t' };
const wordSeparators = '`~!@#$%^&*()-=+[{]}\\|;:\'",.<>/?';

/**
 * Types a text as a user does in VS Code 1.139.1. The editor closes brackets and quotes, lets the user type over these
 * closers, and breaks lines between brackets.
 * @param unit one level of indentation
 * @returns the document after each key
 */
export function typed(start: Shot, text: string, language: string, unit: string): Moment[] {
  const typist = new Typist(start, language, unit);
  for (let at = 0; at < text.length;) at = typist.key(text, at);
  return typist.moments;
}

class Typist {
  readonly moments: Moment[] = [];
  readonly #language: string;
  readonly #unit: string;
  readonly #closing: ClosingPairs;
  #before: string;
  #ahead = '';
  readonly #after: string;

  constructor({ before, after }: Shot, language: string, unit: string) {
    this.#before = before;
    this.#after = after;
    this.#language = language;
    this.#unit = unit;
    this.#closing = closingPairsOf(language);
  }

  /** @returns the offset of the next key */
  key(text: string, at: number): number {
    return text[at] === '\n' ? this.#enter(text, at) : this.#character(text[at]!, at);
  }

  #character(character: string, at: number): number {
    if (this.#ahead.startsWith(character) && !isBlank(character)) this.#ahead = this.#ahead.slice(1);
    else this.#ahead = this.#closerOf(character) + this.#ahead;
    this.#before += character;
    this.#keep(at + 1, character);
    return at + 1;
  }

  #enter(text: string, at: number): number {
    const indent = leadingSpaceOf(text.slice(at + 1));
    const next = at + 1 + indent.length;
    const [gap] = /^\n[ \t]*|/.exec(this.#ahead)!;
    // Enter goes to the line that the editor has added for the closer.
    if (gap !== '' && gap === `\n${indent}` && this.#ahead[gap.length] === text[next]) {
      this.#ahead = this.#ahead.slice(gap.length);
      this.#before += gap;
      this.#keep(next, '');
      return next;
    }
    const line = this.#before.slice(this.#before.lastIndexOf('\n') + 1);
    const base = leadingSpaceOf(line);
    const opener = line.trimEnd().at(-1) ?? '';
    const isPair = ['()', '[]', '{}'].includes(opener + (this.#ahead[0] ?? ''));
    if (isPair) this.#ahead = `\n${base}${this.#ahead}`;
    const own = opensBlock(line, this.#language) ? base + this.#unit : base;
    this.#before += `\n${own}`;
    this.#keep(at, `\n${own}`);
    // The author's indentation differs: a separate edit corrects it.
    if (own !== indent) this.#before = this.#before.slice(0, this.#before.length - own.length) + indent;
    this.#keep(next, '');
    return next;
  }

  #closerOf(character: string): string {
    const pair = longest(
      this.#closing.pairs.filter(([open]) => open.endsWith(character) && this.#before.endsWith(open.slice(0, -1))),
    );
    if (!pair) return '';
    const [open, close, notIn = ''] = pair;
    const following = (this.#ahead + this.#after)[0] ?? '\n';
    const isQuote = '\'"`'.includes(character);
    const allowed = this.#closing.before ?? usualBefore[isQuote ? 'quote' : 'bracket'];
    if (!this.#ahead && !allowed.includes(following)) return '';
    const last = this.#before.at(-1) ?? '\n';
    if (open.length === 1 && isQuote && !/\s/.test(last) && !wordSeparators.includes(last)) return '';
    const kind = this.#kind();
    if ((kind === 'string' && notIn.includes('s')) || (kind === 'comment' && notIn.includes('c'))) return '';
    return close;
  }

  #kind(): string {
    const scanner = new Scanner(beginning(this.#language, this.#before));
    scanner.read(this.#before);
    return kindOf(scanner.top);
  }

  #keep(typedSoFar: number, inserted: string): void {
    this.moments.push({
      before: this.#before,
      after: this.#ahead + this.#after,
      ahead: this.#ahead,
      typed: typedSoFar,
      inserted,
    });
  }
}

function longest(pairs: readonly Pair[]): Pair | undefined {
  return [...pairs].sort(([a], [b]) => b.length - a.length)[0];
}

/** One level of a text's indentation: the most frequent step to a deeper line. */
export function unitOf(text: string): string {
  if (/^\t/m.test(text)) return '\t';
  const steps = new Map<number, number>();
  let above = 0;
  for (const line of text.split('\n').filter((one) => !isBlank(one))) {
    const step = indentOf(line) - above;
    if (step === 2 || step === 4) steps.set(step, (steps.get(step) ?? 0) + 1);
    above = indentOf(line);
  }
  return ' '.repeat([...steps].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 4);
}
