import * as l10n from '@vscode/l10n';
import { toCsv, toJson } from '../export.ts';
import type { UsageRow } from '../rows.ts';
import type { PageData, PageMessage } from './contract.ts';
import type { Html } from './html.ts';
import { periods } from './periods.ts';
import { type Section, sectionsOf } from './sections.ts';
import { figuresView, headView } from './view.ts';

interface PageState {
  /** The period that is shown. */
  days: number;
}

/** What VS Code gives a webview's script, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const vscode = acquireVsCodeApi();
const head = document.createElement('header');
const main = document.createElement('main');
document.body.append(head, main);

let days = vscode.getState()?.days ?? periods[1];
let data: PageData | null = null;
let sections: Section[] = [];

window.addEventListener('message', ({ data: fresh }: MessageEvent<PageData>) => {
  if (data === null) showHead(fresh);
  data = fresh;
  show();
});
new ResizeObserver(draw).observe(main);
vscode.postMessage({ type: 'ready' });

function showHead(fresh: PageData): void {
  l10n.config({ contents: fresh.bundle });
  put(head, headView(fresh, days));
  document.title = l10n.t('Usage');
  on('csv', 'click', () => exportAs('csv', toCsv));
  on('json', 'click', () => exportAs('json', toJson));
  on('reset', 'click', () => vscode.postMessage({ type: 'reset' }));
  on('period', 'change', ({ currentTarget }) => {
    days = Number((currentTarget as HTMLSelectElement).value);
    vscode.setState({ days });
    show();
  });
}

function exportAs(format: 'csv' | 'json', write: (rows: UsageRow[]) => string): void {
  if (data) vscode.postMessage({ type: 'export', format, text: write(data.rows) });
}

/** Shows the figures anew; what is open and what has the focus stays so. */
function show(): void {
  if (data === null) return;
  const open = [...main.querySelectorAll('details[open]')].map(({ id }) => id);
  const focused = document.activeElement?.id;
  sections = sectionsOf(data, days);
  put(main, figuresView(data, days, sections));
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused) document.getElementById(focused)?.focus();
  draw();
}

/** Draws the plots as wide as they have room. */
function draw(): void {
  for (const { id, plot } of sections) {
    const place = document.getElementById(`${id}-plot`);
    if (place) put(place, plot(Math.max(200, Math.floor(place.clientWidth))));
  }
}

function put(element: Element, content: Html): void {
  element.innerHTML = content.text;
}

function on(id: string, type: string, listener: (event: Event) => void): void {
  document.getElementById(id)?.addEventListener(type, listener);
}
