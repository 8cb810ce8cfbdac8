import * as l10n from '@vscode/l10n';
import { toCsv, toJson } from '../export.ts';
import type { PricedRow } from '../figures.ts';
import type { PageData, PageMessage } from './contract.ts';
import type { Html } from './html.ts';
import { periods } from './periods.ts';
import { type Section, sectionsOf } from './sections.ts';
import { figuresView, headView } from './view.ts';

interface PageState {
  /** The selected period. */
  days: number;
}

/** VS Code's API in a webview. A script may call this once. */
declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

/** In pixels. A choice: labels and values of bars still fit. */
const minWidth = 200;

const vscode = acquireVsCodeApi();
const head = document.createElement('header');
const main = document.createElement('main');
document.body.append(head, main);

let days = vscode.getState()?.days ?? periods[1];
let data: PageData | null = null;
let sections: Section[] = [];

window.addEventListener('message', ({ data: received }: MessageEvent<PageData>) => {
  if (data === null) showHead(received);
  data = received;
  show();
});
new ResizeObserver(draw).observe(main);
vscode.postMessage({ type: 'ready' });

function showHead(received: PageData): void {
  l10n.config({ contents: received.bundle });
  put(head, headView(received, days));
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

function exportAs(format: 'csv' | 'json', write: (rows: PricedRow[]) => string): void {
  if (data) vscode.postMessage({ type: 'export', format, text: write(data.rows) });
}

/** Shows the current figures. Open tables and the focus are kept. */
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

/** Draws the plots in the width that they have. */
function draw(): void {
  for (const { id, plot } of sections) {
    const element = document.getElementById(`${id}-plot`);
    if (element) put(element, plot(Math.max(minWidth, Math.floor(element.clientWidth))));
  }
}

function put(element: Element, content: Html): void {
  element.innerHTML = content.text;
}

function on(id: string, type: string, listener: (event: Event) => void): void {
  document.getElementById(id)?.addEventListener(type, listener);
}
