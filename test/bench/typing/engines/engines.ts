import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { CompletionEngine } from '../../../../src/completion/engine.ts';
import type { View } from '../../../../src/completion/ghostTextGrowth.ts';
import type { Suggestion } from '../../../../src/completion/suggestion.ts';
import type { Clock } from '../../../../src/base/clock.ts';
import { noPreamble, type Preamble } from '../../../../src/completion/prompt/snippet.ts';
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
const settings = { model: 'codestral-latest', temperature: 0.2, maxTokens: 256 } as const;

/** Infill's own engine, as the extension sets it up. */
export function infill(
  { clock, client, preambleFor = () => noPreamble, replace }: World,
  { debounce = 'auto', showsWholeOnly = false }: { debounce?: number | 'auto'; showsWholeOnly?: boolean } = {},
): Engine {
  const engine = new CompletionEngine({
    clock,
    emit: () => undefined,
    cacheKey: 'key',
    termsFor: (context) => ({ preamble: preambleFor(context), isOverBudget: false }),
  });
  engine.configure({ source: client, ...settings, debounce });
  const view: View = {
    replace: (suggestion) => Promise.resolve(replace?.(suggestion) ?? false),
    growsOnce: false,
    showsWholeOnly,
  };
  return {
    changed: (context, isKeystroke, inserted) => engine.changed(context, isKeystroke, inserted),
    complete: (context, signal) => engine.complete(context, signal, replace || showsWholeOnly ? { view } : {}),
    end: () => engine.endAll(),
  };
}

/** Infill without one of its mechanisms, to see what that is worth. */
export const ablations: Readonly<Record<string, (world: World) => Engine>> = {
  /** A key that agrees with a running request ends it, too. */
  join: (world) => {
    const engine = infill(world);
    return {
      ...engine,
      complete: (context, signal) => {
        engine.end();
        return engine.complete(context, signal);
      },
    };
  },
  /** A stream ends with the first text that is shown. */
  'read on': (world) => {
    const engine = infill(world);
    return {
      ...engine,
      complete: async (context, signal) => {
        const suggestion = await engine.complete(context, signal);
        if (!signal.aborted) engine.end();
        return suggestion;
      },
    };
  },
  /** No request leaves before VS Code calls. */
  'early start': (world) => {
    const engine = infill(world);
    return { ...engine, changed: (context, _, inserted) => engine.changed(context, false, inserted) };
  },
  /** Text is shown at its sensible end only. */
  'early answer': (world) => infill(world, { showsWholeOnly: true }),
  /** Ghost text stays as it is until the next key. */
  growth: ({ clock, client, preambleFor }) => infill({ clock, client, ...(preambleFor && { preambleFor }) }),
  /** Each request waits as long as the next. */
  'typing rhythm': (world) => infill(world, { debounce: 75 }),
};
