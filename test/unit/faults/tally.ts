import { type CallerName, callerNames } from './callers.ts';

interface Row {
  cases: number;
  sent: Map<CallerName, { cases: number; requests: number }>;
}

/** Counts cases, and the requests that were sent during each fault. */
export class Tally {
  readonly #rows = new Map<string, Row>();
  #row: Row = { cases: 0, sent: new Map() };

  begin(className: string): void {
    this.#row = this.#rows.get(className) ?? { cases: 0, sent: new Map() };
    this.#rows.set(className, this.#row);
  }

  count(caller: CallerName, requests: number): void {
    const sent = this.#row.sent.get(caller) ?? { cases: 0, requests: 0 };
    this.#row.sent.set(caller, { cases: sent.cases + 1, requests: sent.requests + requests });
    this.#row.cases++;
  }

  /** One line per class: its cases, and for each caller the requests and the cases in which they were sent. */
  print(): void {
    const lines = [...this.#rows].map(([name, { cases, sent }]) => [
      name,
      String(cases),
      ...callerNames.map((caller) => {
        const one = sent.get(caller);
        return one ? `${one.requests}/${one.cases}` : '-';
      }),
    ]);
    const all = [...this.#rows.values()].reduce((sum, { cases }) => sum + cases, 0);
    const table = [['requests/cases', 'cases', ...callerNames], ...lines];
    const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
    console.log(`\n  Fault matrix: ${all} cases`);
    for (const line of table) console.log(`  ${line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`);
  }
}
