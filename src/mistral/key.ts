import { type Words, words } from './words.ts';

/** What is wrong with a key (without white space around it) that no header may hold, in words; null where it may be one. */
export function oddKey(key: string): Words | null {
  if (/^[\x21-\x7e]*$/.test(key)) return null;
  return words('The key holds a character that no key has. Copy it again and set it anew.');
}
