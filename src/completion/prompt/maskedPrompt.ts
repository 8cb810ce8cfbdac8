import { secretsAround } from '../../secrets/aroundCursor.ts';
import { MaskedSecrets } from '../../secrets/mask.ts';
import { userSecretsIn } from '../../secrets/userPatterns.ts';
import { secretMask } from '../../secrets/secretValue.ts';
import { replaced } from '../../secrets/span.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { Preamble, Snippet } from './snippet.ts';

/** The user's settings of what is masked. */
export interface Masking {
  /** Whether service keys and private keys are masked in the text around the cursor. Default: true. */
  maskAroundCursor?: boolean;
  /** The user's patterns of what is masked besides, with the flag `g`. Default: none. */
  mask?: readonly RegExp[];
}

/** The text for a request, with masks in place of secrets. */
export interface MaskedPrompt {
  /** The same position. Its texts have the same lengths. */
  context: CursorContext;
  preamble: Preamble;
  /** The secrets in the text around the cursor. */
  secrets: MaskedSecrets;
}

/** Masks the text around a cursor, and what the user's patterns match in snippets. */
export function maskedPrompt(
  context: CursorContext,
  preamble: Preamble,
  { maskAroundCursor = true, mask = [] }: Masking,
): MaskedPrompt {
  const secrets = new MaskedSecrets();
  const { prefix, suffix } = context;
  const text = prefix + suffix;
  const safe = maskAroundCursor ? secrets.mask(text, secretsAround(text, prefix.length, mask)) : text;
  const around = { prefix: safe.slice(0, prefix.length), suffix: safe.slice(prefix.length) };
  const snippets = preamble.snippets.map((one) => maskedSnippet(one, mask));
  return { context: { ...context, ...around }, preamble: { ...preamble, snippets }, secrets };
}

function maskedSnippet(snippet: Snippet, patterns: readonly RegExp[]): Snippet {
  const spans = userSecretsIn(snippet.text, patterns);
  if (spans.length === 0) return snippet;
  const text = replaced(snippet.text, spans, () => secretMask);
  return { ...snippet, text, masked: (snippet.masked ?? 0) + spans.length };
}
