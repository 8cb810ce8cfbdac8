import type { Clock } from '../base/clock.ts';
import { hash } from '../base/hash.ts';
import { dayAfter, dayOf, monthOf } from '../base/day.ts';
import { parseFile, type UsageFile, fileText } from './file.ts';
import { type UsageRow, UsageRows } from './rows.ts';

/** The folder that all windows share. Its names are plain file names. */
export interface UsageFolder {
  list(): Promise<string[]>;
  read(name: string): Promise<string>;
  /** Writes a new file, whole or not at all. Throws where there is one of that name. */
  write(name: string, text: string): Promise<void>;
  /** Removes a file, if it is there. */
  remove(name: string): Promise<void>;
}

/** How long usage is kept, in days. */
const keptDays = 400;
/** A file that was removed while it was to be read has a successor by now. */
const readAttempts = 5;

/**
 * Usage on disk, written by several windows at once, any of which may be killed at any moment. No file is ever written
 * twice: each window follows its file of the day by a new one that has taken the old one in (`DAY.SESSION.TURN.json`), and
 * files of past days are taken in by one of their month (`MONTH.HASH.json`). So no window waits for another, and what is
 * read is whole.
 */
export class UsageStore {
  readonly #folder: UsageFolder;
  readonly #clock: Clock;
  readonly #session: string;
  #turn = 0;
  #unwritten = new UsageRows();
  /** This window's file of the day, and what it holds. */
  #own: { name: string; rows: UsageRow[] } | null = null;
  /** Files that are taken in, but not removed yet. */
  #old: string[] = [];
  #writing: Promise<void> | null = null;
  readonly #strange = new Set<string>();
  readonly #onStrange: (name: string) => void;

  /** @param onStrange hears once of each file that is damaged, or of a newer version: it is left alone */
  constructor(folder: UsageFolder, clock: Clock, onStrange: (name: string) => void = () => undefined) {
    this.#folder = folder;
    this.#clock = clock;
    this.#onStrange = onStrange;
    this.#session = Array.from({ length: 2 }, () => hash(String(clock.random()))).join('');
  }

  /** Adds changes. Resolves once they are on disk; throws where they cannot be written, and tries again with the next. */
  add(rows: UsageRows): Promise<void> {
    this.#unwritten.addAll(rows.all);
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
    return this.#writing;
  }

  /** What all windows have counted; of one month (`2026-11`) if it is named. */
  async rows(month = ''): Promise<UsageRow[]> {
    const rows = new UsageRows(this.#unwritten.all);
    for (const [, file] of await this.#current(month)) rows.addAll(file.rows);
    return rows.sorted.filter(({ day }) => day.startsWith(month));
  }

  /** Forgets all that was counted, in all windows. */
  async reset(): Promise<void> {
    await this.#writing?.catch(() => undefined);
    this.#unwritten = new UsageRows();
    this.#own = null;
    this.#old = [];
    // What a window that was killed has not finished writing goes, too.
    let names = await this.#folder.list();
    const removed = new Set<string>();
    while (names.length > 0) {
      for (const name of names) await this.#folder.remove(name);
      for (const name of names) removed.add(name);
      // Another window may have followed its file by a new one meanwhile.
      const files = await this.#load('');
      names = [...files].filter(([, { replaces }]) => replaces.some((one) => removed.has(one))).map(([name]) => name);
    }
  }

  /**
   * Takes the files of past days in, each month's into one, and forgets what is too old. A window writes only to files of
   * its own today, so that those of the day before yesterday have ended for all windows.
   */
  async compact(): Promise<void> {
    const today = dayOf(this.#clock.date());
    const oldest = dayAfter(today, -keptDays);
    const files = await this.#load('');
    const replaced = new Set([...files.values()].flatMap(({ replaces }) => replaces));
    for (const name of [...files.keys()].filter((one) => replaced.has(one))) await this.#folder.remove(name);

    const isPast = (name: string) => isOfMonth(name) || name.slice(0, today.length) < dayAfter(today, -1);
    // Taken in by this version, a newer one's file would lose what it has more.
    const past = [...files.keys()].filter((name) => !replaced.has(name) && isPast(name) && !files.get(name)!.isNewer);
    for (const month of new Set(past.map(monthOf))) {
      const names = past.filter((name) => monthOf(name) === month).sort();
      const isKept = month >= monthOf(oldest);
      if (isKept && names.every(isOfMonth)) continue;
      if (isKept) {
        const rows = new UsageRows(names.flatMap((name) => files.get(name)!.rows));
        await this.#folder.write(`${month}.${hash(names.join())}.json`, fileText({ replaces: names, rows: rows.all }));
      }
      for (const name of names) await this.#folder.remove(name);
    }
  }

  async #writeAll(): Promise<void> {
    while (!this.#unwritten.isEmpty) await this.#write();
  }

  async #write(): Promise<void> {
    const rows = this.#unwritten;
    this.#unwritten = new UsageRows();
    try {
      await this.#follow(rows);
    } catch (error) {
      this.#unwritten.addAll(rows.all);
      throw error;
    }
    for (const name of this.#old) {
      await this.#folder.remove(name);
      this.#old = this.#old.filter((one) => one !== name);
    }
  }

  /** Follows this window's file by a new one, with more rows. */
  async #follow(more: UsageRows): Promise<void> {
    const day = dayOf(this.#clock.date());
    let own = this.#own?.name.startsWith(day) ? this.#own : null;
    // Where it is gone, another window has reset usage.
    if (own && !(await this.#names(day)).includes(own.name)) own = null;
    if (own === null) this.#old = [];
    const rows = new UsageRows([...(own?.rows ?? []), ...more.all]).all;
    const replaces = own ? [...this.#old, own.name] : [];
    const name = `${day}.${this.#session}.${++this.#turn}.json`;
    await this.#folder.write(name, fileText({ replaces, rows }));
    this.#own = { name, rows };
    this.#old = replaces;
  }

  /** The files that no other has taken in. */
  async #current(prefix: string): Promise<Map<string, UsageFile>> {
    const files = await this.#load(prefix);
    for (const name of [...files.values()].flatMap(({ replaces }) => replaces)) files.delete(name);
    return files;
  }

  /** All files whose names begin so. Those that nobody can make sense of are left alone. */
  async #load(prefix: string): Promise<Map<string, UsageFile>> {
    for (let attempt = 1; ; attempt++) {
      const files = new Map<string, UsageFile>();
      const names = await this.#names(prefix);
      const texts = await Promise.all(names.map((name) => this.#folder.read(name).catch(() => null)));
      names.forEach((name, index) => {
        const text = texts[index] ?? null;
        const file = text === null ? null : parseFile(text);
        if (file) files.set(name, file);
        if (text !== null && (!file || file.isNewer)) this.#isStrange(name);
      });
      if (!texts.includes(null) || attempt === readAttempts) return files;
    }
  }

  #isStrange(name: string): void {
    if (this.#strange.has(name)) return;
    this.#strange.add(name);
    this.#onStrange(name);
  }

  async #names(prefix: string): Promise<string[]> {
    return (await this.#folder.list()).filter((name) => name.startsWith(prefix) && /^\d{4}-\d\d.*\.json$/.test(name));
  }
}

/** Whether a file is that of a whole month, not of a day. */
function isOfMonth(name: string): boolean {
  return !/^\d{4}-\d\d-\d\d/.test(name);
}
