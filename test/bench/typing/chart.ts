import { writeFile } from 'node:fs/promises';
import { launchBrowser } from '../../vscode/browser.ts';
import type { Results } from './results.ts';

const size = { width: 720, height: 420 };
/** Borders of the plot, in units of the chart. */
const plot = { left: 64, right: 690, top: 56, bottom: 350 };
/** Requests per 100 keys, on a logarithmic axis. */
const requests = { min: 0.2, max: 150, ticks: [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] };
const shares = [0, 0.25, 0.5, 0.75, 1];
const style =
  'text{font:13px system-ui,sans-serif;fill:#3b4252}.title{font-size:16px;font-weight:600}.grid{stroke:#d8dee9}.limit{fill:none;stroke:#7b88a1;stroke-width:2;stroke-dasharray:4 3}.peer{fill:#7b88a1}.mine{fill:#e8590c}';

interface Point {
  name: string;
  kind: 'mine' | 'peer' | 'limit';
  requests: number;
  right: number;
}

/** Requests against right ghost text in view, for the user who types everything. Up and to the left is better. */
export function chart({ runs, fewest }: Results): string {
  const typing = runs.filter(({ user }) => user === 'types');
  const rightOf = (name: string) => typing.find(({ engine }) => engine === name)!.figures.rightShare;
  const points: Point[] = [
    ...typing
      .filter(({ engine }) => engine !== 'earliest')
      .map(({ engine, figures }): Point => {
        const kind = engine === 'Infill' ? 'mine' : 'peer';
        return { name: engine, kind, requests: figures.requestsPer100Keys, right: figures.rightShare };
      }),
    { name: 'fewest, one by one', kind: 'limit', requests: fewest.oneByOnePer100Keys, right: rightOf('Infill') },
    { name: 'fewest, answers chosen', kind: 'limit', requests: fewest.requestsPer100Keys, right: rightOf('Infill') },
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img">`,
    `<title>Requests against right ghost text in view</title><style>${style}</style>`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    text(plot.left, 28, 'Right ghost text before the key, by requests per 100 keys', 'start', 'title'),
    ...requests.ticks.flatMap((tick) => [
      line(xOf(tick), plot.top, xOf(tick), plot.bottom, 'grid'),
      text(xOf(tick), plot.bottom + 20, String(tick), 'middle'),
    ]),
    ...shares.flatMap((share) => [
      line(plot.left, yOf(share), plot.right, yOf(share), 'grid'),
      text(plot.left - 8, yOf(share) + 4, `${100 * share} %`, 'end'),
    ]),
    text((plot.left + plot.right) / 2, plot.bottom + 46, 'requests per 100 keys (fewer is cheaper)', 'middle'),
    line(plot.left, yOf(rightOf('earliest')), plot.right, yOf(rightOf('earliest')), 'limit'),
    text(plot.right, yOf(rightOf('earliest')) + 18, 'limit: text at the earliest', 'end'),
    ...points.map(mark),
    '</svg>\n',
  ].join('\n');
}

/** Stacks the labels of the limits, which are left of Infill at its height. */
function mark({ name, kind, requests: x, right }: Point, index: number): string {
  const [left, top] = [xOf(x), yOf(right)];
  const dot = `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="${kind === 'mine' ? 8 : 6}" class="${kind}"/>`;
  const below = kind === 'limit' ? 22 + 16 * (index % 2) : 24;
  const label = `${name}: ${x.toFixed(1)}${kind === 'limit' ? '' : `, ${(100 * right).toFixed(0)} %`}`;
  return `${dot}${text(left, top + below, label, left > plot.right - 100 ? 'end' : kind === 'limit' ? 'middle' : 'start')}`;
}

function xOf(value: number): number {
  const share = Math.log(value / requests.min) / Math.log(requests.max / requests.min);
  return plot.left + Math.min(1, Math.max(0, share)) * (plot.right - plot.left);
}

function yOf(share: number): number {
  return plot.bottom - share * (plot.bottom - plot.top);
}

function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" class="${kind}"/>`;
}

function text(x: number, y: number, content: string, anchor: string, kind = 'label'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" class="${kind}">${content}</text>`;
}

/** Writes an SVG picture, or draws it for a PNG file (READMEs on the Marketplace may not contain SVG). */
export async function writePicture(file: string, svg: string): Promise<void> {
  if (!file.endsWith('.png')) return writeFile(file, svg);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.setContent(`<style>body{margin:0;width:720px}svg{display:block}</style>${svg}`);
    await page.locator('svg').screenshot({ path: file });
  } finally {
    await browser.close();
  }
}
