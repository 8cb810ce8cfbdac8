import { maxCodeLine } from './lines.ts';
import { beginning, type Open } from './openStack.ts';
import { Scanner } from './scanner.ts';
import type { Syntax } from './syntax.ts';
import { syntaxOf } from './table/index.ts';

/** Ends of a line that opens a block in most languages: brackets, the colon of Python, arrows, words. */
const opener = /(?:[[({:]|=>|\b(?:do|then|begin))\s*$/;
const closer = /^\s*(?:[)\]}]|<\/)/;
const closingWords = new WeakMap<Syntax, RegExp>();

/** Whether the lines after this one are deeper. The line is read as code. */
export function opensBlock(whole: string, language: string): boolean {
  const line = whole.slice(-maxCodeLine);
  const syntax = syntaxOf(language);
  const scanner = new Scanner(beginning(language, line));
  scanner.read(line);
  const { top } = scanner;
  if (top.kind === 'quoted') return false;
  const code = top.kind === 'line comment' ? line.slice(0, top.at) : line;
  if (opener.test(code) || syntax.opensBlock?.test(code)) return true;
  return syntax.indentsWords === true && isInWord(top);
}

/** Whether a line closes the block above it. */
export function closesBlock(line: string, language: string): boolean {
  const syntax = syntaxOf(language);
  return closer.test(line) || (syntax.indentsWords === true && closingWordsOf(syntax).test(line));
}

function isInWord(top: Open): boolean {
  for (let open = top; open.parent; open = open.parent) if (open.kind === 'word') return true;
  return false;
}

function closingWordsOf(syntax: Syntax): RegExp {
  const known = closingWords.get(syntax);
  if (known) return known;
  const words = syntax.words ?? [];
  const pattern = new RegExp(`^\\s*(?:${words.map(({ close }) => close).join('|')})`);
  closingWords.set(syntax, pattern);
  return pattern;
}
