import { privateKeyWordsIn } from './privateKeys.ts';
import { serviceKeysIn } from './serviceKeys.ts';
import { merged, type Span } from './span.ts';
import { userSecretsIn } from './userPatterns.ts';

/** Characters. A choice: a shorter word of a private key tells nothing, and has no room for a mask with a number. */
const minPrivateKeyWord = 8;

/**
 * Service keys, private keys and what the user's patterns match in the text around a cursor, from left to right. A secret
 * that ends at the cursor or contains it is left out: the user may be typing it, and the model has to see what it
 * completes.
 * @param cursor offset in the text
 */
export function secretsAround(text: string, cursor: number, patterns: readonly RegExp[]): Span[] {
  const privateKeys = [...privateKeyWordsIn(text)].filter(({ start, end }) => end - start >= minPrivateKeyWord);
  const found = [...serviceKeysIn(text), ...privateKeys, ...userSecretsIn(text, patterns)];
  return merged(found).filter(({ start, end }) => cursor <= start || end < cursor);
}
