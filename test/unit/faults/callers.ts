import { CircuitBreaker } from '../../../src/completion/circuitBreaker.ts';
import type { CursorContext } from '../../../src/completion/cursorContext.ts';
import { Emitter } from '../../../src/base/emitter.ts';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { fill } from '../../../src/fill/fill.ts';
import { gapOf } from '../../../src/fill/gap.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import { logEvent } from '../../../src/diagnostics/eventLog.ts';
import { ModelList } from '../../../src/connection/modelList.ts';
import { checkKey } from '../../../src/mistral/checkKey.ts';
import { MistralClient } from '../../../src/mistral/client.ts';
import { MistralError } from '../../../src/mistral/errors/errors.ts';
import { explicitRetry } from '../../../src/mistral/retry.ts';
import { type Timeouts, timeoutsAt } from '../../../src/mistral/timeouts.ts';
import type { Message } from '../../../src/base/message.ts';
import { ManualClock, settled } from '../../support/clock.ts';

export const KEY = 'k3y-Of-Nobody-0123456789';
/** The text before the cursor, and before the gap. */
export const BEFORE = 'const hushHush = "plum pudding";\nfunction vault(a: number, b: number) {\n  ';
/** The continuation that the FIM server's model knows, as in every recorded stream of the matrix. */
export const GOOD = 'return a + b;\n}';

/** The result of one call. */
export interface CallResult {
  /** The message for the user; null for none. */
  words: Message | null;
  /** Offered text, or what the host said of models and key. */
  offered: string | null;
  /** How long typing sends nothing afterwards, in milliseconds; null for callers that do not type. */
  rest: number | null;
}

/** A feature that sends requests. Each is new for its case. */
export interface Caller {
  readonly clock: ManualClock;
  readonly timeouts: Pick<Timeouts, 'headersMs' | 'firstTextMs' | 'idleMs'>;
  /** The lines of the log. */
  readonly log: string[];
  /** The user's first action. */
  ask(): Promise<CallResult>;
  /** Actions that send nothing while the fault goes on. */
  goOn(): Promise<void>;
  /** Repeats at the earliest time at which it does so by itself or on request. */
  again(): Promise<CallResult>;
}

export type CallerName = 'ghost text' | 'fill selection' | 'model list' | 'key check';

export const callers: Record<CallerName, (endpoint: string) => Caller> = {
  'ghost text': (endpoint) => new GhostText(endpoint),
  'fill selection': (endpoint) => new Fill(endpoint),
  'model list': (endpoint) => new List(endpoint),
  'key check': (endpoint) => new KeyCheck(endpoint),
};
export const callerNames = Object.keys(callers) as CallerName[];

const parameters = { model: 'codestral-latest', temperature: 0, maxTokens: 256 };
const debounce = 75;

/** Writes a note to the log; at that of a retry, lets its delay pass. */
function noteTaker(clock: ManualClock, log: string[]): (note: string) => void {
  return (note) => {
    log.push(note);
    const delayMs = /^retries in (\d+) ms/.exec(note)?.[1];
    if (delayMs !== undefined) queueMicrotask(() => void clock.advance(Number(delayMs)));
  };
}

/** What callers of completions have in common. */
abstract class Completing {
  readonly clock = new ManualClock();
  readonly timeouts: Timeouts;
  readonly log: string[] = [];
  readonly breaker = new CircuitBreaker(this.clock, (event) => this.emit(event));
  protected readonly client: MistralClient;
  protected rest = 0;
  protected ended: Extract<EngineEvent, { type: 'ended' }> | null = null;
  #onEnd = () => {};

  constructor(endpoint: string) {
    this.timeouts = timeoutsAt(endpoint);
    this.client = new MistralClient({
      ...{ endpoint, key: KEY, clock: this.clock, timeouts: this.timeouts },
      onNote: noteTaker(this.clock, this.log),
      onRateLimits: (limits) => this.breaker.onRateLimits(limits),
    });
  }

  protected emit(event: EngineEvent): void {
    const write = (line: string) => void this.log.push(line);
    logEvent({ debug: write, info: write, warn: write, error: write }, event);
    if (event.type === 'circuitOpen') this.rest = event.milliseconds;
    if (event.type === 'requested') this.ended = null;
    // As in the extension, it is notified last of the end of a request.
    this.breaker.onEvent(event);
    if (event.type !== 'ended') return;
    this.ended = event;
    this.#onEnd();
  }

  protected async whenEnded(): Promise<void> {
    while (this.ended === null) await new Promise<void>((resolve) => (this.#onEnd = resolve));
  }
}

/** A user who types, and the ghost text. */
export class GhostText extends Completing implements Caller {
  readonly #engine: CompletionEngine;
  #typed = -1;
  #requests = 0;

  constructor(endpoint: string) {
    super(endpoint);
    this.#engine = new CompletionEngine({
      ...{ clock: this.clock, breaker: this.breaker, cacheKey: 'key' },
      emit: (event) => {
        if (event.type === 'requested') this.#requests++;
        this.emit(event);
      },
    });
    this.#engine.configure({ source: this.client, debounce, ...parameters });
  }

  /** The expected text at the cursor: the block, and the rest of the line where that has begun. */
  get good(): string {
    return this.#typed === 0 ? GOOD : GOOD.slice(this.#typed).split('\n')[0]!;
  }

  async ask(): Promise<CallResult> {
    return this.#result(await this.#key());
  }

  /** Types on. A request now would come too soon. */
  async goOn(): Promise<void> {
    const before = this.#requests;
    for (let key = 0; key < 3; key++) await this.#key();
    await this.clock.advance(this.rest - 5 * debounce);
    await this.#key();
    if (this.#requests !== before) throw new Error('a key has sent a request while the host should rest');
    await this.clock.advance(this.rest);
  }

  async again(): Promise<CallResult> {
    return this.#result(await this.#key());
  }

  /** An explicit trigger, without a wait. */
  async trigger(): Promise<CallResult> {
    return this.#result(await this.#complete(true));
  }

  /**
   * Types for this time, by default two keys a second.
   * @param isAnswered whether the host answers, if only with an error; the clock stops for the answer
   */
  async typeFor(milliseconds: number, isAnswered: boolean, betweenKeysMs = 500): Promise<void> {
    const end = this.clock.now() + milliseconds;
    while (this.clock.now() < end) {
      this.#typed++;
      const before = this.#requests;
      const abort = new AbortController();
      this.#engine.changed(this.#context(false), true);
      const call = this.#engine.complete(this.#context(false), abort.signal);
      await this.clock.advance(betweenKeysMs);
      if (this.#requests > before && isAnswered) await this.whenEnded();
      abort.abort();
      await call;
    }
  }

  async #key(): Promise<string | null> {
    this.#typed++;
    const context = this.#context(false);
    this.#engine.changed(context, true, context.prefix.at(-1));
    const shown = this.#complete(false);
    await this.clock.advance(debounce);
    return shown;
  }

  async #complete(explicit: boolean): Promise<string | null> {
    const before = this.#requests;
    const suggestion = await this.#engine.complete(this.#context(explicit), new AbortController().signal);
    if (this.#requests > before) await this.whenEnded();
    return suggestion?.text ?? null;
  }

  #context(explicit: boolean): CursorContext {
    const prefix = BEFORE + GOOD.padEnd(this.#typed, '.').slice(0, this.#typed);
    return { prefix, suffix: '', startLine: 0, language: 'typescript', uri: 'file:///vault.ts', explicit };
  }

  #result(offered: string | null): CallResult {
    return { words: wordsOf(this.ended?.error), offered, rest: this.rest };
  }
}

/** A user who fills a selection, without a wait. */
class Fill extends Completing implements Caller {
  async ask(): Promise<CallResult> {
    const text = `${BEFORE}old();`;
    const gaps = [gapOf(text, { start: BEFORE.length, end: text.length }, 'typescript', true)];
    const { texts, error } = await fill(
      { text, gaps, language: 'typescript', uri: 'file:///vault.ts' },
      0,
      { source: this.client, parameters, clock: this.clock, emit: (event) => this.emit(event), cacheKey: 'key' },
      () => undefined,
      new AbortController().signal,
    );
    return { words: wordsOf(error), offered: texts[0] ?? null, rest: null };
  }

  goOn = settled;
  again = () => this.ask();
}

/** A user who opens the list of models. */
class List implements Caller {
  readonly clock = new ManualClock();
  /** As in `connection/modelList.ts`. */
  readonly timeouts = { headersMs: 3_000, firstTextMs: 3_000, idleMs: 3_000 };
  readonly log: string[] = [];
  readonly #list: ModelList;

  constructor(endpoint: string) {
    const { clock, log } = this;
    const client = new MistralClient({ endpoint, key: KEY, clock, onNote: noteTaker(clock, log) });
    this.#list = new ModelList(new Emitter<EngineEvent>().event, { client } as unknown as Connection, this.clock);
  }

  async ask(): Promise<CallResult> {
    const { models, missing } = await this.#list.ask({ retries: true });
    return { words: null, offered: missing ?? models.map(({ id }) => id).join(), rest: null };
  }

  goOn = settled;

  /** A host's list is valid for an hour. */
  async again(): Promise<CallResult> {
    await this.clock.advance(3_600_000);
    return this.ask();
  }
}

/** A user who sets a key. */
class KeyCheck implements Caller {
  readonly clock = new ManualClock();
  readonly timeouts;
  readonly log: string[] = [];
  readonly #endpoint: string;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
    this.timeouts = timeoutsAt(endpoint);
  }

  async ask(): Promise<CallResult> {
    const { clock, log } = this;
    const options = { clock, model: parameters.model, retry: explicitRetry, onNote: noteTaker(clock, log) };
    const check = await checkKey(KEY, this.#endpoint, options);
    return { words: 'error' in check ? check.error.userMessage : null, offered: check.result, rest: null };
  }

  goOn = settled;
  again = () => this.ask();
}

function wordsOf(error: unknown): Message | null {
  if (error === null || error === undefined) return null;
  if (error instanceof MistralError) return error.userMessage;
  throw new Error('failed with an error that has no words', { cause: error });
}
