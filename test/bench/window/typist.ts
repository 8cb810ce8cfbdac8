import { setTimeout as delay } from 'node:timers/promises';
import { Chance } from '../../support/chance.ts';
import type { Window } from '../../keys/window/window.ts';
import type { Body } from './bodies.ts';
import { judge } from './judge.ts';
import { type CursorLine, cursorLine, lastGhost, selectedEntry } from './recorder.ts';

/** `types`: types everything. `accepts`: accepts right text and types the rest. */
export const users = ['types', 'accepts'] as const;
export type User = (typeof users)[number];

/** `text` writes text of the body; `fix` corrects the editor's text or closes its list; `move` passes a closer below. */
export type KeyKind = 'text' | 'fix' | 'move' | 'accept';

/** A key and the state at the cursor before it. */
export interface Stroke {
  kind: KeyKind;
  /** Offset in the body. */
  at: number;
  /** The editor's text after the cursor on its line. */
  ahead: string;
  /** The cursor's line is blank up to the cursor. */
  isFirstOnLine: boolean;
}

/**
 * Time that a user looks at a file before typing, in milliseconds: VS Code creates an editor's contributions when it is
 * idle.
 */
const lookingMs = 1500;
/** Time that a user looks at a ghost text before accepting it, in milliseconds. */
const readingMs = 250;
/** Shorter texts are typed rather than accepted. */
const minAccepted = 3;
/** Tab indents where the ghost text begins with at least this white space (VS Code 1.139.1). */
const indentingSpace = /^ {2,}/;
/** Upper bound on visits of one place; a typist with more of them is lost. */
const maxVisits = 12;

/** A user who types a body into its original file, with the editor's closers and indentation. */
export class Typist {
  readonly #window: Window;
  readonly #body: Body;
  readonly #lines: string[];
  readonly #headLines: number;
  readonly #gaps: number[];
  readonly strokes: Stroke[] = [];
  #lastKeyAt = performance.now();
  /** Closers that Enter moved to their own line, the innermost last. */
  #below: string[] = [];
  /** The text after the cursor when a closer was typed over. */
  #typedOver: string | null = null;

  constructor(window: Window, body: Body) {
    this.#window = window;
    this.#body = body;
    const headLines = body.head.split('\n');
    this.#headLines = headLines.length;
    this.#lines = `${headLines.at(-1)!}${body.text}`.split('\n');
    this.#gaps = rhythm(body);
  }

  /** Types until the file is complete. @throws an Error if the typist does not find back to the body */
  async work(user: User): Promise<void> {
    const { text } = this.#body;
    await delay(lookingMs);
    for (;;) {
      const at = Math.min(this.strokes.at(-1)?.at ?? 0, text.length - 1);
      await this.#rest(this.#gapAt(at));
      const line = await this.#look();
      const here = this.#offset(line);
      if (this.strokes.filter((stroke) => stroke.at === here).length > maxVisits)
        throw new Error(`${this.#body.name}: is lost at ${JSON.stringify(`${line.before}█${line.after}`)}.`);
      if (this.#isWhole(line)) return;
      if (user === 'accepts' && (await this.#accept(line))) continue;
      await this.#next(line);
    }
  }

  /** The gap belongs to the next character; the editor types the indentation before it. */
  #gapAt(at: number): number {
    return this.#gaps[Math.min(at + 1, this.#gaps.length - 1)]!;
  }

  async #rest(milliseconds: number): Promise<void> {
    const left = this.#lastKeyAt + milliseconds - performance.now();
    if (left > 0) await delay(left);
  }

  #look(): Promise<CursorLine> {
    return this.#window.page.evaluate(cursorLine);
  }

  #target({ number }: CursorLine): string {
    const line = this.#lines[number - this.#headLines];
    if (line === undefined) throw new Error(`${this.#body.name}: the cursor left the body.`);
    return line;
  }

  /** The cursor is at the end of the body, and nothing is left over. */
  #isWhole(line: CursorLine): boolean {
    const isLast = line.number - this.#headLines === this.#lines.length - 1;
    return isLast && line.before === this.#lines.at(-1) && line.after.trim() === '';
  }

  #offset(line: CursorLine): number {
    const index = line.number - this.#headLines;
    const above = this.#lines.slice(0, index).join('\n').length + (index > 0 ? 1 : 0);
    return above + line.before.length - this.#lines[0]!.length;
  }

  /** The next key towards the body. */
  async #next(line: CursorLine): Promise<void> {
    const { before, after } = line;
    const target = this.#target(line);
    const press = (key: string, kind: KeyKind) => this.#press(key, kind, line);
    const typedOver = this.#typedOver;
    this.#typedOver = null;
    if (typedOver !== null && typedOver === after && after !== '') return press('Delete', 'fix');
    if (!target.startsWith(before)) {
      const missing = target.length - target.trimStart().length - (before.length - before.trimStart().length);
      if (missing > 0 && before.trim() !== '' && target.trimStart().startsWith(before.trimStart())) {
        for (const key of ['Home', ...Array<string>(missing).fill(' '), 'End']) await press(key, 'fix');
        return;
      }
      // A closer outdents its line by itself.
      const closes = before.trim() === '' && /^\s*[)\]}]/.test(target);
      return closes ? press(target.trim()[0]!, 'text') : press('Backspace', 'fix');
    }
    const next = target[before.length];
    const following = this.#lines[line.number - this.#headLines + 1];
    if (next === undefined && following === undefined) return press('Delete', 'fix');
    if (next === undefined) return this.#endLine(line, following!);
    if (next === ' ' && before.trim() === '') return press(' ', 'fix');
    if (after.startsWith(next) && /[)\]}'"`]/.test(next)) this.#typedOver = after;
    return press(next, 'text');
  }

  async #endLine(line: CursorLine, following: string): Promise<void> {
    const closer = this.#below.at(-1);
    if (line.after.trim() === '' && closer !== undefined && following.trim().startsWith(closer)) {
      this.#below.pop();
      await this.#press('ArrowDown', 'move', line);
      await this.#press('End', 'move', line);
      return;
    }
    const opens = ['()', '[]', '{}'].includes(`${line.before.trimEnd().at(-1) ?? ''}${line.after.trim()[0] ?? ''}`);
    if (opens) this.#below.push(line.after.trim());
    await this.#press('Enter', 'text', line);
  }

  /** Reads a right ghost text and accepts its right part. @returns whether there was one */
  async #accept(line: CursorLine): Promise<boolean> {
    if ((await this.#acceptable(line)) === null) return false;
    const shown = await this.#window.page.evaluate(lastGhost);
    const since = (shown?.at ?? 0) - performance.timeOrigin;
    await delay(Math.max(0, Math.max(since, this.#lastKeyAt) + readingMs - performance.now()));
    const key = await this.#acceptable(line);
    if (key === null) return false;
    await this.#press(key, 'accept', line);
    return true;
  }

  async #acceptable(line: CursorLine): Promise<'Tab' | 'Control+ArrowRight' | null> {
    const ghost = (await this.#window.page.evaluate(lastGhost))?.text ?? '';
    const rest = this.#body.text.slice(this.#offset(line));
    const { isRight, isWhole, covered } = judge(ghost, rest, line.after);
    if (!isRight || covered < minAccepted) return null;
    return isWhole && !indentingSpace.test(ghost) ? 'Tab' : 'Control+ArrowRight';
  }

  /** Enter and most signs would accept the list's selected entry in place of the typed word. */
  async #closeList(line: CursorLine): Promise<void> {
    const entry = await this.#window.page.evaluate(selectedEntry);
    if (entry !== null && !line.before.endsWith(entry)) await this.#press('Escape', 'fix', line);
  }

  async #press(key: string, kind: KeyKind, line: CursorLine): Promise<void> {
    if (kind === 'text' && !/^\w$/.test(key)) await this.#closeList(line);
    const isFirstOnLine = line.before.trim() === '';
    this.strokes.push({ kind, at: this.#offset(line), ahead: line.after, isFirstOnLine });
    this.#lastKeyAt = performance.now();
    await this.#window.press(key === ' ' ? 'Space' : key);
  }
}

/** Milliseconds from key to key: log-normal. */
const gap = { median: 140, sigma: 0.5 };
const pauseMs = [600, 1500] as const;
const pauses = { afterWord: 0.15, afterLine: 0.7 };

/** Milliseconds before the key of each of a body's characters: the same for every user and model. */
function rhythm({ name, text }: Body): number[] {
  const chance = new Chance(name);
  return Array.from(text, (character, index) => {
    const lineBegins = /\S/.test(character) && /\n[ \t]*$/.test(text.slice(0, index));
    const wordEnds = /\w/.test(text[index - 1] ?? '') && !/\w/.test(character);
    const share = lineBegins ? pauses.afterLine : wordEnds ? pauses.afterWord : 0;
    const pause = chance.happens(share) ? chance.between(...pauseMs) : 0;
    return chance.logNormal(gap.median, gap.sigma) + pause;
  });
}
