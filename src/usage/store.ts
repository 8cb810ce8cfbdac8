import type { Clock } from '../base/clock.ts';
import { dayAfter, dayOf, monthOf } from '../base/day.ts';
import { hash } from '../base/hash.ts';
import { fileText, parseFile, type UsageFile } from './file.ts';
import { type UsageRow, UsageRows } from './rows.ts';

/** The folder that all windows share. Its names are plain file names. */
export interface UsageFolder {
  list(): Promise<string[]>;
  read(name: string): Promise<string>;
  /** Writes a file, whole or not at all. */
  write(name: string, text: string): Promise<void>;
  /** Removes a file, if it exists. */
  remove(name: string): Promise<void>;
}

/** How long usage is kept, in days. A choice: longer than the page's longest period, a year. */
const maxAgeDays = 400;
/**
 * Upper bound on attempts to read the folder. A choice: an attempt fails only if another window replaces a file meanwhile.
 */
const maxReadAttempts = 5;

/**
 * Usage on disk, written by several windows at once; each of them may be killed at any moment. No file ever changes. A
 * window has one file a day: each flush writes a new one (`DAY.SESSION.TURN.json`) that replaces the one before, which is
 * removed afterwards. Compaction replaces the files of past days by one a month (`MONTH.HASH.json`). So no window waits
 * for another, a file is read only once, and a crash in the middle of a write damages nothing.
 */
export class UsageStore {
  readonly #folder: UsageFolder;
  readonly #clock: Clock;
  readonly #onUnreadable: (name: string) => void;
  /** 64 random bits, so that no two windows write files of the same name. */
  readonly #session: string;
  #turn = 0;
  /** This window's file of the day. */
  #own = '';
  /** The folder's files as last listed; null for a damaged one. */
  #files = new Map<string, UsageFile | null>();
  #unwritten = new UsageRows();
  /** Resolves after the work on the folder that has begun. */
  #idle: Promise<unknown> = Promise.resolve();

  /** @param onUnreadable is called once for each file that is damaged, or of a newer version. The file is left alone. */
  constructor(folder: UsageFolder, clock: Clock, onUnreadable: (name: string) => void = () => undefined) {
    this.#folder = folder;
    this.#clock = clock;
    this.#onUnreadable = onUnreadable;
    this.#session = hash(String(clock.random())) + hash(String(clock.random()));
  }

  /** Adds changes in memory. The next flush writes them. */
  add(rows: UsageRows): void {
    this.#unwritten.addAll(rows.all);
  }

  /**
   * The rows of all windows: this one's up to now, those of others as of the last flush.
   * @param month `2026-11` for the rows of this month only
   */
  rows(month = ''): UsageRow[] {
    const replaced = this.#replaced;
    const rows = new UsageRows(this.#unwritten.all);
    for (const [name, file] of this.#files)
      if (name.startsWith(month) && !replaced.has(name)) rows.addAll(file?.rows ?? []);
    return rows.sorted.filter(({ day }) => day.startsWith(month));
  }

  /** Reads new files of other windows, and writes the unwritten changes. If it fails, the next flush does that. */
  flush(): Promise<void> {
    return this.#exclusively(async () => {
      await this.#refresh();
      if (!this.#unwritten.isEmpty) await this.#write();
    });
  }

  /** Forgets all usage, for all windows. */
  reset(): Promise<void> {
    return this.#exclusively(async () => {
      this.#unwritten = new UsageRows();
      const removed = new Set<string>();
      // The first listing includes files that a killed window has not finished.
      let names = await this.#folder.list();
      do {
        await this.#remove(names);
        for (const name of names) removed.add(name);
        // Another window may have replaced its file meanwhile.
        await this.#refresh();
        names = [...this.#files]
          .filter(([, file]) => file?.replaces.some((one) => removed.has(one)))
          .map(([name]) => name);
      } while (names.length > 0);
    });
  }

  /**
   * Merges the files of past days into one a month, and removes months that are too old. Windows write only files of
   * today, so the files from before yesterday are final, also for a window that has just passed midnight.
   */
  compact(): Promise<void> {
    return this.#exclusively(async () => {
      await this.#refresh();
      const today = dayOf(this.#clock.date());
      const minMonth = monthOf(dayAfter(today, -maxAgeDays));
      const replaced = this.#replaced;
      await this.#remove([...this.#files].flatMap(([name, file]) => (file && replaced.has(name) ? [name] : [])));

      // A file of a newer version is left alone: merging loses fields that this version does not know.
      const past = [...this.#files].flatMap(([name, file]) =>
        file && !file.isNewer && isPast(name, today) ? [name] : [],
      );
      for (const month of new Set(past.map(monthOf))) {
        const names = past.filter((name) => monthOf(name) === month).sort();
        if (month >= minMonth) {
          if (names.every(isOfMonth)) continue;
          const { all } = new UsageRows(names.flatMap((name) => this.#files.get(name)!.rows));
          // Two windows that merge the same files write the same name and text.
          await this.#add(`${month}.${hash(names.join())}.json`, { replaces: names, rows: all });
        }
        await this.#remove(names);
      }
    });
  }

  /** Writes this window's next file, which replaces its last one. */
  async #write(): Promise<void> {
    const day = dayOf(this.#clock.date());
    // A file that is gone was removed by a reset in another window: this one starts from nothing, too.
    const own = this.#own.startsWith(day) ? this.#files.get(this.#own) : undefined;
    const replaces = own ? [...own.replaces, this.#own].filter((name) => this.#files.has(name)) : [];
    const name = `${day}.${this.#session}.${this.#turn + 1}.json`;
    const changes = this.#unwritten;
    this.#unwritten = new UsageRows();
    try {
      await this.#add(name, { replaces, rows: new UsageRows([...(own?.rows ?? []), ...changes.all]).all });
    } catch (error) {
      this.#unwritten.addAll(changes.all);
      throw error;
    }
    this.#turn++;
    this.#own = name;
    await this.#remove(replaces);
  }

  /** Lists the folder, and reads the files that are new. */
  async #refresh(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const names = (await this.#folder.list()).filter((name) => /^\d{4}-\d\d.*\.json$/.test(name));
      const found = await Promise.all(
        names.map(async (name) => {
          return [name, this.#files.has(name) ? this.#files.get(name) : await this.#read(name)] as const;
        }),
      );
      this.#files = new Map(found.flatMap(([name, file]) => (file === undefined ? [] : [[name, file]])));
      if (this.#files.size === names.length || attempt === maxReadAttempts) return;
    }
  }

  /** Reads a file: null for a damaged one, undefined for one that cannot be read, such as one that is gone. */
  async #read(name: string): Promise<UsageFile | null | undefined> {
    const text = await this.#folder.read(name).catch(() => undefined);
    if (text === undefined) return undefined;
    const file = parseFile(text);
    if (!file || file.isNewer) this.#onUnreadable(name);
    return file;
  }

  async #add(name: string, file: UsageFile): Promise<void> {
    // The rows count before they are written: figures never drop in between.
    this.#files.set(name, file);
    try {
      await this.#folder.write(name, fileText(file));
    } catch (error) {
      this.#files.delete(name);
      throw error;
    }
  }

  async #remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.#folder.remove(name);
      this.#files.delete(name);
    }
  }

  /** Names of the files that another one replaces. They may still exist. */
  get #replaced(): Set<string> {
    return new Set([...this.#files.values()].flatMap((file) => file?.replaces ?? []));
  }

  /** Runs work after all work that was requested before. */
  #exclusively(work: () => Promise<void>): Promise<void> {
    const done = this.#idle.then(work);
    this.#idle = done.catch(() => undefined);
    return done;
  }
}

/** Whether a file is of a whole month, not of a day. */
function isOfMonth(name: string): boolean {
  return !/^\d{4}-\d\d-\d\d/.test(name);
}

function isPast(name: string, today: string): boolean {
  return isOfMonth(name) || name.slice(0, today.length) < dayAfter(today, -1);
}
