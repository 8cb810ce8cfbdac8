/** What repeats itself without end, so that whatever reads it anew from each of its characters never comes to an end. */
const units = [
  ...['a', '0', '_', 'é', '😀', '\ud800', ' ', '\t', '\n', '\r', '\u2028', '\ufeff', '\0', '\u001b['],
  ...['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '`', '""', '/', '\\', '-', '#', '=', '.', ':', ',', '@', '*'],
  ...['${', '/*', '*/', '//', '=> ', 'a\n', ' \n', 'a ', '\n}', ' {\n', 'f(', '((a', 'a){', ') ', 'a,b;', "from 'a'"],
  ...['[PREFIX]', '<|a', '+++++ ', '```\n', 'sk-', 'eyJ-', 'Bearer ', 'key=', '://', '-----BEGIN PRIVATE KEY-----'],
];

/** Texts of some 100,000 characters. Mocha's own time-out ends what hangs in one. */
export const longTexts = units.map((unit) => unit.repeat(Math.ceil(100_000 / unit.length)));

/** Tries something with each of the long texts. */
export function outlasts(read: (text: string) => unknown): void {
  for (const text of longTexts) {
    try {
      read(text);
    } catch (error) {
      throw new Error(`at ${JSON.stringify(text.slice(0, 40))}`, { cause: error });
    }
  }
}
