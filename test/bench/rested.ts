import { type RestKind, restKinds, restNames, type RestPlace } from './restPlaces.ts';
import { judge } from './window/judge.ts';

/** Ghost text from a moment on, in milliseconds; null for none. */
export interface GhostAt {
  at: number;
  text: string | null;
}

/** What a user saw who typed to a place and rested there. */
export interface Rest {
  place: RestPlace;
  /** The key that they rested after. */
  lastKeyAt: number;
  ghosts: readonly GhostAt[];
  /** When so much of what comes next had left the model, in characters without white space. */
  said: readonly { at: number; characters: number }[];
  requests: number;
}

/** What was in view at rest. Shares are of all places of a kind; times are in milliseconds. */
export interface RestFigures {
  places: number;
  nothing: number;
  firstText: { median: number | null; p90: number | null };
  cut: number;
  line: number;
  /** From when the last token of the line had come to the line in view. */
  lineDelay: { median: number | null; p90: number | null };
  /** The block is in view, of those that had come whole; null where none begins. */
  block: number | null;
  blockDelay: { median: number | null; p90: number | null };
  /** How often a text took the place of another. */
  growths: number;
  /** Milliseconds without ghost text between two texts at rest, painted frames only. */
  gaps: number[];
  /** Texts in view that were no beginning of what took their place. */
  jumps: string[];
  requests: number;
}

/** A shorter absence was never painted. */
const frameMs = 17;
/** VS Code draws a text's first line and the others in frames of their own (1.139.1). */
const drawingMs = 2 * frameMs;

export function restFigures(rests: readonly Rest[]): RestFigures {
  const seen = rests.map(seenAt);
  const shareOf = (some: readonly Seen[], of: (one: Seen) => boolean) => some.filter(of).length / some.length;
  const share = (of: (one: Seen) => boolean) => shareOf(seen, of);
  const isBlock = rests.every(({ place }) => place.kind === 'block');
  return {
    places: rests.length,
    nothing: share(({ covered }) => covered === 0),
    firstText: spread(seen.map(({ firstText }) => firstText)),
    cut: share(({ covered, line }) => covered > 0 && covered < line),
    line: share(({ covered, line }) => covered >= line),
    lineDelay: spread(seen.map(({ lineDelay }) => lineDelay)),
    block: isBlock
      ? shareOf(
          seen.filter(({ hasCome }) => hasCome),
          ({ covered, all }) => covered >= all,
        )
      : null,
    blockDelay: spread(isBlock ? seen.map(({ blockDelay }) => blockDelay) : []),
    growths: seen.reduce((sum, { growths }) => sum + growths, 0),
    gaps: seen.flatMap(({ gaps }) => gaps),
    jumps: seen.flatMap(({ jumps }) => jumps),
    requests: rests.reduce((sum, { requests }) => sum + requests, 0),
  };
}

interface Seen {
  /** All that the model knows had come while the user rested. */
  hasCome: boolean;
  covered: number;
  line: number;
  all: number;
  firstText: number | null;
  lineDelay: number | null;
  blockDelay: number | null;
  growths: number;
  gaps: number[];
  jumps: string[];
}

function seenAt({ place, lastKeyAt, ghosts, said }: Rest): Seen {
  const { rest, tail } = place;
  const ahead = tail.split('\n')[0]!;
  const coveredBy = (text: string | null) => (text === null ? 0 : judge(text, rest, '').covered);
  const line = lengthOf(rest.split('\n').find((one) => one.trim() !== '') ?? '');
  const all = lengthOf(rest);
  // What was in view before belongs to the keys before.
  const before = ghosts.filter(({ at }) => at < lastKeyAt).at(-1);
  const after = ghosts.filter(({ at }) => at >= lastKeyAt);
  const shown = [...(before ? [{ ...before, at: lastKeyAt }] : []), ...after];
  const cameAt = (characters: number) => said.find((one) => one.characters >= characters)?.at;
  const inViewAt = (characters: number) => after.find(({ text }) => coveredBy(text) >= characters)?.at;
  const delay = (characters: number) => {
    const [came, seen] = [cameAt(characters), inViewAt(characters)];
    return came === undefined || seen === undefined ? null : seen - Math.max(came, lastKeyAt);
  };
  const isDrawn = ({ at }: GhostAt, index: number) => (after[index + 1]?.at ?? Infinity) - at >= drawingMs;
  const texts = after.filter(isDrawn).filter((one): one is { at: number; text: string } => one.text !== null);
  const changes = texts.slice(1).map(({ text, at }, index) => ({ before: texts[index]!.text, text, at }));
  const gaps = after.flatMap(({ at, text }, index) => {
    const next = after[index + 1];
    const isGap = text === null && next !== undefined && index > 0 && next.at - at >= frameMs;
    return isGap ? [next.at - at] : [];
  });
  return {
    ...{ line, all, gaps },
    hasCome: cameAt(all) !== undefined,
    covered: coveredBy(shown.at(-1)?.text ?? null),
    firstText: texts[0] ? texts[0].at - lastKeyAt : null,
    lineDelay: delay(line),
    blockDelay: delay(all),
    growths: changes.filter(({ text, before: one }) => text.length > one.length).length,
    jumps: changes
      .filter(({ text, before: one }) => !text.startsWith(one))
      .map(({ text, before: one }) => `${place.name}${ahead && ` before ${ahead}`}: ${one} -> ${text}`),
  };
}

/** Characters of a text without its white space. */
export function lengthOf(text: string): number {
  return text.replaceAll(/\s/g, '').length;
}

function spread(values: readonly (number | null)[]): { median: number | null; p90: number | null } {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { median: at(0.5), p90: at(0.9) };
}

/** The figures as a person reads them in a terminal: all places, and each kind. */
export function restReport(rests: readonly Rest[]): string {
  const of = (kind: RestKind) => rests.filter(({ place }) => place.kind === kind);
  const rows: [string, RestFigures][] = [
    ['all places', restFigures(rests)],
    ...restKinds.map((kind): [string, RestFigures] => [restNames[kind], restFigures(of(kind))]),
  ];
  const cells = [
    ['', 'places', 'nothing', 'first text', 'cut', 'line', 'after', 'block', 'after', 'growths', 'gaps', 'jumps'],
    ...rows.map(([name, one]) => [
      name,
      String(one.places),
      percent(one.nothing),
      pair(one.firstText),
      percent(one.cut),
      percent(one.line),
      pair(one.lineDelay),
      one.block === null ? '-' : percent(one.block),
      pair(one.blockDelay),
      String(one.growths),
      `${one.gaps.length}${one.gaps.length > 0 ? ` (${Math.round(Math.max(...one.gaps))} ms)` : ''}`,
      String(one.jumps.length),
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const nothing = rests.filter((one) => seenAt(one).covered === 0);
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const all = restFigures(rests);
  return [
    ...lines,
    ...nothing.map(
      ({ place, ghosts }) => `nothing: ${place.name}: ${JSON.stringify(ghosts.map(({ text }) => text).slice(-2))}`,
    ),
    ...all.jumps.map((jump) => `jump: ${jump}`),
    `requests: ${all.requests}`,
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}

function pair({ median, p90 }: { median: number | null; p90: number | null }): string {
  return median === null || p90 === null ? '-' : `${median.toFixed(0)}/${p90.toFixed(0)}`;
}
