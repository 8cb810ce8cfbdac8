import { type CursorContext } from '../../../../src/completion/cursorContext.ts';
import type { Suggestion } from '../../../../src/completion/suggestion.ts';
import { surroundings } from '../../../../src/completion/surroundings.ts';
import type { Clock } from '../../../../src/base/clock.ts';
import { Document, type Position } from './document.ts';
import type { Engine } from '../engines/engines.ts';
import { typedPart } from '../../../../src/completion/vscode/offsetAfter.ts';
import { isShowable, nextLine, nextWord, shortened } from './ghostText.ts';
import { autoClosed, isEmptyPair, lineBreak, outdented } from './language.ts';
import type { Place } from '../places.ts';

/** A key other than a character: Enter and Tab in the indentation, which write text, and keys that do not. */
export type Key = 'enter' | 'indent' | 'backspace' | 'delete' | 'past closer' | 'away' | 'back';

/** Cause of a change of the ghost text: a key, or an answer of the engine. */
export type Cause = 'key' | 'answer';

/** VS Code's delay before it asks for automatic ghost text, with the way to the extension host (1.139.1). */
const debounceMs = 50;
const toHostMs = 10;
/** As in the extension's `documentContext`. */
const budget = { prefixTokens: 2_000, suffixTokens: 500 };

/**
 * VS Code's behaviour for ghost text (measured on 1.139.1). A key changes the document, and the extension gets the
 * change at once. Ghost text that agrees is shortened, other ghost text disappears. 50 ms after the last key VS Code
 * asks the provider. The next key cancels that, and a late answer is ignored. An answer replaces the ghost text, an
 * empty one removes it.
 */
export class Editor {
  readonly #place: Place;
  readonly #document: Document;
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #onGhost: (cause: Cause) => void;
  readonly #start: Position;
  /** Number of lines of the file after the body. */
  readonly #tailLines: number;
  #cursor: Position;
  #home: Position | null = null;
  #ghost: Suggestion | null = null;
  /** Offsets of the typed openers whose closers are right of the cursor, the innermost last. */
  #openers: number[] = [];
  #pending = new AbortController();
  #timer: unknown;

  constructor(place: Place, engine: Engine, clock: Clock, onGhost: (cause: Cause) => void) {
    this.#place = place;
    this.#engine = engine;
    this.#clock = clock;
    this.#onGhost = onGhost;
    this.#document = new Document(place.head + place.tail);
    this.#start = new Document(place.head).end;
    this.#cursor = this.#start;
    this.#tailLines = new Document(place.tail).count - 1;
  }

  /** The ghost text in view. */
  get ghost(): Suggestion | null {
    return this.#ghost;
  }

  /** The typed part of the body. */
  get typed(): string {
    return this.#document.between(this.#start, this.#cursor);
  }

  /** The text that the editor added right of the cursor. */
  get ahead(): string {
    const line = this.#document.count - 1 - this.#tailLines;
    return this.#document.between(this.#cursor, { line, character: this.#document.text(line).length });
  }

  /** Offsets, in the typed text, of the openers of the closers ahead, the innermost first. */
  get openers(): number[] {
    return this.#openers.toReversed();
  }

  /** The whole document. */
  get text(): string {
    return this.#document.between({ line: 0, character: 0 }, this.#document.end);
  }

  /** The engine's context at the cursor, or at another place. */
  context(position = this.#cursor): CursorContext {
    const { language, file } = this.#place;
    const around = surroundings(this.#document, position.line, position.character, budget);
    return { ...around, language, uri: `file:///${file}`, explicit: false };
  }

  /** Types one character. */
  type(character: string): void {
    const { line } = this.#cursor;
    if (this.#after.startsWith(character) && this.ahead.startsWith(character) && /[)\]}'"`]/.test(character)) {
      return this.#edit(character, '', 1);
    }
    const closer = autoClosed(character, this.#before, this.#after, this.#place.language);
    const outer = this.#before.trim() === '' && this.#before !== '' ? outdented(character, this.#linesAbove) : null;
    if (outer !== null) this.#cursor = this.#document.replace({ line, character: 0 }, this.#cursor, outer);
    if (closer !== '') this.#openers.push(this.typed.length);
    this.#edit(character, closer, 0);
  }

  press(key: Key): void {
    const { language, indent } = this.#place;
    if (key === 'enter') {
      const [left, right] = lineBreak(this.#before, this.#after, indent, language);
      this.#trim();
      this.#edit(left, right, 0);
    } else if (key === 'indent') this.#edit(indent, '', 0);
    else if (key === 'backspace') this.#remove(this.#erased(), isEmptyPair(this.#before, this.#after) ? 1 : 0);
    else if (key === 'delete') this.#remove(0, /^\s+/.exec(this.ahead)?.[0].length ?? 1);
    else this.#move(key);
  }

  /** Accepts ghost text: all of it (Tab), its next word or its next line. */
  accept(unit: 'all' | 'word' | 'line'): void {
    const { text, replaces } = this.#ghost!;
    const length = unit === 'all' ? text.length : unit === 'word' ? nextWord(text) : nextLine(text);
    const isAll = length === text.length;
    this.#insert(text.slice(0, length), '', isAll ? replaces : 0);
    this.#show(isAll ? null : { text: text.slice(length), replaces }, 'key');
    this.#ask(0);
  }

  /** Replaces the text in view, like the extension's replacer; false if none is in view. */
  replace(suggestion: Suggestion): boolean {
    if (this.#ghost === null) return false;
    this.#show(suggestion, 'answer');
    return true;
  }

  /** Closes the document. */
  close(): void {
    this.#cancel();
    this.#engine.end();
  }

  get #before(): string {
    return this.#document.text(this.#cursor.line).slice(0, this.#cursor.character);
  }

  get #after(): string {
    return this.#document.text(this.#cursor.line).slice(this.#cursor.character);
  }

  get #linesAbove(): string[] {
    const reach = Math.max(0, this.#cursor.line - 100);
    return this.#document.between({ line: reach, character: 0 }, this.#cursor).split('\n');
  }

  #edit(left: string, right: string, over: number): void {
    const ghost = this.#ghost && shortened(this.#ghost, left, right, over);
    this.#insert(left, right, over);
    this.#show(ghost, 'key');
    this.#ask(debounceMs);
  }

  /** Inserts around the cursor and notifies the engine, with the cursor where the extension computes it. */
  #insert(left: string, right: string, over: number): void {
    const start = this.#cursor;
    this.#passClosers(this.ahead.slice(0, over));
    const taken = { line: start.line, character: start.character + over };
    this.#cursor = this.#document.replace(start, taken, left);
    this.#document.replace(this.#cursor, this.#cursor, right);
    const { line, character } = new Document(typedPart(left + right)).end;
    const cursor = { line: start.line + line, character: line === 0 ? start.character + character : character };
    // Typing over a closer is no insertion (1.139.1).
    this.#engine.changed(this.context(cursor), true, over === 0 ? typedPart(left + right) : '');
  }

  #passClosers(text: string): void {
    this.#openers.length -= text.replace(/\s/g, '').length;
  }

  /** Enter removes the indentation of a line that holds nothing else. */
  #trim(): void {
    if (this.#before === '' || this.#before.trim() !== '') return;
    this.#cursor = this.#document.replace({ line: this.#cursor.line, character: 0 }, this.#cursor, '');
  }

  /** Number of characters that Backspace removes: in the indentation, back to the last tab stop. */
  #erased(): number {
    const before = this.#before;
    if (before === '' || before.trim() !== '' || before.includes('\t')) return 1;
    const width = this.#place.indent.length;
    return before.length % width || width;
  }

  #remove(left: number, right: number): void {
    const start = { line: this.#cursor.line, character: this.#cursor.character - left };
    this.#passClosers(this.ahead.slice(0, right));
    const lines = this.ahead.slice(0, right).split('\n');
    const last = lines.at(-1)!.length;
    const end =
      lines.length === 1
        ? { line: this.#cursor.line, character: this.#cursor.character + last }
        : { line: this.#cursor.line + lines.length - 1, character: last };
    this.#cursor = this.#document.replace(start, end, '');
    this.#engine.changed(this.context(), true, '');
    this.#show(null, 'key');
    this.#ask(debounceMs);
  }

  /** Moves the cursor. The ghost text disappears, and VS Code asks for none until the next edit. */
  #move(key: 'past closer' | 'away' | 'back'): void {
    this.#cancel();
    if (key === 'back') this.#cursor = this.#home!;
    else if (key === 'away') {
      this.#home = this.#cursor;
      this.#cursor = { line: Math.max(0, this.#cursor.line - 5), character: 0 };
    } else {
      const passed = /^\s*\S/.exec(this.ahead)![0];
      this.#passClosers(passed);
      const lines = passed.split('\n');
      this.#cursor = { line: this.#cursor.line + lines.length - 1, character: lines.at(-1)!.length };
    }
    this.#show(null, 'key');
  }

  #show(ghost: Suggestion | null, cause: Cause): void {
    this.#ghost = ghost && isShowable(ghost, this.#after) ? ghost : null;
    this.#onGhost(cause);
  }

  #cancel(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#pending.abort();
  }

  #ask(waitMs: number): void {
    this.#cancel();
    const call = new AbortController();
    this.#pending = call;
    this.#timer = this.#clock.setTimeout(() => {
      void this.#engine.complete(this.context(), call.signal).then((suggestion) => {
        if (call.signal.aborted) return;
        this.#show(suggestion, 'answer');
      });
    }, waitMs + toHostMs);
  }
}
