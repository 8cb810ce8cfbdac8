import { secretsAround } from '../../secrets/aroundCursor.ts';
import { MaskedSecrets } from '../../secrets/mask.ts';
import { secretMask } from '../../secrets/secretValue.ts';
import { replaced } from '../../secrets/span.ts';
import type { UserPattern } from '../../secrets/userPattern.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { Preamble, Snippet } from './snippet.ts';

/** The user's settings of what is masked. */
export interface Masking {
  /** Whether service keys and private keys are masked in the text around the cursor. Default: true. */
  maskAroundCursor?: boolean;
  /** What is masked besides. Default: nothing. */
  mask?: readonly UserPattern[];
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
  const snippets = mask.length === 0 ? preamble.snippets : preamble.snippets.map((one) => maskedSnippet(one, mask));
  const masked = { context, preamble: { ...preamble, snippets }, secrets };
  if (!maskAroundCursor) return masked;
  const { prefix, suffix } = context;
  const text = prefix + suffix;
  const spans = secretsAround(text, prefix.length, mask);
  if (spans.length === 0) return masked;
  const safe = secrets.mask(text, spans);
  const around = { prefix: safe.slice(0, prefix.length), suffix: safe.slice(prefix.length) };
  return { ...masked, context: { ...context, ...around } };
}

function maskedSnippet(snippet: Snippet, patterns: readonly UserPattern[]): Snippet {
  let { text, masked = 0 } = snippet;
  for (const pattern of patterns) {
    const spans = pattern.spansIn(text);
    text = replaced(text, spans, () => secretMask);
    masked += spans.length;
  }
  return { ...snippet, text, masked };
}
