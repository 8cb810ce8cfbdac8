import * as vscode from 'vscode';
import type { Hint } from '../sources/snippetHint.ts';
import { isDocument } from '../../base/vscode/documentSchemes.ts';
import type { HintPosition, HintSource } from './hintSource.ts';

/** Lines of a file that the user has looked at, zero-based, both included. */
interface Visit {
  uri: string;
  start: number;
  end: number;
}

/** A choice. */
const maxVisits = 40;
/** Lines. A choice: a cursor that is nearer to an earlier visit continues it. */
const nearLines = 30;
/** Lines. A choice: about as many as are in view above and below the cursor. */
const linesAround = 15;

/** Hints at the places that the user has looked at, latest first, and at the open tabs. */
export class TabHints implements HintSource {
  readonly name = 'tabs';
  /** Latest first. */
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
    const near = this.#visits.findIndex((one) => {
      return one.uri === uri && line >= one.start - nearLines && line <= one.end + nearLines;
    });
    if (near >= 0) this.#visits.splice(near, 1);
    this.#visits.unshift({ uri, start: Math.max(0, line - linesAround), end: line + linesAround });
    this.#visits.splice(maxVisits);
  }
}

/** The latest visit has the weight 1, the tenth before it half of that: a choice. */
function recency(at: number): number {
  return 1 / (1 + at / 10);
}

function openTabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
}
