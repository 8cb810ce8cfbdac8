import { budgets, type Help, type Row, sourcesBudget } from './help.ts';

const legend = `The rest of a function is missing. wanted: the names in it that the file's text in the prompt does not contain.
found: the share of the wanted names that the snippets contain, by their maximum number of tokens.
declared: only names that another file of the package declares; the others are new local names, and names of the language's
library, which a model knows. common: windows of 60 lines of recently visited files, the most similar first (Jaccard similarity of words without keywords).`;

/** The results of the strategies as text for a terminal. */
export function helpReport({ tuned, heldOut }: { tuned: Help; heldOut: Help }): string {
  const parts = [
    legend,
    table('Does context help? Packages that the weights were not tuned on', heldOut),
    limits(heldOut),
  ];
  parts.push(sources(heldOut), table('Packages that they were tuned on', tuned));
  return `${parts.join('\n\n')}\n`;
}

function table(title: string, help: Help): string {
  const heads = [...budgets.map((budget) => `found, ${budget}`), ...budgets.map((budget) => `declared, ${budget}`)];
  const strategies = ['none', 'open tabs only', 'common', 'Infill'].map((strategy) => rowOf(help, strategy));
  const rows = strategies.map((row) => [row.strategy, ...shares(row, help)]);
  const [common, mine] = [rowOf(help, 'common'), rowOf(help, 'Infill')];
  const ratios = [
    ...budgets.map((_, at) => ratio(mine.found[at]!, common.found[at]!)),
    ...budgets.map((_, at) => ratio(mine.foundDeclared[at]!, common.foundDeclared[at]!)),
  ];
  const { holes, wanted, wantedElsewhere, wantedDeclared } = help;
  const reachable = ['open tabs only', 'common', 'Infill'].map((strategy) => {
    return [strategy, ...rowOf(help, strategy).found.map((some) => percent(some, wantedElsewhere))];
  });
  return [
    title,
    `${help.packages.length} packages (${help.packages.join(', ')})`,
    `${holes} places, ${wanted} names wanted, ${wantedDeclared} of them declared in another file`,
    ...aligned([['', ...heads], ...rows, ['Infill / common (at least 1.5)', ...ratios]]),
    `Of the ${wantedElsewhere} that another file of the package contains`,
    ...aligned([['', ...heads.slice(0, budgets.length)], ...reachable]),
  ].join('\n');
}

/** The upper bound: names that can be found. */
function limits(help: Help): string {
  const rows = ['all hinted files', 'all files of the package'].map((strategy) => {
    const { found, foundDeclared, length } = rowOf(help, strategy);
    const at = budgets.indexOf(sourcesBudget);
    const tokens = Math.round(length[at]! / help.holes / 3).toLocaleString('en');
    return [
      strategy,
      percent(found[at]!, help.wanted),
      percent(foundDeclared[at]!, help.wantedDeclared),
      `${tokens} tokens`,
    ];
  });
  return ['Names that can be found', ...aligned([['', 'found', 'declared', ''], ...rows])].join('\n');
}

function sources(help: Help): string {
  const at = budgets.indexOf(sourcesBudget);
  const rows = help.rows
    .filter(({ strategy }) => strategy.endsWith(' alone') || strategy.startsWith('without ') || strategy === 'Infill')
    .map(({ strategy, found, foundDeclared }) => {
      return [strategy, percent(found[at]!, help.wanted), percent(foundDeclared[at]!, help.wantedDeclared)];
    });
  return [
    `Each source alone, and the others without it, at ${sourcesBudget} tokens`,
    ...aligned([['', 'found', 'declared'], ...rows]),
  ].join('\n');
}

function shares({ found, foundDeclared }: Row, { wanted, wantedDeclared }: Help): string[] {
  return [...found.map((some) => percent(some, wanted)), ...foundDeclared.map((some) => percent(some, wantedDeclared))];
}

function rowOf({ rows }: Help, strategy: string): Row {
  return rows.find((row) => row.strategy === strategy)!;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}

function ratio(mine: number, other: number): string {
  return (mine / other).toFixed(2);
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
}
