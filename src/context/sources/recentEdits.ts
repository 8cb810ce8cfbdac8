/** Edited lines of a file, zero-based, both included. */
export interface EditLocation {
  uri: string;
  start: number;
  end: number;
}

/** A choice. */
const maxLocations = 30;
/** Lines. A choice: an edit that is nearer to an earlier one continues it. */
const nearLines = 5;
/** Lines. A choice: larger changes are made by a formatter or a change of branches. */
const maxLines = 200;
/** Lines. A choice: the prompt has most of what is nearer to the cursor. */
const aroundCursor = 150;
/** Characters. A choice: a larger change replaces the file, and counting its lines would take long. */
const maxCharacters = 1_000_000;

/** The locations of edits, latest first; later edits above a location move it. */
export class RecentEdits {
  readonly #locations: EditLocation[] = [];

  /** The locations in other files, and those in this one that are far from a line (zero-based). */
  awayFrom(uri: string, line: number): readonly Readonly<EditLocation>[] {
    const isFar = ({ start, end }: EditLocation) => end < line - aroundCursor || start > line + aroundCursor;
    return this.#locations.filter((one) => one.uri !== uri || isFar(one));
  }

  /**
   * Adds an edit that replaced lines with a text.
   * @param first line, and the last one, as they were before the edit
   */
  edited(uri: string, first: number, last: number, text: string): void {
    if (text.length > maxCharacters) return this.#forget(uri);
    const removed = last - first;
    const added = text.split('\n').length - 1;
    for (const one of this.#locations) {
      if (one.uri !== uri || one.end < first) continue;
      if (one.start > last) one.start += added - removed;
      one.end = Math.max(first, one.end + added - removed);
    }
    if (added > maxLines || removed > maxLines) return;
    const end = first + added;
    const near = this.#locations.findIndex((one) => {
      return one.uri === uri && first <= one.end + nearLines && end >= one.start - nearLines;
    });
    const [same = { start: first, end }] = near >= 0 ? this.#locations.splice(near, 1) : [];
    this.#locations.unshift({ uri, start: Math.min(first, same.start), end: Math.max(end, same.end) });
    this.#locations.splice(maxLocations);
  }

  #forget(uri: string): void {
    this.#locations.splice(0, Infinity, ...this.#locations.filter((one) => one.uri !== uri));
  }
}
