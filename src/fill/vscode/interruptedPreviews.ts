import type * as vscode from 'vscode';
import type { Gap } from '../gap.ts';
import { movedBy } from '../documentGaps.ts';
import type { Part } from '../parts.ts';
import type { textAround } from './fillTarget.ts';

/** A part of a preview, as it is located again by the text around it. */
type KeptPart = Pick<Part, 'start' | 'before' | 'now' | 'original' | 'after'> & { lead: string; isGrowing: boolean };

/** A part that was located again. */
export type FoundPart = Gap & Pick<Part, 'original'>;

const storageKey = 'infill.previews';
/** Characters kept on each side of a part, to locate it. A choice: some five lines. */
const maxAround = 200;
/** Distance from its old place at which a part is still located, in characters. A choice: two or three large files. */
const maxDistance = 1_000_000;
/** Documents whose previews are kept, so that the storage does not grow with each crash. A choice. */
const maxDocuments = 20;

/**
 * Keeps the originals of previews in the workspace's storage. After a reload of the window or a crash, VS Code restores
 * unsaved documents without their undo steps, so that a preview would be left as unmarked text.
 */
export class InterruptedPreviews {
  readonly #storage: vscode.Memento;
  readonly #around: typeof textAround;
  readonly #kept: Map<string, readonly KeptPart[]>;

  constructor(storage: vscode.Memento, around: typeof textAround) {
    this.#storage = storage;
    this.#around = around;
    const entries = Object.entries(storage.get<Record<string, unknown>>(storageKey, {}));
    this.#kept = new Map(entries.filter((entry): entry is [string, KeptPart[]] => isKept(entry[1])));
  }

  /** @param isGrowing more of the preview's text is to come, so that only the text around it locates it */
  keep({ uri }: vscode.TextDocument, parts: readonly Part[], gaps: readonly Gap[], isGrowing: boolean): void {
    if (isGrowing && this.#kept.get(uri.toString())?.every((part) => part.isGrowing)) return;
    const kept = parts.map(({ start, before, now, original, after }, index) => {
      const above = start - (parts[index - 1]?.end ?? 0);
      const below = (parts[index + 1]?.start ?? Infinity) - parts[index]!.end;
      return {
        start,
        before: before.slice(Math.max(0, before.length - Math.min(maxAround, above))),
        now,
        original,
        after: after.slice(0, Math.min(maxAround, below)),
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

  /** The parts of the preview that a document had when it was kept; null where they are not in it. */
  find(document: vscode.TextDocument): FoundPart[] | null {
    const kept = this.#kept.get(document.uri.toString());
    if (!kept) return null;
    const [first, last] = [kept[0]!, kept.at(-1)!];
    const span = { start: first.start, end: last.start + last.now.length };
    const { text, start } = this.#around(document, span, maxDistance);
    const shifted = kept.map((part) => ({ ...part, start: part.start - start }));
    const parts = locate(text, shifted, document.isDirty);
    if (parts === null) this.forget(document);
    return parts && movedBy(parts, start);
  }

  #store(): void {
    void this.#storage.update(storageKey, Object.fromEntries(this.#kept));
  }
}

/** Whether a stored value is of this version's form. */
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
    const isLast = index === kept.length - 1 && after.length < maxAround;
    const grown = isLast ? text.length - after.length : text.indexOf(after, start);
    const end = isGrowing ? grown : start + now.length;
    if (at < 0 || end < start || !text.startsWith(after, end)) return null;
    if (!isGrowing && !text.startsWith(now, start)) return null;
    found.push({ start, end, original, lead });
  }
  return found.some(({ start, end, original }) => text.slice(start, end) !== original) ? found : null;
}
