import type { FimRequest, Target } from '../../mistral/wire/request.ts';
import type { CursorContext } from '../cursorContext.ts';
import type { Masking } from './maskedPrompt.ts';
import type { Preamble, Snippet } from './snippet.ts';

/** The user's settings for all requests. */
export interface RequestParameters extends Masking {
  model: string;
  temperature: number;
  /** Sent in place of the temperature: the API recommends to change only one of them. */
  topP?: number | null;
  /** Maximum length of a completion, in tokens. */
  maxTokens: number;
  minTokens?: number | null;
  /** Texts at which a completion ends. They are not part of it. */
  stop?: readonly string[];
  randomSeed?: number | null;
}

/** A part of a prompt: a snippet with its heading, or the file itself from its heading to the cursor. */
export interface PromptPart {
  text: string;
  /** Null for the file itself. */
  snippet: Snippet | null;
}

/** A request as it was sent, for *Show Last Request*. The texts of its parts, joined, are its prompt. */
export interface SentRequest {
  request: FimRequest;
  target: Target;
  parts: readonly PromptPart[];
  /** Number of secrets that are masked in the file itself. Those of snippets are in their parts. */
  masked: number;
  uri: string;
  language: string;
  /** Whether it fills a selection, or completes at the cursor. */
  isFill: boolean;
}

/** Precedes each file's path in a prompt of several files. Codestral is trained on this form. */
const fileMark = '+++++ ';
/** Stop text that ends a completion before another file. */
const nextFile = `\n${fileMark}`;

/**
 * The prompt for a position: snippets of other files in their order, each with its path as heading, then the file itself.
 * The parts that change least come first, since a repeated beginning is billed at a tenth. Without snippets, the file
 * has a heading only if it has no text that shows its language, as in other clients of Codestral.
 */
export function promptParts({ prefix, suffix, language }: CursorContext, { path, snippets }: Preamble): PromptPart[] {
  const others = snippets.map((snippet) => {
    const text = `${fileMark}${snippet.path}\n${snippet.text.trimEnd()}\n\n`;
    return { text, snippet };
  });
  const isBlank = (prefix + suffix).trim() === '';
  const needsHeading = snippets.length > 0 || (isBlank && path !== null);
  return [...others, { text: needsHeading ? heading(path, language) + prefix : prefix, snippet: null }];
}

/** The file's heading. It names the language if the file's name has no extension. */
function heading(path: string | null, language: string): string {
  const name = path ?? 'untitled';
  return `${fileMark}${/\.\w+$/.test(name) ? name : `${name} (${language})`}\n`;
}

/**
 * The FIM request of a prompt.
 * @param cacheKey a random key: the host learns which requests may begin alike, and nothing of their content
 */
export function fimRequest(
  parts: readonly PromptPart[],
  suffix: string,
  parameters: RequestParameters,
  cacheKey: string,
): FimRequest {
  const { model, temperature, topP = null, maxTokens, minTokens = null, randomSeed = null } = parameters;
  const prompt = parts.map(({ text }) => text).join('');
  const stop = [...(parameters.stop ?? []), ...(mayBeginNextFile(parts, suffix) ? [nextFile] : [])];
  return {
    model,
    prompt,
    suffix,
    ...(topP === null ? { temperature } : { top_p: topP }),
    max_tokens: maxTokens,
    ...(minTokens !== null && { min_tokens: minTokens }),
    ...(stop.length > 0 && { stop }),
    ...(randomSeed !== null && { random_seed: randomSeed }),
    // The beginning that a prompt shares with an earlier one of the same key is billed at a tenth.
    prompt_cache_key: cacheKey,
  };
}

/** Whether two sets of parameters make the same requests. */
export function makeSameRequests(one: RequestParameters, other: RequestParameters): boolean {
  const requestOf = (parameters: RequestParameters) => {
    const { maskAroundCursor = true, mask = [] } = parameters;
    const masking = [maskAroundCursor, ...mask.map(String)];
    return JSON.stringify([fimRequest([{ text: '', snippet: null }], '', parameters, ''), masking]);
  };
  return requestOf(one) === requestOf(other);
}

/** Whether a heading in the completion begins another file. In a file with such headings, it may be the file's text. */
function mayBeginNextFile(parts: readonly PromptPart[], suffix: string): boolean {
  const own = parts.at(-1)!.text;
  return parts[0]!.text.startsWith(fileMark) && !own.includes(nextFile) && !suffix.includes(nextFile);
}
