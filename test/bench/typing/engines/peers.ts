import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { type Suggestion } from '../../../../src/completion/suggestion.ts';
import { fit } from '../../../../src/completion/fit/fit.ts';
import { cleaned } from '../../../../src/completion/fit/clean.ts';
import type { Engine, World } from './engines.ts';
import { wait } from '../../../../src/base/wait.ts';

/** 64 tokens served other engines as well as 256. */
const maxTokens = 64;

/** Common behaviour of other extensions: a fixed debounce, the whole answer, and perhaps a cache by exact place. */
export interface PeerOptions {
  debounceMs: number;
  cache: boolean;
}

/** An engine without streaming and typing along. It uses Infill's filters, so that only cache and timing differ. */
export function peer({ clock, client }: World, { debounceMs, cache }: PeerOptions): Engine {
  const answers = new Map<string, string>();

  const ask = async ({ prefix, suffix }: CursorContext, signal: AbortSignal): Promise<string | null> => {
    const place = `${prefix.length} ${prefix}${suffix}`;
    const known = cache ? answers.get(place) : undefined;
    if (known !== undefined) return known;
    await wait(debounceMs, clock, signal);
    if (isAborted(signal)) return null;
    const request = { model: 'codestral-latest', prompt: prefix, suffix, temperature: 0.2, max_tokens: maxTokens };
    try {
      const { text } = await client.complete(request, { signal });
      if (cache) answers.set(place, text);
      return text;
    } catch (error) {
      if (isAborted(signal)) return null;
      throw error;
    }
  };

  return {
    changed: () => undefined,
    complete: async (context, signal): Promise<Suggestion | null> => {
      const text = await ask(context, signal);
      return text === null ? null : fit(cleaned(text, context), context);
    },
    end: () => undefined,
  };
}

/** One request per key, no cache. */
export const naive = (world: World): Engine => peer(world, { debounceMs: 0, cache: false });

/** 300 ms of debounce, exact cache. */
export const common = (world: World): Engine => peer(world, { debounceMs: 300, cache: true });

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
