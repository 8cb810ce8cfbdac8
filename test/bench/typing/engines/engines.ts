import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { CompletionEngine } from '../../../../src/completion/engine.ts';
import type { Mechanism } from '../../../../src/completion/mechanisms.ts';
import type { Suggestion } from '../../../../src/completion/suggestion.ts';
import type { Clock } from '../../../../src/base/clock.ts';
import { noPreamble, type Preamble } from '../../../../src/completion/preamble.ts';
import type { MistralClient } from '../../../../src/mistral/client.ts';

/** The part of the engine that the extension's provider uses. */
export interface Engine {
  /** An edit, at once; `isKeystroke`: one change by a key, after which VS Code asks for ghost text. */
  changed(context: CursorContext, isKeystroke: boolean, inserted: string): void;
  /** VS Code asks for ghost text; the next key aborts. */
  complete(context: CursorContext, signal: AbortSignal): Promise<Suggestion | null>;
  /** The document is closed. */
  end(): void;
}

/** What an engine needs: one document's source, in virtual time. */
export interface World {
  clock: Clock;
  client: MistralClient;
  /** The snippets of other files; none if absent. */
  preambleFor?: (context: CursorContext) => Preamble;
  /** Replaces the text in view; false if none is in view. */
  replace?: (suggestion: Suggestion) => boolean;
}

/** The defaults of the settings `infill.*`. */
const settings = { model: 'codestral-latest', temperature: 0.2, maxTokens: 256, debounce: 'auto' } as const;

/** Infill's engine as in the extension, or without some of its mechanisms, to measure their value. */
export function infill(
  { clock, client, preambleFor = () => noPreamble, replace }: World,
  without: readonly Mechanism[] = [],
): Engine {
  const engine = new CompletionEngine({
    ...{ clock, emit: () => undefined, cacheKey: 'key', preambleFor },
    without: new Set(without),
    ...(replace && { replace: (_: CursorContext, suggestion: Suggestion) => Promise.resolve(replace(suggestion)) }),
  });
  engine.configure({ source: client, ...settings });
  return {
    changed: (context, isKeystroke, inserted) => engine.changed(context, isKeystroke, inserted),
    complete: (context, signal) => engine.complete(context, signal),
    end: () => engine.endAll(),
  };
}
