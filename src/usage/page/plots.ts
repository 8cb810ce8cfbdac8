import { type Html, html } from './html.ts';

/** A value of a plot, with its texts. */
export interface Point {
  label: string;
  /** Null if there is nothing to measure. */
  value: number | null;
  /** The text of the tooltip. */
  tip: string;
}

/** A line across a plot, such as the median. */
export interface Mark {
  /** The position on the horizontal axis, as an index of a point; a fraction is between two points. */
  at: number;
  label: string;
}

export interface Axis {
  /** The end of the axis; by default, that of the highest value. */
  max?: number;
  /** The smallest step: 1 for counts. */
  min?: number;
  format: (value: number) => string;
}

/** The sizes here are in pixels. Choices. */
const height = 180;
const margin = { top: 24, right: 10, bottom: 24, left: 52 };
/** The width of a label on the horizontal axis, and the height of a bar with its gap. */
const labelWidth = 64;
const rowHeight = 26;

/** Steps of an axis at 1, 2, 2.5 or 5 times a power of ten, from 0 to beyond the highest value. */
export function ticks(max: number, min = 0): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = Math.max(min, max / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999 && !(one % min))!;
  return Array.from({ length: Math.ceil((max / step) * 0.999) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
}

/** Vertical bars, one for each point. */
export function columns(points: readonly Point[], axis: Axis, width: number, marks: readonly Mark[] = []): Html {
  const frame = frameOf(points, axis, width);
  const slot = frame.slot;
  const gap = Math.min(6, slot / 4);
  const bars = points.map(({ value, tip }, index) => {
    const y = frame.y(value ?? 0);
    const x = frame.left(index) + gap / 2;
    const bar = html`<rect
      class="bar"
      x="${px(x)}"
      y="${px(y)}"
      width="${px(slot - gap)}"
      height="${px(frame.floor - y)}"
      rx="${px(Math.min(2, slot / 6))}"
    />`;
    return html`<g>${tipOf(tip)}${value ? bar : []}${target(frame, index)}</g>`;
  });
  const lines = marks.map(({ at, label }, index) => {
    const x = frame.left(at);
    // The labels of two near lines are on both sides, and no label crosses the border.
    const isBefore = index < marks.length - 1 || x > width - labelWidth;
    return html`<g class="mark"
      ><line x1="${px(x)}" x2="${px(x)}" y1="4" y2="${px(frame.floor)}" />
      <text x="${px(x + (isBefore ? -5 : 5))}" y="${margin.top - 11}" text-anchor="${isBefore ? 'end' : 'start'}"
        >${label}</text
      ></g
    >`;
  });
  return svg(width, height, [...frame.parts, ...bars, ...lines]);
}

/** A line through the points that have a value, above an area. */
export function line(points: readonly Point[], axis: Axis, width: number): Html {
  const frame = frameOf(points, axis, width);
  const coordinates = points.flatMap(({ value }, index) =>
    value === null ? [] : [`${px(frame.left(index + 0.5))},${px(frame.y(value))}`],
  );
  const [first, last] = [coordinates[0]?.split(',')[0] ?? '', coordinates.at(-1)?.split(',')[0] ?? ''];
  const area = html`<polygon
    class="area"
    points="${[`${first},${px(frame.floor)}`, ...coordinates, `${last},${px(frame.floor)}`].join(' ')}"
  />`;
  const radius = frame.slot > 8 ? 3 : 2;
  const dots = points.map(({ value, tip }, index) => {
    if (value === null) return html`<g>${tipOf(tip)}${target(frame, index)}</g>`;
    const dot = html`<circle
      class="dot"
      cx="${px(frame.left(index + 0.5))}"
      cy="${px(frame.y(value))}"
      r="${radius}"
    />`;
    return html`<g>${tipOf(tip)}${target(frame, index)}${dot}</g>`;
  });
  const path = coordinates.length > 0 ? [area, html`<polyline class="line" points="${coordinates.join(' ')}" />`] : [];
  return svg(width, height, [...frame.parts, ...path, ...dots]);
}

/** Horizontal bars, each with its label before and its value behind it. */
export function bars(points: readonly Point[], axis: Axis, width: number): Html {
  const max = Math.max(...points.map(({ value }) => value ?? 0)) || 1;
  const [labels, values] = [Math.min(130, width * 0.35), 70];
  const room = Math.max(10, width - labels - values - 12);
  const rows = points.map(({ label, value, tip }, index) => {
    const y = index * rowHeight;
    const length = Math.max(1, (room * (value ?? 0)) / max);
    return html`<g
      >${tipOf(tip)}<rect class="target" x="0" y="${y}" width="${width}" height="${rowHeight}" />
      <text x="${px(labels)}" y="${y + 17}" text-anchor="end">${shortened(label, labels)}</text>
      <rect class="bar" x="${px(labels + 8)}" y="${y + 5}" width="${px(length)}" height="${rowHeight - 10}" rx="2" />
      <text x="${px(labels + length + 14)}" y="${y + 17}">${axis.format(value ?? 0)}</text></g
    >`;
  });
  return svg(width, points.length * rowHeight + 4, rows);
}

interface Frame {
  /** The width of one point. */
  slot: number;
  /** The vertical position of 0. */
  floor: number;
  /** The horizontal position at which the slot of an index begins. */
  left: (index: number) => number;
  y: (value: number) => number;
  /** Grid and labels. */
  parts: Html[];
}

function frameOf(points: readonly Point[], axis: Axis, width: number): Frame {
  const steps = ticks(axis.max ?? Math.max(...points.map(({ value }) => value ?? 0)), axis.min);
  const floor = height - margin.bottom;
  const slot = (width - margin.left - margin.right) / Math.max(1, points.length);
  const left = (index: number) => margin.left + index * slot;
  const y = (value: number) => floor - ((floor - margin.top) * value) / steps.at(-1)!;
  const grid = steps.map((step) => {
    return html`<line
        class="grid"
        x1="${margin.left}"
        x2="${width - margin.right}"
        y1="${px(y(step))}"
        y2="${px(y(step))}"
      />
      <text x="${margin.left - 8}" y="${px(y(step) + 4)}" text-anchor="end">${axis.format(step)}</text>`;
  });
  const every = Math.max(1, Math.ceil(labelWidth / slot));
  const last = points.length - 1;
  const labels = points.flatMap(({ label }, index) => {
    // The last label, which is the current day, is always shown.
    if ((last - index) % every !== 0) return [];
    const x = Math.min(left(index + 0.5), width - labelWidth / 3);
    return x < labelWidth / 2 ? [] : [html`<text x="${px(x)}" y="${height - 6}" text-anchor="middle">${label}</text>`];
  });
  return { slot, floor, left, y, parts: [...grid, ...labels] };
}

/** An invisible bar of full height: the tooltip of a low bar is found, too. */
function target({ slot, floor, left }: Frame, index: number): Html {
  return html`<rect
    class="target"
    x="${px(left(index))}"
    y="${margin.top}"
    width="${px(slot)}"
    height="${floor - margin.top}"
  />`;
}

function tipOf(tip: string): Html {
  return html`<title>${tip}</title>`;
}

function svg(width: number, tall: number, parts: readonly Html[]): Html {
  return html`<svg
    width="${width}"
    height="${tall}"
    viewBox="0 0 ${width} ${tall}"
    aria-hidden="true"
    focusable="false"
  >
    ${parts}
  </svg>`;
}

function px(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** Shortens a text to a width in pixels. The page's letters of 11 pixels are about 6 pixels wide. */
function shortened(text: string, width: number): string {
  const max = Math.floor(width / 6);
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
