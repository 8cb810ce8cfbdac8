import type * as vscode from 'vscode';
import type { Gap } from '../../completion/fill/gap.ts';
import type { Part } from './parts.ts';

/** A part of a preview as it is found again: by what stands around it. */
type KeptPart = Pick<Part, 'start' | 'before' | 'now' | 'original' | 'after'> & { lead: string; isGrowing: boolean };

/** A part found again. */
export type FoundPart = Gap & Pick<Part, 'original'>;

const storageKey = 'infill.previews';
/** So much around a part tells its place, in characters. */
const telling = 200;

/**
 * Previews that a reload of the window or a crash would leave behind as unmarked text: VS Code brings back unsaved
 * documents, but neither who wrote what nor the undo steps. What a preview has replaced is kept in the workspace's
 * storage for as long as the preview stands.
 */
export class KeptPreviews {
  readonly #storage: vscode.Memento;
  readonly #kept: Map<string, readonly KeptPart[]>;

  constructor(storage: vscode.Memento) {
    this.#storage = storage;
    this.#kept = new Map(Object.entries(storage.get<Record<string, KeptPart[]>>(storageKey, {})));
  }

  /**
   * Keeps what a document's preview has replaced.
   * @param isGrowing more of its text is to come: it is found by what stands around it
   */
  keep({ uri }: vscode.TextDocument, parts: readonly Part[], gaps: readonly Gap[], isGrowing: boolean): void {
    if (isGrowing && this.#kept.get(uri.toString())?.every((part) => part.isGrowing)) return;
    const kept = parts.map(({ start, before, now, original, after }, index) => {
      const above = start - (parts[index - 1]?.end ?? 0);
      const below = (parts[index + 1]?.start ?? Infinity) - parts[index]!.end;
      return {
        start,
        before: before.slice(Math.max(0, before.length - Math.min(telling, above))),
        now,
        original,
        after: after.slice(0, Math.min(telling, below)),
        lead: gaps[index]!.lead,
        isGrowing,
      };
    });
    if (JSON.stringify(this.#kept.get(uri.toString())) === JSON.stringify(kept)) return;
    this.#kept.set(uri.toString(), kept);
    this.#store();
  }

  forget({ uri }: vscode.TextDocument): void {
    if (this.#kept.delete(uri.toString())) this.#store();
  }

  /** The parts of a preview that a document has had before the window was opened; null where none stands in it. */
  find(document: vscode.TextDocument): FoundPart[] | null {
    const kept = this.#kept.get(document.uri.toString());
    if (!kept) return null;
    const parts = locate(document, kept);
    if (parts === null) this.forget(document);
    return parts;
  }

  #store(): void {
    void this.#storage.update(storageKey, Object.fromEntries(this.#kept));
  }
}

function locate(document: vscode.TextDocument, kept: readonly KeptPart[]): FoundPart[] | null {
  const text = document.getText();
  const found: FoundPart[] = [];
  for (const [index, { start: was, before, now, original, after, lead, isGrowing }] of kept.entries()) {
    if (isGrowing && !document.isDirty) return null;
    const at = text.indexOf(before, found.at(-1)?.end ?? was - before.length);
    const start = at + before.length;
    const isLast = index === kept.length - 1 && after.length < telling;
    const grown = isLast ? text.length - after.length : text.indexOf(after, start);
    const end = isGrowing ? grown : start + now.length;
    if (at < 0 || end < start || !text.startsWith(after, end)) return null;
    if (!isGrowing && !text.startsWith(now, start)) return null;
    found.push({ start, end, original, lead });
  }
  return found.some(({ start, end, original }) => text.slice(start, end) !== original) ? found : null;
}
