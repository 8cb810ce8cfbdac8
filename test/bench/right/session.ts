import type { CursorContext, IndentUnit } from '../../../src/completion/cursorContext.ts';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { Suggestion } from '../../../src/completion/suggestion.ts';
import { surroundings } from '../../../src/completion/surroundings.ts';
import type { FinishReason } from '../../../src/mistral/wire/response.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';
import type { Moment, Shot } from './typist.ts';

/** Arrival of an answer: at once, or one token every 25 ms. */
export const arrivals = ['whole', 'slow'] as const;
export type Arrival = (typeof arrivals)[number];

/** A model's answer, and how it arrives. */
export interface Answer {
  text: string;
  finish: FinishReason;
  arrival: Arrival;
}

const tokenMs = 25;
/** VS Code's own delay before it asks, and the time between two keys. */
const editorMs = 50;
const keyMs = 125;
const maxAccepts = 100;
/** The same as in the extension's `documentContext`. */
const budget = { prefixTokens: 2_000, suffixTokens: 500 };
/** The extension's defaults. */
const settings = { debounce: 'auto', model: 'codestral-latest', temperature: 0.2, maxTokens: 256 } as const;

/** The result at a place: the document, the accepted texts, and whether the engine would ask for more. */
export interface Played extends Shot {
  accepted: readonly Suggestion[];
  end: 'asks again' | 'ends';
}

/**
 * Asks the engine at a place, types along, and accepts all that it offers of the answer.
 * @param unit what the Tab key inserts
 */
export async function play(
  language: string,
  unit: string,
  start: Shot,
  keys: readonly Moment[],
  answer: Answer,
  isExplicit = false,
): Promise<Played | null> {
  const session = new Session(language, unit, answer, isExplicit);
  try {
    return await session.play(start, keys);
  } finally {
    session.end();
  }
}

class Session {
  readonly #clock = new ManualClock();
  readonly #source = new ScriptedSource();
  readonly #engine: CompletionEngine;
  readonly #language: string;
  readonly #editorIndent: IndentUnit;
  readonly #isExplicit: boolean;
  readonly #chunks: string[];
  readonly #finish: FinishReason;
  #call = new AbortController();
  #answer: { suggestion: Suggestion | null } | undefined;

  constructor(language: string, unit: string, { text, finish, arrival }: Answer, isExplicit: boolean) {
    this.#language = language;
    this.#editorIndent = unit === '\t' ? 'tab' : unit.length;
    this.#isExplicit = isExplicit;
    this.#chunks = arrival === 'whole' ? [text] : tokensOf(text);
    this.#finish = finish;
    this.#engine = new CompletionEngine({ clock: this.#clock, emit: () => undefined, cacheKey: 'key' });
    this.#engine.configure({ ...settings, source: this.#source });
  }

  /** Null if typing along with the answer caused a second request. */
  async play(start: Shot, keys: readonly Moment[]): Promise<Played | null> {
    let shot: Shot = start;
    let shown = await this.#ask(shot, this.#isExplicit);
    for (const [index, key] of keys.entries()) {
      shot = key;
      this.#call.abort();
      this.#engine.changed(this.#contextOf(shot), true, key.inserted);
      if (index < keys.length - 1) await this.#pass(shot);
      else shown = await this.#ask(shot);
      if (this.#source.streams.length > 1) return null;
    }
    if (keys.length === 0) await this.#hearAll();
    const accepted: Suggestion[] = [];
    while (shown && isDrawn(shown, shot.after) && accepted.length < maxAccepts) {
      const { text, replaces } = shown;
      accepted.push(shown);
      shot = { before: shot.before + text, after: shot.after.slice(replaces) };
      this.#call.abort();
      this.#engine.changed(this.#contextOf(shot), true, text);
      this.#engine.accepted(text.length);
      shown = await this.#ask(shot);
      if (this.#source.streams.length > 1) break;
    }
    return { ...shot, accepted, end: this.#source.streams.length > 1 ? 'asks again' : 'ends' };
  }

  end(): void {
    this.#call.abort();
    this.#engine.dispose();
  }

  async #ask(shot: Shot, isExplicit = false): Promise<Suggestion | null> {
    this.#call.abort();
    const call = (this.#call = new AbortController());
    this.#answer = undefined;
    await this.#clock.advance(editorMs);
    const context = { ...this.#contextOf(shot), explicit: isExplicit };
    void this.#engine.complete(context, call.signal).then((suggestion) => {
      if (!call.signal.aborted) this.#answer = { suggestion };
    });
    await settled();
    for (let waited = 0; !this.#hasAnswer && waited < 20_000; waited += tokenMs) {
      if (this.#source.streams.length > 1) return null;
      await this.#say();
      await this.#clock.advance(tokenMs);
      if (this.#source.streams.length === 0 && waited > 2_000) return null;
    }
    return this.#suggestion;
  }

  get #hasAnswer(): boolean {
    return this.#answer !== undefined;
  }

  get #suggestion(): Suggestion | null {
    return this.#answer?.suggestion ?? null;
  }

  /** Waits for the time of one key: the editor asks, and the next key comes before or after the answer. */
  async #pass(shot: Shot): Promise<void> {
    await this.#wait(editorMs);
    const call = (this.#call = new AbortController());
    void this.#engine.complete(this.#contextOf(shot), call.signal);
    await settled();
    await this.#wait(keyMs - editorMs);
  }

  async #wait(milliseconds: number): Promise<void> {
    for (let waited = 0; waited < milliseconds; waited += tokenMs) {
      await this.#say();
      await this.#clock.advance(tokenMs);
    }
  }

  async #hearAll(): Promise<void> {
    while (this.#chunks.length > 0 && this.#source.streams.length > 0) {
      await this.#say();
      await this.#clock.advance(tokenMs);
    }
    await this.#clock.advance(1_000);
  }

  async #say(): Promise<void> {
    const stream = this.#source.streams[0];
    const chunk = stream ? this.#chunks.shift() : undefined;
    if (stream === undefined || chunk === undefined) return;
    if (this.#chunks.length > 0) await stream.say(chunk);
    else await stream.end(chunk, this.#finish);
    await settled();
  }

  #contextOf({ before, after }: Shot): CursorContext {
    const lines = (before + after).split('\n');
    const line = before.split('\n').length - 1;
    const character = before.length - before.lastIndexOf('\n') - 1;
    const document = { count: lines.length, text: (at: number) => lines[at] ?? '' };
    const around = surroundings(document, line, character, budget);
    const place = { language: this.#language, uri: 'file:///file', editorIndent: this.#editorIndent };
    return { ...around, ...place, explicit: false };
  }
}

/** Whether VS Code 1.139.1 shows a text: it must contain the characters that it replaces, in order. */
function isDrawn({ text, replaces }: Suggestion, after: string): boolean {
  const replaced = after.slice(0, replaces);
  let from = 0;
  const holds = replaced.split('').every((character) => (from = text.indexOf(character, from) + 1) > 0);
  return holds && text !== replaced && !replaced.includes('\n');
}

/** Approximates a model's tokens: word pieces with the space before them, single marks, line ends with indentation. */
function tokensOf(text: string): string[] {
  const chunks = /\r?\n[ \t]*|[ \t]?(?:\p{Lu}?\p{Ll}{1,7}|\p{Lu}{1,4}|\p{N}{1,3}|_+)|[ \t]+|[^]/gu;
  return text.match(chunks) ?? [];
}
