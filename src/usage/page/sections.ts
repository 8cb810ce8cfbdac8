import * as l10n from '@vscode/l10n';
import { costText, type Figures, figuresOf, groupedBy, type PricedRow, tokensOf } from '../figures.ts';
import { latencyBounds, latencyWithin } from '../latency.ts';
import type { PageData } from './contract.ts';
import { type Formats, formatsOf } from '../../base/formats.ts';
import type { Html } from './html.ts';
import { lastDays, spansOf } from './periods.ts';
import { bars, columns, line, type Mark, type Point } from './plots.ts';

/** A section of the page: the same figures as a plot, in words and as a table. */
export interface Section {
  id: string;
  title: string;
  summary: string;
  /** @param width in pixels */
  plot: (width: number) => Html;
  table: { head: string[]; rows: string[][] };
}

/** The data of all sections. */
interface Source {
  formats: Formats;
  rows: PricedRow[];
  today: string;
  days: number;
}

/**
 * Upper bound on bars of languages or models; the rest share the last bar. The table has them all. A choice: eight fit the
 * plot without scrolling.
 */
const maxBars = 8;

/** The sections for the last days; none if nothing was counted. */
export function sectionsOf({ rows, today, locale }: PageData, days: number): Section[] {
  const source = { formats: formatsOf(locale), rows: lastDays(rows, today, days), today, days };
  if (source.rows.length === 0) return [];
  return [acceptance(source), latency(source), cost(source), ...groups(source)];
}

/** The share of the shown suggestions that was accepted, whole or in part; null if none was shown. */
export function acceptanceOf({ shown, accepted, partlyAccepted }: Figures): number | null {
  return shown > 0 ? Math.min(1, (accepted + partlyAccepted) / shown) : null;
}

/** The cost of figures in words. */
export function costOf(figures: Figures, { dollars }: Formats): string {
  return costText(figures, dollars, l10n.t('no price known'));
}

function acceptance(source: Source): Section {
  const { formats } = source;
  const { named, column } = spans(source);
  const all = figuresOf(source.rows);
  const rate = acceptanceOf(all);
  const share = (figures: Figures) => {
    const value = acceptanceOf(figures);
    return value === null ? '–' : formats.percent(value);
  };
  const points: Point[] = named.map(({ label, name, figures }) => ({
    label,
    value: acceptanceOf(figures),
    tip: `${name}: ${share(figures)} (${l10n.t('Shown')}: ${formats.count(figures.shown)})`,
  }));
  const axis = { max: 1, format: formats.percent };
  return {
    id: 'acceptance',
    title: l10n.t('Acceptance'),
    summary:
      rate === null
        ? l10n.t('No suggestion was shown for long enough to count (750 ms).')
        : l10n.t(
            '{0} of {1} suggestions shown were accepted, whole or in part: {2} characters.',
            formats.percent(rate),
            formats.count(all.shown),
            formats.count(all.characters),
          ),
    plot: (width) => line(points, axis, width),
    table: {
      head: [
        column,
        l10n.t('Shown'),
        l10n.t('Accepted'),
        l10n.t('Partly accepted'),
        l10n.t('Acceptance'),
        l10n.t('Characters'),
      ],
      rows: named
        .filter(({ figures }) => figures.shown > 0)
        .map(({ name, figures }) => [
          name,
          ...[figures.shown, figures.accepted, figures.partlyAccepted].map(formats.count),
          share(figures),
          formats.count(figures.characters),
        ]),
    },
  };
}

function latency({ formats, rows }: Source): Section {
  const all = figuresOf(rows).latency;
  const name = (index: number) => {
    const bound = latencyBounds[index];
    return bound === undefined
      ? l10n.t('longer than {0}', formats.time(latencyBounds.at(-1)!))
      : l10n.t('up to {0}', formats.time(bound));
  };
  const points: Point[] = all.map((requests, index) => ({
    label: latencyBounds[index] === undefined ? '…' : formats.time(latencyBounds[index]),
    value: requests,
    tip: `${name(index)}: ${formats.count(requests)}`,
  }));
  const [median, nineTenths] = [latencyWithin(0.5, all), latencyWithin(0.9, all)];
  const within = (bound: number) => (bound === Infinity ? name(latencyBounds.length) : formats.time(bound));
  const marks: Mark[] = [[0.5, median] as const, [0.9, nineTenths] as const].flatMap(([share, bound]) => {
    const index = latencyBounds.findIndex((one) => one === bound);
    return index < 0 ? [] : [{ at: index + 1, label: formats.percent(share) }];
  });
  return {
    id: 'latency',
    title: l10n.t('Time to the first text'),
    summary:
      median === null || nineTenths === null
        ? l10n.t('No request has brought text yet.')
        : l10n.t(
            'Half of the requests had text within {0}, nine tenths within {1}.',
            within(median),
            within(nineTenths),
          ),
    // One line is enough if both are in the same class.
    plot: (width) =>
      columns(points, { min: 1, format: formats.count }, width, median === nineTenths ? marks.slice(1) : marks),
    table: {
      head: [l10n.t('First text'), l10n.t('Requests')],
      rows: all.map((requests, index) => [name(index), formats.count(requests)]),
    },
  };
}

function cost(source: Source): Section {
  const { formats } = source;
  const { named, column } = spans(source);
  const all = figuresOf(source.rows);
  const points: Point[] = named.map(({ label, name, figures }) => ({
    label,
    value: figures.cost,
    tip: `${name}: ${costOf(figures, formats)}`,
  }));
  const maximum = named.reduce((max, one) => (one.figures.cost > max.figures.cost ? one : max));
  const sum = l10n.t(
    '{0} for {1} tokens in {2} requests.',
    costOf(all, formats),
    formats.count(tokensOf(all)),
    formats.count(all.requests),
  );
  const max = l10n.t('The most was {1} ({0}).', maximum.name, costOf(maximum.figures, formats));
  return {
    id: 'cost',
    title: l10n.t('Cost'),
    summary: maximum.figures.cost > 0 ? `${sum} ${max}` : sum,
    plot: (width) => columns(points, { format: formats.dollars }, width),
    table: {
      head: [column, l10n.t('Requests'), l10n.t('Tokens'), l10n.t('Cost')],
      rows: named
        .filter(({ figures }) => figures.requests > 0)
        .map(({ name, figures }) => [
          name,
          formats.count(figures.requests),
          formats.count(tokensOf(figures)),
          costOf(figures, formats),
        ]),
    },
  };
}

function groups(source: Source): Section[] {
  return [
    group(source, {
      id: 'languages',
      title: l10n.t('Requests by language'),
      summary: (...values) => l10n.t('Languages: {0}. {1} has {2} of the requests.', ...values),
      column: l10n.t('Language'),
      keyOf: (row) => row.language,
    }),
    group(source, {
      id: 'models',
      title: l10n.t('Requests by model'),
      summary: (...values) => l10n.t('Models: {0}. {1} has {2} of the requests.', ...values),
      column: l10n.t('Model'),
      keyOf: modelName(source.rows),
    }),
  ];
}

/** Names the model of a row, with its host where the model has several. */
function modelName(rows: readonly PricedRow[]): (row: PricedRow) => string {
  const hosts = groupedBy(rows, ({ model }) => model);
  const isOnOneHost = new Set(
    [...hosts].filter(([, all]) => all.every(({ host }) => host === all[0]!.host)).map(([model]) => model),
  );
  return ({ model, host }) => (host === '' || isOnOneHost.has(model) ? model : `${model} (${host})`);
}

interface Grouping {
  id: string;
  title: string;
  /** Makes a sentence of the number of groups, the name of the largest and its share. */
  summary: (...values: string[]) => string;
  column: string;
  keyOf: (row: PricedRow) => string;
}

function group({ formats, rows }: Source, { id, title, summary, column, keyOf }: Grouping): Section {
  const all = [...groupedBy(rows, keyOf)]
    .map(([name, ofName]) => ({ name, figures: figuresOf(ofName), rows: ofName }))
    .sort((a, b) => b.figures.requests - a.figures.requests);
  const shown = all.slice(0, all.length > maxBars ? maxBars - 1 : maxBars);
  const rest = all.slice(shown.length).flatMap((one) => one.rows);
  if (rest.length > 0) shown.push({ name: l10n.t('others'), figures: figuresOf(rest), rows: rest });
  const points: Point[] = shown.map(({ name, figures }) => ({
    label: name,
    value: figures.requests,
    tip: `${name}: ${formats.count(figures.requests)} (${costOf(figures, formats)})`,
  }));
  const sum = all.reduce((requests, { figures }) => requests + figures.requests, 0);
  const [first] = all;
  return {
    id,
    title,
    summary: summary(
      formats.count(all.length),
      first?.name ?? '',
      formats.percent(sum > 0 ? (first?.figures.requests ?? 0) / sum : 0),
    ),
    plot: (width) => bars(points, { format: formats.count }, width),
    table: {
      head: [column, l10n.t('Requests'), l10n.t('Tokens'), l10n.t('Cost'), l10n.t('Shown'), l10n.t('Acceptance')],
      rows: all.map(({ name, figures }) => {
        const rate = acceptanceOf(figures);
        return [
          name,
          formats.count(figures.requests),
          formats.count(tokensOf(figures)),
          costOf(figures, formats),
          formats.count(figures.shown),
          rate === null ? '–' : formats.percent(rate),
        ];
      }),
    },
  };
}

/** The days or weeks of the period, with names and figures. */
function spans({ formats, rows, today, days }: Source) {
  const { spans: all, areWeeks } = spansOf(rows, today, days);
  const named = all.map((span) => {
    const label = formats.day(span.first);
    return { label, name: areWeeks ? l10n.t('week of {0}', label) : label, figures: figuresOf(span.rows) };
  });
  return { named, column: areWeeks ? l10n.t('Week') : l10n.t('Day') };
}
