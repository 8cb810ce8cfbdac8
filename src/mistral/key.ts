import { type Message, message } from '../base/message.ts';

/** Why a key, without white space around it, cannot be sent in a header; null if it can. */
export function invalidKey(key: string): Message | null {
  if (/^[\x21-\x7e]*$/.test(key)) return null;
  return message('The key holds a character that no key has. Copy the key and set it again.');
}
