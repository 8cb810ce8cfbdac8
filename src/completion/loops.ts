/** A model in a loop repeats few lines. */
const maxLines = 12;
const maxPhrase = 40;
/** How often a phrase comes in a line before it is a loop: rulers, paths and tables have their repetitions, too. */
const phraseCopies = 12;
const phraseLoop = 120;
/** How often lines come in succession before they are a loop; of a block of more than two lines. */
const lineCopies = 8;
const blockCopies = 4;
/** A loop is found at one of the probes, which are so near each other that the shortest holds one with its next copy. */
const probeStep = 16;
const probeLength = 8;
const minLine = 5;
const minBlock = 60;

/** Where a text begins to go round in circles: behind the first copy; null if it does not. */
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

/** The line at which lines come again; blank lines come and go. */
function repeatedBlock(all: string[]): number | null {
  const lines = all.map((line, index) => ({ text: line.trimEnd(), index })).filter(({ text }) => text !== '');
  let first = lines.length;
  for (let period = 1; period <= maxLines; period++) {
    const [copies, telling] = period < 3 ? [lineCopies, minLine] : [blockCopies, minBlock];
    let run = 0;
    for (let i = period; i < first; i++) {
      run = lines[i]!.text === lines[i - period]!.text ? run + 1 : 0;
      if (run !== period * (copies - 1)) continue;
      const block = lines.slice(i - period + 1, i + 1).map(({ text }) => text.trim());
      if (/\p{L}/u.test(block.join('')) && block.join('').length >= telling) first = i - run + 1;
    }
  }
  return lines[first]?.index ?? null;
}

/** Where in a line a phrase comes again, and again. */
function repeatedPhrase(line: string): number | null {
  for (let probe = 0; probe + phraseLoop <= line.length; probe += probeStep) {
    const period = line.indexOf(line.slice(probe, probe + probeLength), probe + 1) - probe;
    if (period < 3 || period > maxPhrase || !isPhrase(line.slice(probe, probe + period))) continue;
    let start = probe;
    while (start > 0 && line[start - 1] === line[start - 1 + period]) start--;
    let end = probe + period;
    while (end < line.length && line[end] === line[end - period]) end++;
    if (end - start >= Math.max(period * phraseCopies, phraseLoop)) return start + period;
    probe = Math.max(probe, end - period - probeLength);
  }
  return null;
}

/** Numbers in a row are data, and so many closing tags close as many elements. */
function isPhrase(text: string): boolean {
  return /\p{L}/u.test(text) && !text.includes('</');
}
