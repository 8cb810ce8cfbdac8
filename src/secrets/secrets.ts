import type { Work } from '../base/background.ts';
import { maskBlockEntries, maskPrivateKeys } from './secretBlocks.ts';
import { isSecretByDefault, maxBefore, secretRules, type SecretRule } from './secretRules.ts';
import { secretMask } from './secretValue.ts';
import { serviceKeysIn } from './serviceKeys.ts';
import { replaced } from './span.ts';
import { splitLines } from './splitLines.ts';

/** Characters before a match that may belong to the name. A choice. */
const maxNameLength = 40;
/** Lines between a name and its secret, with blank ones, and their characters. A choice: longer lines are no declarations. */
const maxLines = 5;
const maxCharacters = 1_000;

/**
 * Masks all that looks like a secret: keys of known services, private keys, passwords that are assigned or in a URL, random
 * strings. The number of lines does not change.
 * @param characters of a piece that is masked in one step
 */
export function* maskSecrets(text: string, characters?: number): Work<string> {
  const blocks = yield* maskBlockEntries(yield* maskPrivateKeys(text));
  const done: string[] = [];
  // The last lines of a piece are masked again with the next one, which may have the secret for a name in them.
  let last: string[] = [];
  for (const part of splitLines(blocks, characters)) {
    const lines = (yield* maskPiece([...last, part].join('\n'))).split('\n');
    last = lines.splice(-lastLines(lines));
    for (const line of lines) done.push(line);
  }
  return [...done, ...last].join('\n');
}

/** How many lines at the end may have a name whose secret follows; at least one. */
function lastLines(lines: readonly string[]): number {
  let count = 0;
  let characters = 0;
  while (count < maxLines && count < lines.length && characters <= maxCharacters) {
    count++;
    characters += lines.at(-count)!.length;
  }
  return characters > maxCharacters ? Math.max(1, count - 1) : count;
}

function* maskPiece(text: string): Work<string> {
  let masked = replaced(text, serviceKeysIn(text), () => secretMask);
  for (const rule of secretRules) {
    yield;
    masked = masked.replace(rule.pattern, replacer(rule));
  }
  return masked;
}

function replacer({ isSecret = isSecretByDefault }: SecretRule) {
  return (whole: string, ...rest: unknown[]): string => {
    const groups = typeof rest.at(-1) === 'object' ? (rest.pop() as Record<string, string | undefined>) : {};
    const [at, all] = rest.slice(-2) as [number, string];
    const before = all
      .slice(Math.max(0, at - maxBefore), at)
      .split('\n')
      .at(-1)!;
    const value = groups['value'] ?? groups['plain'] ?? whole;
    const name =
      groups['name'] === undefined ? '' : /(?<![\w-])[\w-]*$/.exec(before.slice(-maxNameLength))![0] + groups['name'];
    return isSecret(value, name, before) ? whole.slice(0, whole.length - value.length) + secretMask : whole;
  };
}
