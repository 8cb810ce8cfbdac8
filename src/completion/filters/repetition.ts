import type { Cleaner } from './filter.ts';

/** A model in a loop repeats few lines. */
const maxLines = 12;
const maxPhrase = 40;
/** How often a phrase has to come in a line before it is a loop: rulers and tables have their repetitions, too. */
const phraseCopies = 5;
const phraseLoop = 40;
/** How much text two copies in succession need before they are no chance. */
const tellingBlock = 60;

/** Cuts the text before it repeats itself, in lines or within one. */
export const repetition: Cleaner = (text) => text.slice(0, repetitionStart(text) ?? text.length);

/** Whether the text has begun to go round in circles, so that nothing more is to be had from its stream. */
export function repeatsItself(text: string): boolean {
  return repetitionStart(text) !== null;
}

/** Where the second copy begins. */
function repetitionStart(text: string): number | null {
  const lines = text.split('\n');
  const phrases = lines.map(repeatedPhrase);
  const line = repeatedBlock(lines) ?? lines.length;
  const phrase = phrases.findIndex((start) => start !== null);
  const cut = Math.min(line, phrase < 0 ? lines.length : phrase);
  if (cut === lines.length) return null;
  const lengthBefore = lines.slice(0, cut).join('\n').length;
  if (cut === line) return lengthBefore;
  return lengthBefore + (cut > 0 ? 1 : 0) + phrases[cut]!;
}

/** The line at which lines come again: thrice one or two of them, twice a longer block; blank lines come and go. */
function repeatedBlock(all: string[]): number | null {
  const numbered = all.map((line, index) => ({ line: line.trimEnd(), index })).filter(({ line }) => line !== '');
  let first: number | null = null;
  for (let period = 1; period <= Math.min(maxLines, numbered.length - 1); period++) {
    let run = 0;
    for (let i = period; i < (first ?? numbered.length); i++) {
      run = numbered[i]!.line === numbered[i - period]!.line ? run + 1 : 0;
      if (run === 0 || run < (period < 3 ? 2 * period : period)) continue;
      const block = numbered
        .slice(i - period + 1, i + 1)
        .map(({ line }) => line.trim())
        .join('');
      if (!/\p{L}/u.test(block) || block.length < (period < 3 ? 5 : tellingBlock)) continue;
      first = i - run + 1;
      break;
    }
  }
  return first === null ? null : numbered[first]!.index;
}

/** Where in a line a phrase comes again, and again. */
function repeatedPhrase(line: string): number | null {
  if (line.length < phraseLoop) return null;
  for (let period = 3; period <= maxPhrase; period++) {
    let run = 0;
    for (let i = period; i < line.length; i++) {
      run = line[i] === line[i - period] ? run + 1 : 0;
      const enough = run >= Math.max(period * (phraseCopies - 1), phraseLoop - period);
      if (enough && /\p{L}/u.test(line.slice(i - period + 1, i + 1))) return i - run + 1;
    }
  }
  return null;
}
