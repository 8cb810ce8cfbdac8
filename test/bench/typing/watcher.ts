import type { Suggestion } from '../../../src/completion/suggestion.ts';
import type { Clock } from '../../../src/base/clock.ts';
import type { Cause, Editor } from './editor/editor.ts';
import { emptyTally, type Tally } from './figures.ts';
import type { Place } from './places.ts';
import { type Judgement, judge } from './target.ts';

/** `text` writes text of the body, `accept` accepts, `move` moves the cursor, `mistake` is a typo or its correction. */
export type KeyKind = 'text' | 'accept' | 'move' | 'mistake';

/** Watches the window while a body is typed, and counts. */
export class Watcher {
  readonly tally: Tally = emptyTally();
  /** When the ghost text in view appeared, shortened or not. */
  shownAt = 0;
  readonly #place: Place;
  readonly #clock: Clock;
  #editor: Editor | null = null;
  #kind: KeyKind = 'text';
  #lastKey = 0;
  /** The text in view at the last look, and its judgement. */
  #seen: { ghost: Suggestion; judgement: Judgement | null; at: number } | null = null;
  /** Rest of a ghost text that an answer removed although the user types it. */
  #gone: string | null = null;
  /** Time of the key since which no ghost text, and no right ghost text, is in view. */
  #needed: number | null = null;
  #rightNeeded: number | null = null;
  readonly #onKey: (() => void) | undefined;

  constructor(place: Place, clock: Clock, onKey?: () => void) {
    this.#place = place;
    this.#clock = clock;
    this.#onKey = onKey;
  }

  watch(editor: Editor): void {
    this.#editor = editor;
  }

  /** Counts the text in view before a key, presses the key, and looks at the effect. */
  key(kind: KeyKind, press: () => void): void {
    const { tally } = this;
    const editor = this.#editor!;
    this.#look();
    tally.keys++;
    this.#kind = kind;
    if (kind === 'text' || kind === 'accept') {
      tally.textKeys++;
      if (editor.ghost) tally.visible++;
      if (this.#seen?.judgement?.isRight) tally.right++;
    }
    const before = editor.typed;
    this.#lastKey = this.#clock.now();
    press();
    this.#onKey?.();
    const typed = editor.typed.startsWith(before) ? editor.typed.slice(before.length) : null;
    this.#gone =
      kind === 'text' && typed !== null && this.#gone?.startsWith(typed) ? this.#gone.slice(typed.length) : null;
    if (kind === 'accept') tally.accepted += typed!.length;
    this.#look();
    this.#need();
  }

  /** Ghost text appeared, changed or disappeared. */
  ghostChanged(cause: Cause): void {
    if (cause === 'key') return;
    const before = this.#seen;
    this.#look();
    const now = this.#seen;
    this.#countFlicker(before?.ghost.text ?? null, now?.ghost.text ?? null);
    if (now && now.ghost.text !== before?.ghost.text) this.#countWrong(now, before?.ghost.text ?? '');
    this.#need();
  }

  /** The body is complete. */
  end(): void {
    this.#look();
    this.tally.milliseconds += this.#clock.now();
    this.tally.characters += this.#place.body.length;
  }

  #look(): void {
    const editor = this.#editor!;
    const now = this.#clock.now();
    if (this.#seen?.judgement && this.#seen.judgement.agreeing < this.#seen.ghost.text.length) {
      this.tally.wrongMs += now - this.#seen.at;
    }
    if (editor.ghost === null) this.#seen = null;
    else {
      if (this.#seen === null) this.shownAt = now;
      this.#seen = { ghost: editor.ghost, judgement: this.#judged(editor.ghost), at: now };
    }
  }

  /** Null while a mistake is not corrected: right text is not defined then. */
  #judged(ghost: Suggestion): Judgement | null {
    return this.#place.body.startsWith(this.#editor!.typed) ? judge(ghost, this.#place, this.#editor!) : null;
  }

  #countFlicker(before: string | null, now: string | null): void {
    const { flickers, jumps } = this.tally;
    const agree = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);
    if (before !== null && now === null) this.#gone = before;
    else if (before !== null && now !== null && !agree(before, now)) jumps.push(this.#note(`${before} -> ${now}`));
    else if (before === null && now !== null && this.#gone !== null) {
      if (agree(this.#gone, now)) flickers.push(this.#note(now));
      this.#gone = null;
    }
  }

  #countWrong({ ghost, judgement }: { ghost: Suggestion; judgement: Judgement | null }, before: string): void {
    if (!judgement) return;
    const known = ghost.text.startsWith(before) ? before.length : 0;
    this.tally.wrongCharacters += ghost.text.length - Math.max(judgement.agreeing, known);
    if (judgement.duplicate !== '') this.tally.duplicates.push(this.#note(ghost.text));
  }

  /** A wait starts with the key that left nothing in view, and stops when text appears. */
  #need(): void {
    const now = this.#clock.now();
    if (this.#kind === 'move') {
      this.#needed = this.#rightNeeded = null;
      return;
    }
    if (this.#seen === null) this.#needed ??= this.#lastKey;
    else if (this.#needed !== null) {
      this.tally.waits.push(now - this.#needed);
      this.#needed = null;
    }
    if (!this.#seen?.judgement?.isRight) this.#rightNeeded ??= this.#lastKey;
    else if (this.#rightNeeded !== null) {
      this.tally.rightWaits.push(now - this.#rightNeeded);
      this.#rightNeeded = null;
    }
  }

  /** The place as text: the line before the cursor, and the editor's text after it. */
  #note(text: string): string {
    const { typed, ahead } = this.#editor!;
    const line = typed.slice(typed.lastIndexOf('\n') + 1);
    return `${this.#place.name} @${typed.length} ${JSON.stringify(`${line}█${ahead}`)}: ${JSON.stringify(text)}`;
  }
}
