import type { Snippet } from '../../completion/snippet.ts';

/** What other snippets would bring, and what they would cost. */
export interface Gain {
  /** The share of the new snippets' worth that the old ones do not have, from 0 to 1. */
  worth: number;
  /** The share of the new snippets' text that stands behind the first difference, from 0 to 1: billed anew, and all below. */
  anew: number;
}

export interface Age {
  /** Milliseconds since the old ones were chosen. */
  sinceChosen: number;
  /** Milliseconds since they were last sent. */
  sinceUsed: number;
}

/** The least gain that pays, where nothing or everything of the beginning changes, just after the last change. */
const minGain = { sameBeginning: 0.15, allAnew: 0.6 };
/** The gain that is wanted halves with so much time: a small one pays in the end, too. Milliseconds. */
const halfAfterMs = 180_000;
/** A host has forgotten a prompt that was not repeated for so long, presumably: other services keep them for some minutes. */
const forgottenAfterMs = 5 * 60_000;

/**
 * The order of the prompt: snippets that stand in it already stay where they are, in front; new ones come behind them, file by
 * file, those that are worth most last, next to the text that they are for.
 */
export function arranged(old: readonly Snippet[], chosen: readonly Snippet[]): Snippet[] {
  const staying = old.flatMap((one) => chosen.find((other) => isSame(one, other)) ?? []);
  const added = chosen.filter((one) => !staying.includes(one));
  const worths = new Map<string, number>();
  for (const { uri, score } of added) worths.set(uri, (worths.get(uri) ?? 0) + score);
  added.sort((a, b) => {
    if (a.uri === b.uri) return a.startLine - b.startLine;
    return worths.get(a.uri)! - worths.get(b.uri)! || (a.uri < b.uri ? -1 : 1);
  });
  return [...staying, ...added];
}

/** What it would bring to send new snippets, as they are arranged, in the place of old ones. */
export function gainOf(old: readonly Snippet[], next: readonly Snippet[]): Gain {
  const total = next.reduce((sum, { score }) => sum + score, 0);
  const held = next.reduce((sum, one) => sum + one.score * heldShare(one, old), 0);
  const first = next.findIndex((one, index) => !old[index] || !isSame(one, old[index]));
  const lengthOf = (some: readonly Snippet[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  const anew = first < 0 ? 0 : lengthOf(next.slice(first)) / lengthOf(next);
  return { worth: total === 0 ? 0 : 1 - held / total, anew };
}

/** Whether snippets had better stay as they are. */
export function isFreshEnough({ worth, anew }: Gain, { sinceChosen, sinceUsed }: Age): boolean {
  if (sinceUsed > forgottenAfterMs) return worth === 0;
  const wanted = minGain.sameBeginning + (minGain.allAnew - minGain.sameBeginning) * anew;
  return worth < wanted * 2 ** (-sinceChosen / halfAfterMs);
}

function isSame(one: Snippet, other: Snippet): boolean {
  return one.uri === other.uri && one.text === other.text;
}

/** The share of a snippet's text that stands in the prompt already, by its lines. */
function heldShare({ uri, text }: Snippet, old: readonly Snippet[]): number {
  const lines = new Set(old.filter((one) => one.uri === uri).flatMap((one) => one.text.split('\n')));
  const stays = text.split('\n').filter((line) => lines.has(line));
  return stays.join('\n').length / Math.max(1, text.length);
}
