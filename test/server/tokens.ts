/** Text in pieces of six letters, runs of white space, pairs of operators; the last alternative takes everything else. */
const TOKEN = / ?[\p{L}\p{N}_]{1,6}|\r?\n[ \t]*| ?[^\s\p{L}\p{N}_]{1,2}|[ \t]+|[^]/gu;

/**
 * Cuts text into pieces that replace a model's tokens: about four characters of code each, the same for the same text.
 * The joined pieces are the text.
 */
export function tokenize(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

export function countTokens(text: string): number {
  return tokenize(text).length;
}
