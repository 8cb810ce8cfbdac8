import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CircuitBreaker } from '../../../src/completion/circuitBreaker.ts';
import type { CursorContext } from '../../../src/completion/cursorContext.ts';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { UsageRecorder } from '../../../src/usage/recorder.ts';
import { SDKError, StreamBrokenError } from '../../../src/mistral/errors/errors.ts';
import type { FinishReason } from '../../../src/mistral/wire/response.ts';
import { message } from '../../../src/base/message.ts';
import { holds } from '../../support/property.ts';
import { errorResponse } from '../../support/errorResponse.ts';
import { place } from '../../support/place.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource, type ScriptedStream } from '../../support/scriptedSource.ts';

/** A step, with a number for its choices. */
const step = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('key', 'along', 'along', 'say', 'say', 'say', 'pause', 'pause', 'accept') },
    {
      weight: 3,
      arbitrary: fc.constantFrom('explicit', 'wait', 'backspace', 'end', 'fail', 'abort', 'other document'),
    },
    { weight: 1, arbitrary: fc.constantFrom('move', 'settings', 'end all', 'why', 'elsewhere') },
  ),
  fc.nat({ max: 999 }),
);
const keys = ['a', 'b', '(', ')', ' ', '\n', '.', '"'];
const tokens = ['a', 'b', 'ab', 'ba', '(a)', ')', ' ', '\n', '\n  b', '.', 'aa\nbb\n', '"', '}', '\n\n'];
const failures = [
  ...[429, 401, 500].map((status) => new SDKError(message('refused'), errorResponse(status))),
  new StreamBrokenError(message('broken')),
  new Error('odd'),
];
const drawings = ['█', 'f(█)', 'x = █;\nb\n', '{\n  █\n}\n'];

describe('the engine, at random', () => {
  it('offers only text of the model that continues the typed text, and loses no request', async () => {
    await holds(
      [fc.constantFrom(...drawings), fc.array(step, { minLength: 5, maxLength: 30, size: 'max' })],
      async (drawing, steps) => {
        const session = new Session(drawing);
        await session.step('explicit', 0);
        for (const [name, number] of steps) await session.step(name, number);
        await session.end();
      },
    );
  });
});

/** A user who types in two documents, and VS Code, which asks for each key. */
class Session {
  readonly #clock = new ManualClock();
  readonly #source = new ScriptedSource();
  readonly #breaker = new CircuitBreaker(this.#clock, (event) => this.#onEvent(event));
  readonly #recorder = new UsageRecorder(this.#clock);
  readonly #counts = { requested: 0, ended: 0 };
  /** The text so far of each request, and its place. */
  readonly #said = new Map<ScriptedStream, string>();
  readonly #engine = new CompletionEngine({
    clock: this.#clock,
    cacheKey: 'key',
    emit: (event) => {
      this.#breaker.onEvent(event);
      this.#recorder.onEvent(event);
      this.#onEvent(event);
    },
    breaker: this.#breaker,
  });
  readonly #documents: CursorContext[];
  readonly #calls: Promise<void>[] = [];
  #at = 0;
  #abort = new AbortController();
  #ghost: string | null = null;

  constructor(drawing: string) {
    this.#documents = [place(drawing), place(drawing, { uri: 'file:///b.ts' })];
    this.#configure(75);
  }

  async step(name: string, number: number): Promise<void> {
    const key = keys[number % keys.length]!;
    if (name === 'key') this.#type(key);
    else if (name === 'along') this.#type(this.#ghost?.[0] ?? key);
    else if (name === 'say')
      await this.#running(number)?.say(
        this.#says(number, tokens[number % tokens.length]! + tokens[(number >> 4) % tokens.length]!),
      );
    else if (name === 'end') await this.#running(number)?.end(this.#says(number, ''), finish(number));
    else if (name === 'fail') await this.#running(number)?.fail(failures[number % failures.length]!);
    else if (name === 'pause') await this.#clock.advance(200);
    else if (name === 'wait') await this.#clock.advance([10, 80, 900, 70_000][number % 4]!);
    else if (name === 'backspace') this.#edit(this.#context.prefix.slice(0, -1), '');
    else if (name === 'abort') this.#abort.abort();
    else if (name === 'accept') this.#accept(number);
    else if (name === 'explicit') this.#ask(true);
    else if (name === 'other document') this.#at = 1 - this.#at;
    else if (name === 'move') this.#engine.moved(number % 2 === 0 ? null : this.#documents[1 - this.#at]!);
    else if (name === 'settings') this.#configure(number % 3 === 0 ? 'auto' : number % 200);
    else if (name === 'end all') this.#engine.endAll(number % 2 === 0 ? undefined : this.#context.uri);
    else if (name === 'why') this.#engine.why(this.#context);
    else this.#edit(this.#context.prefix + key, '', false);
    await settled();
  }

  /** Closes the editors: nothing may be left. */
  async end(): Promise<void> {
    this.#abort.abort();
    this.#engine.moved(null);
    this.#engine.configure(null);
    await settled();
    assert.equal(this.#clock.pending, 0);
    await Promise.all(this.#calls);
    for (const { signal, isClosed } of this.#source.streams) assert.ok(isClosed || signal.aborted);
    assert.equal(this.#counts.requested, this.#source.streams.length);
    assert.equal(this.#counts.ended, this.#source.streams.length);
    const rows = this.#recorder.take().all;
    assert.equal(
      rows.reduce((sum, { requests }) => sum + requests, 0),
      this.#source.streams.length,
    );
  }

  get #context(): CursorContext {
    return this.#documents[this.#at]!;
  }

  #onEvent({ type }: EngineEvent): void {
    if (type === 'requested' || type === 'ended') this.#counts[type]++;
  }

  #configure(debounce: number | 'auto'): void {
    this.#engine.configure({ source: this.#source, debounce, model: 'm', temperature: 0.2, maxTokens: 64 });
  }

  #type(character: string): void {
    this.#edit(this.#context.prefix + character, character);
  }

  #edit(prefix: string, inserted: string, isKey = true): void {
    this.#documents[this.#at] = { ...this.#context, prefix };
    this.#engine.changed(this.#context, isKey, inserted);
    this.#ask(false);
  }

  #accept(number: number): void {
    const text = this.#ghost;
    if (text === null) return;
    const part = text.slice(0, 1 + (number % text.length));
    this.#documents[this.#at] = { ...this.#context, prefix: this.#context.prefix + part };
    this.#engine.changed(this.#context, true, part);
    if (part === text) this.#engine.accepted(part.length);
    this.#ask(false);
  }

  #ask(explicit: boolean): void {
    this.#abort.abort();
    const abort = (this.#abort = new AbortController());
    const context = { ...this.#context, explicit };
    this.#ghost = null;
    this.#calls.push(
      this.#engine.complete(context, abort.signal).then((suggestion) => {
        if (suggestion === null || abort.signal.aborted) return;
        this.#check(context, suggestion.text);
        this.#ghost = suggestion.text;
      }),
    );
  }

  /** Ignores white space, since the text gets the document's indentation. */
  #check({ prefix, suffix }: CursorContext, text: string): void {
    const squashed = (one: string) => one.replace(/\s+/g, '');
    // The prompt does not contain the editor's closers, and the user may type over them.
    const isEndOf = (one: string, other: string) => one.endsWith(other) || other.endsWith(one);
    const isSaid = [...this.#said].some(([{ request }, said]) => {
      if (!prefix.startsWith(request.prompt) || !isEndOf(squashed(request.suffix!), squashed(suffix))) return false;
      return squashed(said).startsWith(squashed(prefix.slice(request.prompt.length) + text));
    });
    assert.ok(isSaid, `${JSON.stringify(`${prefix}█${suffix}`)}: ${JSON.stringify(text)}`);
    assert.ok(text !== '' && text.isWellFormed());
  }

  /** One of the running requests. */
  #running(number: number): ScriptedStream | undefined {
    const running = this.#source.streams.filter(({ isClosed, signal }) => !isClosed && !signal.aborted);
    return running[number % running.length];
  }

  #says(number: number, text: string): string {
    const stream = this.#running(number)!;
    this.#said.set(stream, (this.#said.get(stream) ?? '') + text);
    return text;
  }
}

function finish(number: number): FinishReason {
  return (['stop', 'stop', 'length', 'error'] as const)[number % 4]!;
}
