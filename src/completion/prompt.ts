import type { FimRequest, Target } from '../mistral/wire/request.ts';
import type { Preamble, Snippet } from './snippet.ts';
import type { CursorContext } from './cursorContext.ts';

/** What the user's settings say about every request. */
export interface RequestParameters {
  model: string;
  temperature: number;
  /** Sent in place of the temperature: the API wants one of them changed, not both. */
  topP?: number | null;
  /** The longest completion, in tokens. */
  maxTokens: number;
  minTokens?: number | null;
  /** Texts that the completion ends before. */
  stop?: readonly string[];
  randomSeed?: number | null;
}

/** A piece of a prompt: a snippet with its heading, or the file itself from its heading to the cursor. */
export interface PromptPart {
  text: string;
  /** Null for the file itself. */
  snippet: Snippet | null;
}

/** What went to the host last, for a user who wants to see it. The texts of its parts, joined, are the request's prompt. */
export interface SentRequest {
  request: FimRequest;
  target: Target;
  parts: readonly PromptPart[];
  uri: string;
  language: string;
  /** Whether it fills a selection, or completes at the cursor. */
  isFill: boolean;
}

/** Stands before each file's path where a prompt holds several: the form that Codestral has learnt. */
const fileMark = '+++++ ';
/** Ends a completion before it goes on with the next file. */
const nextFile = `\n${fileMark}`;

/**
 * The prompt for a place: snippets of other files in their order, each headed by its path, then the file itself. What
 * stands first changes least, as a repeated beginning is billed at a tenth. Without snippets the file's path is said only
 * where there is no text to tell what the file is, as other clients of Codestral do.
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

/** A name without an extension does not tell the language. */
function heading(path: string | null, language: string): string {
  const name = path ?? 'untitled';
  return `${fileMark}${/\.\w+$/.test(name) ? name : `${name} (${language})`}\n`;
}

/**
 * The FIM request for a place.
 * @param cacheKey something random: the host learns which requests may have a beginning in common, not what they are about
 */
export function fimRequest(
  parts: readonly PromptPart[],
  suffix: string,
  parameters: RequestParameters,
  cacheKey: string,
): FimRequest {
  const { model, temperature, topP = null, maxTokens, minTokens = null, randomSeed = null } = parameters;
  const prompt = parts.map(({ text }) => text).join('');
  const stop = [...(parameters.stop ?? []), ...(canGoOnWithNextFile(parts, suffix) ? [nextFile] : [])];
  return {
    model,
    prompt,
    suffix,
    ...(topP === null ? { temperature } : { top_p: topP }),
    max_tokens: maxTokens,
    ...(minTokens !== null && { min_tokens: minTokens }),
    ...(stop.length > 0 && { stop }),
    ...(randomSeed !== null && { random_seed: randomSeed }),
    // The beginning that a prompt shares with an earlier one of its key is billed at a tenth.
    prompt_cache_key: cacheKey,
  };
}

/** Whether two sets of parameters make the same requests. */
export function makeSameRequests(one: RequestParameters, other: RequestParameters): boolean {
  const made = (parameters: RequestParameters) =>
    JSON.stringify(fimRequest([{ text: '', snippet: null }], '', parameters, ''));
  return made(one) === made(other);
}

/** Whether the model may take the form of the prompt for what it is to write; not in a file that holds such headings. */
function canGoOnWithNextFile(parts: readonly PromptPart[], suffix: string): boolean {
  const own = parts.at(-1)!.text;
  return parts[0]!.text.startsWith(fileMark) && !own.includes(nextFile) && !suffix.includes(nextFile);
}
