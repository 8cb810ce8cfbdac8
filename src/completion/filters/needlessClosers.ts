import { bracketsOf, close } from './brackets.ts';
import type { Cleaner } from './filter.ts';

const bracketsAlone = /^[\s;,]*[)\]}][\s)\]};,]*$/;
/** Ends of comments, and how those comments begin. */
const comments: [end: string, begin: string][] = [
  ['*/', '/*'],
  ['-->', '<!--'],
];

/** Drops a text that is nothing but the end of a comment or of brackets, where none is open. */
export const needlessClosers: Cleaner = (text, { prefix, startLine, language }) => {
  // The beginning of a long document is not at hand, and may have opened it.
  if (startLine > 0) return text;
  const end = text.trim();
  for (const [closer, opener] of comments) {
    if (end === closer && prefix.lastIndexOf(opener) <= prefix.lastIndexOf(closer)) return '';
  }
  if (!bracketsAlone.test(end)) return text;
  const { open, quote } = bracketsOf(prefix, { language });
  return bracketsOf(text, { language, quote }).closers.every(({ character }) => close(open, character)) ? text : '';
};
