import type { Snippet } from '../../completion/prompt/snippet.ts';

/** Gain and cost of replacing the snippets of a prompt. */
export interface Gain {
  /** Share of the new snippets' value that the old ones lack, from 0 to 1. */
  value: number;
  /** Share of the new snippets' text after the first difference, from 0 to 1: it is billed in full, with all that follows. */
  resent: number;
}

/** Milliseconds since the old snippets were chosen, and since they were last sent. */
export interface Age {
  sinceChosen: number;
  sinceUsed: number;
}

/**
 * The value that pays just after the last change, where no text is resent and where all is. A choice: `npm run bench --
 * --context` prints what an hour costs with it, without snippets, and with snippets chosen again for each request.
 */
const minValue = { noneResent: 0.15, allResent: 0.6 };
/** Milliseconds after which half of that value pays. A choice: in time a small gain pays, too. */
const halfAfterMs = 180_000;
/** Milliseconds. A choice: Mistral documents no time for which a prompt is cached; other services name some minutes. */
const forgottenAfterMs = 5 * 60_000;

/**
 * The order of the prompt: snippets that it has already stay in front, as they are; new ones follow, file by file, the best
 * last, next to the text that they are for.
 */
export function arranged(old: readonly Snippet[], chosen: readonly Snippet[]): Snippet[] {
  const staying = old.flatMap((one) => chosen.find((other) => isSame(one, other)) ?? []);
  const added = chosen.filter((one) => !staying.includes(one));
  const values = new Map<string, number>();
  for (const { uri, score } of added) values.set(uri, (values.get(uri) ?? 0) + score);
  added.sort((a, b) => {
    if (a.uri === b.uri) return a.startLine - b.startLine;
    return values.get(a.uri)! - values.get(b.uri)! || (a.uri < b.uri ? -1 : 1);
  });
  return [...staying, ...added];
}

/** @param next in the order of the prompt, see {@link arranged} */
export function gainOf(old: readonly Snippet[], next: readonly Snippet[]): Gain {
  const total = next.reduce((sum, { score }) => sum + score, 0);
  const kept = next.reduce((sum, one) => sum + one.score * keptShare(one, old), 0);
  const first = next.findIndex((one, index) => !old[index] || !isSame(one, old[index]));
  const lengthOf = (some: readonly Snippet[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  const resent = first < 0 ? 0 : lengthOf(next.slice(first)) / lengthOf(next);
  return { value: total === 0 ? 0 : 1 - kept / total, resent };
}

/** Whether the old snippets should stay. */
export function shouldKeep({ value, resent }: Gain, { sinceChosen, sinceUsed }: Age): boolean {
  if (sinceUsed > forgottenAfterMs) return value === 0;
  const required = minValue.noneResent + (minValue.allResent - minValue.noneResent) * resent;
  return value < required * 2 ** (-sinceChosen / halfAfterMs);
}

function isSame(one: Snippet, other: Snippet): boolean {
  return one.uri === other.uri && one.text === other.text;
}

/** The share of a snippet's text, by lines, that the old snippets of its file have. */
function keptShare({ uri, text }: Snippet, old: readonly Snippet[]): number {
  const lines = new Set(old.filter((one) => one.uri === uri).flatMap((one) => one.text.split('\n')));
  const stays = text.split('\n').filter((line) => lines.has(line));
  return stays.join('\n').length / Math.max(1, text.length);
}
