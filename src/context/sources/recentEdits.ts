/** Lines of a file (zero-based, both included) that were edited. */
export interface EditLocation {
  uri: string;
  start: number;
  end: number;
}

/** Edits before these are forgotten. */
const maxPlaces = 30;
/** An edit goes on within so many lines. */
const nearLines = 5;
/** A change of so many lines is a formatter's, or another branch. */
const maxLines = 200;
/** What is nearer to the cursor stands in the prompt anyway. */
const aroundCursor = 150;
/** A change of so many characters is another text, whose lines nobody should have to count. */
const maxCharacters = 1_000_000;

/** Where edits were made, the latest first; each moves along with the edits above it. */
export class RecentEdits {
  readonly #places: EditLocation[] = [];

  /** The places of other files, and those of this one that are far from the cursor's line (zero-based). */
  awayFrom(uri: string, line: number): readonly Readonly<EditLocation>[] {
    const isFar = ({ start, end }: EditLocation) => end < line - aroundCursor || start > line + aroundCursor;
    return this.#places.filter((place) => place.uri !== uri || isFar(place));
  }

  /**
   * Takes in an edit that replaced some lines by a text.
   * @param first the first of the lines, and the last, as they were counted before the edit
   */
  edited(uri: string, first: number, last: number, text: string): void {
    if (text.length > maxCharacters) return this.#forget(uri);
    const removed = last - first;
    const added = text.split('\n').length - 1;
    for (const place of this.#places) {
      if (place.uri !== uri || place.end < first) continue;
      if (place.start > last) place.start += added - removed;
      place.end = Math.max(first, place.end + added - removed);
    }
    if (added > maxLines || removed > maxLines) return;
    const end = first + added;
    const near = this.#places.findIndex((place) => {
      return place.uri === uri && first <= place.end + nearLines && end >= place.start - nearLines;
    });
    const [same = { start: first, end }] = near >= 0 ? this.#places.splice(near, 1) : [];
    this.#places.unshift({ uri, start: Math.min(first, same.start), end: Math.max(end, same.end) });
    this.#places.splice(maxPlaces);
  }

  #forget(uri: string): void {
    this.#places.splice(0, Infinity, ...this.#places.filter((place) => place.uri !== uri));
  }
}
