import { Background } from '../../../../src/base/background.ts';
import { choose } from '../../../../src/context/selection/chooseSnippets.ts';
import { gatherAfter } from '../../../../src/context/vscode/gatherLimits.ts';
import type { Hint } from '../../../../src/context/sources/snippetHint.ts';
import { arranged } from '../../../../src/context/selection/order.ts';
import { SnippetCache } from '../../../../src/context/selection/snippetCache.ts';
import type { Snippet } from '../../../../src/completion/prompt/snippet.ts';
import { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import type { CursorContext } from '../../../../src/completion/cursorContext.ts';
import { MistralClient } from '../../../../src/mistral/client.ts';
import { PromptCache } from '../../../server/promptCache.ts';
import { Editor } from '../../typing/editor/editor.ts';
import { type Engine, infill } from '../../typing/engines/engines.ts';
import { emptyTally, sum, type Tally } from '../../typing/figures.ts';
import { Model } from '../../typing/model.ts';
import { type Place, places } from '../../typing/places.ts';
import { VirtualTime } from '../../../support/clock.ts';
import { dollars, Service } from '../../typing/service.ts';
import { Typist } from '../../typing/typist.ts';
import { Watcher } from '../../typing/watcher.ts';
import { drained } from '../../../support/work.ts';
import { Graph } from '../graph.ts';
import { historyOf } from '../history.ts';
import { HintSources } from '../hints.ts';
import type { Package } from '../packages.ts';
import { workspaceOf } from './workspaces.ts';

/** Order of the snippets: none, kept while that pays, or chosen again for each request. */
export type Order = 'no snippets' | 'stable' | 'chosen for each request';

/** Costs of the snippets in a replay. */
export interface TypingCosts {
  order: Order;
  requests: number;
  promptTokens: number;
  /** Shares of the prompt's tokens, from 0 to 1: see `CachedTokens`. */
  cachedShare: number;
  maxCachedShare: number;
  dollarsPerHour: number;
}

const tokens = 1_000;
/** Time between two places of a file, in milliseconds. */
const betweenMs = 20_000;

/** Types the replay's places file by file, with one host and one window per file. */
export async function typingCosts(order: Order): Promise<TypingCosts> {
  const files = new Map<string, Place[]>();
  for (const place of places()) files.set(place.file, [...(files.get(place.file) ?? []), place]);
  const sessions: Session[] = [];
  for (const [file, ofFile] of files) {
    const session = new Session(order, workspaceOf(file));
    for (const place of ofFile) await session.type(place);
    sessions.push(session);
  }
  const { bill, milliseconds } = sum(sessions.map(({ tally }) => tally));
  return {
    order,
    requests: bill.requests,
    promptTokens: bill.promptTokens,
    cachedShare: bill.cachedTokens / bill.promptTokens,
    maxCachedShare: bill.maxCachedTokens / bill.promptTokens,
    dollarsPerHour: dollars(bill) / (milliseconds / 3_600_000),
  };
}

/** One user in one window. */
class Session {
  tally: Tally = emptyTally();
  readonly #order: Order;
  readonly #workspace: Package;
  readonly #hints: HintSources;
  readonly #graph: Graph;
  readonly #declarationIndex = new DeclarationIndex();
  readonly #clock = new VirtualTime();
  readonly #snippetCache: SnippetCache;
  readonly #cache = new PromptCache();

  constructor(order: Order, workspace: Package) {
    this.#order = order;
    this.#workspace = workspace;
    this.#graph = new Graph(workspace);
    this.#hints = new HintSources(workspace, this.#graph);
    const background = new Background({ clock: this.#clock });
    this.#snippetCache = new SnippetCache({ declarationIndex: this.#declarationIndex, background, clock: this.#clock });
    this.#snippetCache.snippetTokens = order === 'no snippets' ? 0 : tokens;
  }

  async type(place: Place): Promise<void> {
    const clock = this.#clock;
    const start = clock.now();
    const service = new Service(new Model(place), clock, this.#cache);
    const client = new MistralClient({ endpoint: 'https://api.mistral.ai', key: 'bench', fetch: service.fetch, clock });
    const { now, date, setTimeout, clearTimeout } = clock;
    // One engine per place, so that the cache helps as much as in the other measurements; one cache key per window.
    const engine = infill({
      clock: { now, date, setTimeout, clearTimeout, random: () => 0.5 },
      client,
      preambleFor: (context) => ({ path: place.file, snippets: this.#snippetsFor(context, place) }),
    });
    const watcher = new Watcher(place, clock);
    const editor = new Editor(place, this.#gathering(engine, place), clock, (cause) => watcher.ghostChanged(cause));
    watcher.watch(editor);
    await clock.run(this.#gather(editor.context(), place));
    await clock.run(new Typist('types', place, editor, watcher, clock).work());
    editor.close();
    const milliseconds = watcher.tally.milliseconds - start;
    await clock.run(clock.until(clock.now() + betweenMs));
    this.tally = sum([this.tally, { ...watcher.tally, milliseconds, bill: service.bill }]);
  }

  #snippetsFor(context: CursorContext, place: Place): readonly Snippet[] {
    if (this.#order === 'no snippets') return [];
    if (this.#order === 'stable') return this.#snippetCache.snippetsFor(context.uri);
    const hints = this.#hintsAt(context, place);
    return arranged([], drained(choose({ context, hints, declarationIndex: this.#declarationIndex, tokens })));
  }

  /** The engine, with context that is gathered as in the extension: at rest, or after a maximum time. */
  #gathering(engine: Engine, place: Place): Engine {
    let timer: unknown;
    let wantedAt: number | null = null;
    return {
      ...engine,
      changed: (context, isKeystroke, inserted) => {
        engine.changed(context, isKeystroke, inserted);
        const now = this.#clock.now();
        wantedAt ??= now;
        this.#clock.clearTimeout(timer);
        const wait = Math.min(gatherAfter.restMs, Math.max(0, wantedAt + gatherAfter.maxMs - now));
        timer = this.#clock.setTimeout(() => {
          wantedAt = null;
          void this.#gather(context, place);
        }, wait);
      },
    };
  }

  async #gather(context: CursorContext, place: Place): Promise<void> {
    if (this.#order === 'stable') await this.#snippetCache.choose(context, this.#hintsAt(context, place));
  }

  #hintsAt(context: CursorContext, place: Place): Hint[] {
    const file = this.#workspace.files.get(place.file)!;
    const hole = { name: place.file, file, context, missing: '', wanted: new Set<string>() };
    const hints = this.#hints.of(hole, historyOf(hole, this.#workspace, this.#graph));
    for (const { uri } of hints)
      drained(this.#declarationIndex.put(this.#workspace.files.get(uri.slice('file:///'.length))!));
    return hints;
  }
}
