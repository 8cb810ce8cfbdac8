const opening = '([{';
const closing = ')]}';

/** Closers only, with what stands between them: `)`, `});`, `"]`. */
export const closersOnly = /^[\s)\]}>'"`;,]*$/;

/** The closers in a text that close nothing which the text itself opened, in order. */
export function unmatchedClosers(text: string): string {
  const open: string[] = [];
  let unmatched = '';
  for (const character of text) {
    if (opening.includes(character)) open.push(character);
    else if (closing.includes(character)) {
      if (open.at(-1) === opening[closing.indexOf(character)]) open.pop();
      else unmatched += character;
    }
  }
  return unmatched;
}

/** Whether a quote in the text closes one that stands before it: there is an odd number of some quote. */
export function closesQuote(text: string): boolean {
  return ['"', "'", '`'].some((quote) => text.split(quote).length % 2 === 0);
}
