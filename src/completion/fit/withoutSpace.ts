/** A text without its white space. */
export interface Squeezed {
  text: string;
  /** The offset in the whole text of each character that is left. */
  at: readonly number[];
}

/** Removes the white space from a text. */
export function squeezed(text: string): Squeezed {
  const at: number[] = [];
  let kept = '';
  for (const { 0: run, index } of text.matchAll(/\S+/g)) {
    kept += run;
    for (let i = 0; i < run.length; i++) at.push(index + i);
  }
  return { text: kept, at };
}

/** The lengths of all ends of a text that another begins with, the longest first (Knuth, Morris and Pratt). */
export function* endsThatBegin(text: string, other: string): Generator<number> {
  const pattern = other.slice(0, text.length);
  const shorter = [0];
  const extend = (length: number, character: string) => {
    while (length > 0 && (length === pattern.length || pattern[length] !== character)) length = shorter[length - 1]!;
    return pattern[length] === character ? length + 1 : length;
  };
  for (let i = 1; i < pattern.length; i++) shorter.push(extend(shorter[i - 1]!, pattern[i]!));
  let length = 0;
  for (let i = 0; i < text.length; i++) length = extend(length, text[i]!);
  for (; length > 0; length = shorter[length - 1]!) yield length;
}
