import { namesIn } from '../../../src/context/index/names.ts';
import { codeOf } from '../../../src/language/lineReader.ts';

/** All words of a text, of any kind. */
export function wordsIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
}

/** The identifiers in the code of a text, without keywords, comments and strings. */
export function writtenNames(text: string, language: string): string[] {
  return [...new Set(namesIn(codeOf(text, language)))];
}
