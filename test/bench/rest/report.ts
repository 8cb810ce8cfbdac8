import { type RestKind, restKinds, restNames, type RestPlace } from './places.ts';
import { judge } from '../window/judge.ts';

/** The ghost text in view from a time on, in milliseconds; null for none. */
export interface GhostAt {
  at: number;
  text: string | null;
}

/** A user's rest at a place, and what was in view. */
export interface Rest {
  place: RestPlace;
  lastKeyAt: number;
  ghosts: readonly GhostAt[];
  /** How many characters of the missing text had come at which time, without white space. */
  said: readonly { at: number; characters: number }[];
  requests: number;
}

/** Figures of all places of a kind. Shares are from 0 to 1, times in milliseconds. */
export interface RestFigures {
  places: number;
  nothing: number;
  firstText: { median: number | null; p90: number | null };
  cut: number;
  line: number;
  /** From the last token of the line to the line in view. */
  lineDelay: { median: number | null; p90: number | null };
  /** Share of the blocks that had come whole; null for other kinds of places. */
  block: number | null;
  blockDelay: { median: number | null; p90: number | null };
  /** Number of times that a longer text replaced the one in view. */
  growths: number;
  /** Painted times without ghost text between two texts. */
  gaps: number[];
  /** Texts that were not the beginning of the text that replaced them. */
  jumps: string[];
  requests: number;
}

/** Duration of a frame, in milliseconds. A shorter absence is not painted. */
const frameMs = 17;
/** VS Code draws the first line of a text and the other lines in separate frames (1.139.1). In milliseconds. */
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
  /** Whether the whole missing text came during the rest. */
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
  // Texts before the last key belong to the keys before.
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

/** The number of characters without white space. */
export function lengthOf(text: string): number {
  return text.replaceAll(/\s/g, '').length;
}

function spread(values: readonly (number | null)[]): { median: number | null; p90: number | null } {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  return { median: at(0.5), p90: at(0.9) };
}

/** The figures as a table: all places, then each kind. */
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
