import type * as vscode from 'vscode';
import type { Gap } from '../gap.ts';
import { movedBy } from './documentGaps.ts';
import type { Part } from '../parts.ts';
import type { textAround } from './textAround.ts';

/** A part of a preview as it is found again: by what stands around it. */
type KeptPart = Pick<Part, 'start' | 'before' | 'now' | 'original' | 'after'> & { lead: string; isGrowing: boolean };

/** A part found again. */
export type FoundPart = Gap & Pick<Part, 'original'>;

const storageKey = 'infill.previews';
/** So much around a part tells its place, in characters. */
const telling = 200;
/** So far down from where it was a part is looked for, in characters. */
const farthest = 1_000_000;
/** Of more documents nobody wants them back: what is kept must not grow with each crash. */
const maxDocuments = 20;

/**
 * Previews that a reload of the window or a crash would leave behind as unmarked text: VS Code brings back unsaved
 * documents, but neither who wrote what nor the undo steps. What a preview has replaced is kept in the workspace's
 * storage for as long as the preview stands.
 */
export class KeptPreviews {
  readonly #storage: vscode.Memento;
  readonly #around: typeof textAround;
  readonly #kept: Map<string, readonly KeptPart[]>;

  constructor(storage: vscode.Memento, around: typeof textAround) {
    this.#storage = storage;
    this.#around = around;
    const entries = Object.entries(storage.get<Record<string, unknown>>(storageKey, {}));
    this.#kept = new Map(entries.filter((entry): entry is [string, KeptPart[]] => isKept(entry[1])));
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
    this.#kept.delete(uri.toString());
    this.#kept.set(uri.toString(), kept);
    if (this.#kept.size > maxDocuments) this.#kept.delete(this.#kept.keys().next().value!);
    this.#store();
  }

  forget({ uri }: vscode.TextDocument): void {
    if (this.#kept.delete(uri.toString())) this.#store();
  }

  /** The parts of a preview that a document has had before the window was opened; null where none stands in it. */
  find(document: vscode.TextDocument): FoundPart[] | null {
    const kept = this.#kept.get(document.uri.toString());
    if (!kept) return null;
    const [first, last] = [kept[0]!, kept.at(-1)!];
    const span = { start: first.start, end: last.start + last.now.length };
    const { text, start } = this.#around(document, span, farthest);
    const shifted = kept.map((part) => ({ ...part, start: part.start - start }));
    const parts = locate(text, shifted, document.isDirty);
    if (parts === null) this.forget(document);
    return parts && movedBy(parts, start);
  }

  #store(): void {
    void this.#storage.update(storageKey, Object.fromEntries(this.#kept));
  }
}

/** Another version of Infill may have kept something else. */
function isKept(value: unknown): value is KeptPart[] {
  const texts = ['before', 'now', 'original', 'after', 'lead'] as const;
  const isPart = (part: Partial<KeptPart> | null) =>
    typeof part?.start === 'number' && texts.every((name) => typeof part[name] === 'string');
  return Array.isArray(value) && value.length > 0 && value.every(isPart);
}

function locate(text: string, kept: readonly KeptPart[], isDirty: boolean): FoundPart[] | null {
  const found: FoundPart[] = [];
  for (const [index, { start: was, before, now, original, after, lead, isGrowing }] of kept.entries()) {
    if (isGrowing && !isDirty) return null;
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
