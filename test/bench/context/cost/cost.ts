import { surroundings } from '../../../../src/completion/surroundings.ts';
import type { Preamble } from '../../../../src/completion/prompt/snippet.ts';
import { keystroke } from '../../costs/costs.ts';
import { type HardCase, hardCases } from './hardCases.ts';
import { type ScaleCosts, scaleCosts } from './scale.ts';
import { type TypingCosts, typingCosts } from './typing.ts';

/** Costs of context: money in the replay, time on the keystroke's path and in the background, and memory. */
export interface ContextCosts {
  typing: TypingCosts[];
  /** Microseconds per key, without and with snippets. */
  keystroke: { without: number; with: number };
  scale: ScaleCosts[];
  hard: HardCase[];
}

const sizes = [200, 2_000, 20_000];

export async function contextCosts(): Promise<ContextCosts> {
  const typing: TypingCosts[] = [];
  for (const order of ['no snippets', 'stable', 'chosen for each request'] as const)
    typing.push(await typingCosts(order));
  const without = await keystroke(1_000);
  const withSnippets = await keystroke(1_000, () => preamble);
  const scale: ScaleCosts[] = [];
  for (const size of sizes) scale.push(await scaleCosts(size));
  return { typing, keystroke: { without: without.p99, with: withSnippets.p99 }, scale, hard: await hardCases() };
}

/** A thousand tokens in fifteen snippets, in the order of the snippet cache. */
const preamble: Preamble = {
  path: 'src/costs.ts',
  snippets: Array.from({ length: 15 }, (_, index) => ({
    uri: `file:///src/other${index}.ts`,
    path: `src/other${index}.ts`,
    text: surroundings({ count: 5, text: (line) => `export const value${line} = other(${index});` }, 4, 0, {
      prefixTokens: 70,
      suffixTokens: 0,
    }).prefix,
    parts: [],
    version: 1,
    startLine: 0,
    source: 'imports',
    score: 1,
    shared: [],
  })),
};
