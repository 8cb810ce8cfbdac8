import { closerOf } from './editor/brackets.ts';
import type { Editor, Key } from './editor/editor.ts';
import { nextLine, nextWord } from './editor/ghostText.ts';
import { indentOf, type Place } from './places.ts';
import type { VirtualTime } from '../../support/clock.ts';
import { type Stroke, strokes } from './script.ts';
import { judge } from './target.ts';
import type { Watcher } from './watcher.ts';

/** `types`: types everything. `accepts`: accepts right text and types the rest. */
export type User = 'types' | 'accepts';

/** Time that a user looks at a ghost text before accepting it, in milliseconds. */
const readingMs = 250;
/** Shorter texts are typed rather than accepted. */
const minAccepted = 3;
/** Ghost text that begins with white space of this width: Tab indents and does not accept (VS Code 1.139.1). */
const tabWidth = 4;

/** A user who types a body as in the file and corrects the editor's indentation. */
export class Typist {
  readonly #user: User;
  readonly #place: Place;
  readonly #editor: Editor;
  readonly #watcher: Watcher;
  readonly #time: VirtualTime;
  readonly #strokes: Stroke[];
  /** Time of the last key, in milliseconds. */
  #lastKey = 0;

  constructor(user: User, place: Place, editor: Editor, watcher: Watcher, time: VirtualTime) {
    this.#user = user;
    this.#place = place;
    this.#editor = editor;
    this.#watcher = watcher;
    this.#time = time;
    this.#strokes = strokes(place);
  }

  /** @throws an Error if the document differs from the file at the end */
  async work(): Promise<void> {
    const { body, head, tail } = this.#place;
    let done = -1;
    while (this.#editor.typed !== body || this.#editor.ahead !== '') {
      const at = this.#editor.typed.length;
      const stroke = this.#strokes[Math.min(at, this.#strokes.length - 1)]!;
      if (at > done && this.#isOnTrack && stroke.awayMs > 0) await this.#lookElsewhere(stroke);
      await this.#rest(stroke.gapMs);
      if (this.#user === 'accepts' && (await this.#accept())) continue;
      if (at > done && this.#isOnTrack && stroke.typo !== '') await this.#err(stroke);
      done = Math.max(done, at);
      this.#next();
    }
    this.#watcher.end();
    if (this.#editor.text !== head + body + tail) throw new Error(`${this.#place.name} was not typed as in the file.`);
  }

  get #isOnTrack(): boolean {
    return this.#place.body.startsWith(this.#editor.typed);
  }

  async #rest(milliseconds: number): Promise<void> {
    await this.#time.until(this.#lastKey + milliseconds);
  }

  async #lookElsewhere({ gapMs, awayMs }: Stroke): Promise<void> {
    await this.#rest(gapMs);
    this.#press('away');
    await this.#rest(awayMs);
    this.#press('back');
  }

  async #err({ typo, correctionMs }: Stroke): Promise<void> {
    this.#hit('mistake', () => this.#editor.type(typo));
    await this.#rest(correctionMs);
    this.#press('backspace');
    await this.#rest(correctionMs);
  }

  /** The next key towards the body. */
  #next(): void {
    const { typed, ahead, openers } = this.#editor;
    const { body, indent } = this.#place;
    const rest = body.slice(typed.length);
    const closer = /^\s*\S/.exec(ahead)?.[0] ?? '';
    const isDue = openers.length > 0 && closerOf(body, openers[0]!) < typed.length + closer.length;
    if (!body.startsWith(typed)) return this.#fixIndentation(typed, ahead);
    if (isDue && closer.includes('\n') && rest.startsWith(closer)) return this.#press('past closer');
    if (closer.trim() !== closer && rest.startsWith(closer.trim())) return this.#press('delete');
    if (rest === '') return this.#press('delete');
    if (rest.startsWith('\n')) return this.#press('enter');
    if (/(?:^|\n)[ \t]*$/.test(typed) && rest.startsWith(indent)) return this.#press('indent');
    this.#hit('text', () => this.#editor.type(rest[0]!));
  }

  /** Corrects the editor's indentation; mostly it is too deep. */
  #fixIndentation(typed: string, ahead: string): void {
    const line = typed.lastIndexOf('\n') + 1;
    const target = this.#place.body.slice(line).split('\n')[0]!;
    const first = target.trimStart()[0];
    if (typed.slice(line).trim() !== '')
      throw new Error(`${this.#place.name}: typed ${JSON.stringify(typed.slice(line))}.`);
    if (first === undefined) return this.#press('enter');
    const outdents = ')]}'.includes(first) && !ahead.startsWith(first);
    if (outdents && typed.slice(line).length > indentOf(target).length) {
      return this.#hit('text', () => this.#editor.type(first));
    }
    this.#press('backspace');
  }

  /** Reads a right ghost text and accepts its right part. @returns whether there was one */
  async #accept(): Promise<boolean> {
    if (this.#acceptable() === null) return false;
    await this.#time.until(Math.max(this.#watcher.shownAt, this.#lastKey) + readingMs);
    const unit = this.#acceptable();
    if (unit === null) return false;
    this.#hit('accept', () => this.#editor.accept(unit));
    return true;
  }

  #acceptable(): 'all' | 'line' | 'word' | null {
    const { ghost } = this.#editor;
    if (ghost === null || !this.#isOnTrack) return null;
    const { text, replaces } = ghost;
    const isRight = (length: number) => {
      // Accepting the last piece replaces the range's characters, too.
      const chunk = { text: text.slice(0, length), replaces: length === text.length ? replaces : 0 };
      return length >= minAccepted && judge(chunk, this.#place, this.#editor).isWhollyRight;
    };
    const indents = indentOf(text).replaceAll('\t', ' '.repeat(tabWidth)).length >= tabWidth;
    if (isRight(text.length) && !indents) return 'all';
    if (isRight(nextLine(text))) return 'line';
    return isRight(nextWord(text)) ? 'word' : null;
  }

  #press(key: Key): void {
    const kind =
      key === 'enter' || key === 'indent'
        ? 'text'
        : key === 'away' || key === 'back' || key === 'past closer'
          ? 'move'
          : 'mistake';
    this.#hit(kind, () => this.#editor.press(key));
  }

  #hit(kind: Parameters<Watcher['key']>[0], press: () => void): void {
    this.#watcher.key(kind, press);
    this.#lastKey = this.#time.now();
  }
}
