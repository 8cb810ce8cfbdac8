/** Message in pieces of six letters, runs of white space, operators in pairs; the last alternative takes all that is left. */
const TOKEN = / ?[\p{L}\p{N}_]{1,6}|\r?\n[ \t]*| ?[^\s\p{L}\p{N}_]{1,2}|[ \t]+|[^]/gu;

/**
 * Cuts text into pieces that stand for a model's tokens: about four characters of code each, and always the same for
 * the same text. The pieces joined are the text.
 */
export function tokenize(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

export function countTokens(text: string): number {
  return tokenize(text).length;
}
