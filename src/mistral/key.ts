import { type Message, message } from '../base/message.ts';

/** What is wrong with a key (without white space around it) that no header may hold, in words; null where it may be one. */
export function oddKey(key: string): Message | null {
  if (/^[\x21-\x7e]*$/.test(key)) return null;
  return message('The key holds a character that no key has. Copy it again and set it anew.');
}
