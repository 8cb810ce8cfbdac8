import type { CursorContext } from '../cursorContext.ts';

const opening = '([{<';
const closing = ')]}>';
/** By character code, those that {@link bracketsOf} has to look at: all others are passed over fast. */
const tells = Uint8Array.from({ length: 128 }, (_, code) =>
  Number('\n\\$/\'"`([{<)]}>'.includes(String.fromCharCode(code))),
);
const templateExpression = '${';
/** After an operator or an opening bracket a slash does not divide. */
const beforeRegex = /(?:^|[(,=:[!&|?{};~+\n]|return)[ \t]*$/;
/** Longer than a regular expression is; a slash without an end is not looked for farther, in characters. */
const longestRegex = 300;

/** Closers only, with what stands between them: `)`, `});`, `"]`, `}()`. */
export const closersOnly = /^(?:[\s)\]}>'"`;,]|\(\))*$/;

export const beginsWithCloser = /^\s*[)\]}>'"`]/;

/** Languages in which an apostrophe opens no string. */
const apostropheIsNoQuote = new Set([
  'rust',
  'ocaml',
  'fsharp',
  'haskell',
  'clojure',
  'lisp',
  'scheme',
  'vb',
  'markdown',
]);

/** The brackets of a text that have no partner in it. Those within strings do not count. */
export interface Brackets {
  /** Those it leaves open, the innermost last. */
  open: string[];
  /** Those it closes though something before it opened them, in order. */
  closers: { character: string; at: number }[];
  /** The quote of a string that the text leaves open, or a template's `${`; no string goes over a line's end. */
  quote: string | null;
  /** Where it closes the string in which it began. */
  closesQuoteAt: number | null;
}

export interface ScanOptions {
  language: CursorContext['language'];
  /** The quote, or template expression, in which the text begins: `quote` of the text before it. */
  quote?: string | null;
  /** Counts `<` and `>` as brackets, too. */
  angles?: boolean;
}

/** Reads the brackets of a text from its beginning to its end. */
export function bracketsOf(text: string, { language, quote: begunIn = null, angles = false }: ScanOptions): Brackets {
  const open: string[] = [];
  const closers: Brackets['closers'] = [];
  /** How many brackets were open, with its own, where a template's `${` stood. */
  const templates = begunIn === templateExpression ? [0] : [];
  let quote = begunIn === templateExpression ? null : begunIn;
  let closesQuoteAt: number | null = null;
  for (let at = 0; at < text.length; at++) {
    if (!tells[text.charCodeAt(at)]) continue;
    const character = text[at]!;
    if (character === '\n') quote = null;
    else if (quote !== null) {
      if (character === '\\') at++;
      else if (quote === '`' && text.startsWith(templateExpression, at)) {
        templates.push(open.push('{'));
        quote = null;
        at++;
      } else if (character === quote) {
        if (begunIn !== null && open.length + closers.length === 0) closesQuoteAt ??= at;
        quote = null;
      }
    } else if (opensString(text, at, language)) quote = character;
    else if (character === '/') at = endOfRegex(text, at);
    else if (!angles && '<>'.includes(character)) continue;
    else if (character === '>' && /[=-]/.test(text[at - 1] ?? '')) continue;
    else if (opening.includes(character)) open.push(character);
    else if (closing.includes(character)) {
      const depth = open.length;
      const isMatched = close(open, character);
      if (!isMatched) closers.push({ character, at });
      if (character === '}' && templates.at(-1) === (isMatched ? open.length + 1 : depth)) {
        templates.pop();
        quote = '`';
      }
    }
  }
  return { open, closers, quote: quote ?? (templates.length > 0 ? templateExpression : null), closesQuoteAt };
}

/**
 * Takes off the innermost open bracket if it is the closer's. Some may be passed over as never closed: a comparison's
 * `<`, and before a brace those that are closed within it as a rule.
 */
export function close(open: string[], closer: string, passed = closer === '}' ? '([<' : '<'): boolean {
  const opener = opening[closing.indexOf(closer)]!;
  let at = open.length - 1;
  while (at >= 0 && open[at] !== opener && passed.includes(open[at]!)) at--;
  if (open[at] !== opener) return false;
  open.length = at;
  return true;
}

/** Where the regular expression ends that begins at a slash, or the slash where none does: it divides, or is a comment's. */
export function endOfRegex(text: string, at: number): number {
  if (!beforeRegex.test(text.slice(Math.max(0, at - 8), at))) return at;
  if (text[at + 1] === '/' || text[at + 1] === '*') return at;
  const last = Math.min(text.length, at + longestRegex);
  let isInClass = false;
  for (let end = at + 1; end < last; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '[') isInClass = true;
    else if (text[end] === ']') isInClass = false;
    else if (text[end] === '/' && !isInClass) return end;
    if (text[end] === '\n') return at;
  }
  return at;
}

function opensString(text: string, at: number, language: string): boolean {
  const character = text[at]!;
  if (character === '"' || character === '`') return true;
  if (character !== "'" || apostropheIsNoQuote.has(language)) return false;
  // `don't` but not Python's `f'…'`.
  const word = /\w*$/.exec(text.slice(Math.max(0, at - 3), at))![0];
  return word === '' || /^(?:[fbru]|[fb]r|r[fb]|L)$/i.test(word);
}
