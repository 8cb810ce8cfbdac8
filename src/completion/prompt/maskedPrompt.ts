import { secretsAround } from '../../secrets/aroundCursor.ts';
import type { Steps } from '../../secrets/automaton.ts';
import { MaskedSecrets } from '../../secrets/mask.ts';
import { secretMask } from '../../secrets/secretValue.ts';
import { merged, replaced } from '../../secrets/span.ts';
import { stepsForRequest, type UserPattern } from '../../secrets/userPattern.ts';
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
  const steps = stepsForRequest();
  const { prefix, suffix } = context;
  const text = prefix + suffix;
  const safe = maskAroundCursor ? secrets.mask(text, secretsAround(text, prefix.length, mask, steps)) : text;
  const around = { prefix: safe.slice(0, prefix.length), suffix: safe.slice(prefix.length) };
  const snippets = preamble.snippets.map((one) => maskedSnippet(one, mask, steps));
  return { context: { ...context, ...around }, preamble: { ...preamble, snippets }, secrets };
}

function maskedSnippet(snippet: Snippet, patterns: readonly UserPattern[], steps: Steps): Snippet {
  if (patterns.length === 0) return snippet;
  let { text, masked = 0 } = snippet;
  for (const pattern of patterns) {
    const { found, unread } = pattern.matchesIn(text, steps);
    const spans = merged([...found, ...unread]);
    text = replaced(text, spans, () => secretMask);
    masked += spans.length;
  }
  return { ...snippet, text, masked };
}
