import * as vscode from 'vscode';
import type { Hint } from '../sources/hint.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import type { HintPosition, HintSource } from './hintSource.ts';

interface Visit {
  uri: string;
  start: number;
  end: number;
}

/** Places that were looked at before these are forgotten. */
const maxVisits = 40;
/** A place is looked at again, rather than another one, within so many lines. */
const nearLines = 30;
/** Around the cursor, so much is in the user's eye. */
const linesAround = 15;

/** Finds the places that the user has looked at, the latest first, and the open tabs. */
export class Tabs implements HintSource {
  readonly name = 'tabs';
  /** The latest first. */
  readonly #visits: Visit[] = [];

  hints({ document }: HintPosition): readonly Hint[] {
    const own = document.uri.toString();
    const visits = this.#visits.filter(({ uri }) => uri !== own);
    const ofVisits = visits.map(({ uri, start, end }, at) => {
      return { uri, source: this.name, lines: [start, end], weight: recency(at) } as const;
    });
    const ofTabs = openTabs()
      .filter((uri) => uri !== own && !visits.some((visit) => visit.uri === uri))
      .map((uri) => ({ uri, source: this.name, weight: recency(visits.length) }) as const);
    return [...ofVisits, ...ofTabs];
  }

  onVisit({ document, selection }: vscode.TextEditor): void {
    if (!isDocument(document)) return;
    const uri = document.uri.toString();
    const { line } = selection.active;
    const same = this.#visits.findIndex((one) => {
      return one.uri === uri && line >= one.start - nearLines && line <= one.end + nearLines;
    });
    if (same >= 0) this.#visits.splice(same, 1);
    this.#visits.unshift({ uri, start: Math.max(0, line - linesAround), end: line + linesAround });
    this.#visits.splice(maxVisits);
  }
}

/** The latest counts whole, the tenth half. */
function recency(at: number): number {
  return 1 / (1 + at / 10);
}

function openTabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
}
