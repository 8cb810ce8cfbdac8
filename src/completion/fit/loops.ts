/** Maximum length of the repeated part of a loop: in lines of a block, and in characters of a phrase. A choice. */
const maxLines = 12;
const maxPhrase = 40;
/** Minimum copies and characters in a loop within a line. A choice: rulers, paths and tables repeat less. */
const minPhraseCopies = 12;
const minPhraseLoop = 120;
/** Minimum number of successive copies in a loop: of one or two lines, and of a longer block. A choice. */
const minLineCopies = 8;
const minBlockCopies = 4;
/** Distance and length of the probes that find a loop, in characters. The shortest loop holds one with its copy. */
const probeStep = 16;
const probeLength = 8;
/** Minimum number of characters in the repeated part: of one or two lines, and of a longer block. A choice. */
const minLine = 5;
const minBlock = 60;

/** Offset at which a text begins to repeat itself, after the first copy; null if it does not. */
export function loopStart(text: string): number | null {
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

/** Index of the line at which lines begin to repeat, blank lines apart; null if they do not. */
function repeatedBlock(all: string[]): number | null {
  const lines = all.map((line, index) => ({ text: line.trimEnd(), index })).filter(({ text }) => text !== '');
  let first = lines.length;
  for (let period = 1; period <= maxLines; period++) {
    const [copies, minLength] = period < 3 ? [minLineCopies, minLine] : [minBlockCopies, minBlock];
    let run = 0;
    for (let i = period; i < first; i++) {
      run = lines[i]!.text === lines[i - period]!.text ? run + 1 : 0;
      if (run !== period * (copies - 1)) continue;
      const block = lines.slice(i - period + 1, i + 1).map(({ text }) => text.trim());
      if (/\p{L}/u.test(block.join('')) && block.join('').length >= minLength) first = i - run + 1;
    }
  }
  return lines[first]?.index ?? null;
}

/** Offset in a line at which a phrase begins to repeat; null if none does. */
function repeatedPhrase(line: string): number | null {
  for (let probe = 0; probe + minPhraseLoop <= line.length; probe += probeStep) {
    const period = line.indexOf(line.slice(probe, probe + probeLength), probe + 1) - probe;
    if (period < 3 || period > maxPhrase || !isPhrase(line.slice(probe, probe + period))) continue;
    let start = probe;
    while (start > 0 && line[start - 1] === line[start - 1 + period]) start--;
    let end = probe + period;
    while (end < line.length && line[end] === line[end - period]) end++;
    if (end - start >= Math.max(period * minPhraseCopies, minPhraseLoop)) return start + period;
    probe = Math.max(probe, end - period - probeLength);
  }
  return null;
}

/** Whether a repeated text can be a loop: numbers are data, and closing tags close nested elements. */
function isPhrase(text: string): boolean {
  return /\p{L}/u.test(text) && !text.includes('</');
}
