import * as l10n from '@vscode/l10n';
import { monthOf } from '../../base/day.ts';
import { figuresOf, tokensOf } from '../figures.ts';
import { latencyWithin } from '../latency.ts';
import type { PageData } from './contract.ts';
import { formatsOf } from '../../base/formats.ts';
import { type Html, html } from './html.ts';
import { lastDays, periods } from './periods.ts';
import { acceptanceOf, costOf, type Section } from './sections.ts';

/** The top of the page: title, period and buttons. It stays while figures change. */
export function headView({ locale }: PageData, days: number): Html {
  const options = periods.map((period) => {
    const name = periodName(period, locale);
    return period === days
      ? html`<option value="${period}" selected>${name}</option>`
      : html`<option value="${period}">${name}</option>`;
  });
  return html`<h1>${l10n.t('Usage')}</h1>
    <p class="note">
      ${l10n.t('Counted and kept on this machine, for 400 days. Costs are at the prices that apply now.')}
    </p>
    <div class="controls">
      <label
        >${l10n.t('Period')}
        <select id="period">
          ${options}
        </select></label
      >
      <span class="buttons">
        <button id="csv">${l10n.t('Export CSV')}</button>
        <button id="json">${l10n.t('Export JSON')}</button>
        <button id="reset">${l10n.t('Reset…')}</button>
      </span>
    </div>`;
}

function periodName(days: number, locale: string): string {
  return l10n.t('Last {0} days', formatsOf(locale).count(days));
}

/** The figures of the last days, and the sections. Their plots are drawn afterwards, once the width is known. */
export function figuresView(data: PageData, days: number, sections: readonly Section[]): Html {
  if (sections.length === 0) return html`<p class="empty">${l10n.t('Nothing has been counted in this time.')}</p>`;
  return html`${tiles(data, days)}${sections.map((section) => sectionView(section, l10n.t('As a table')))}${notes(data, days)}`;
}

function tiles(data: PageData, days: number): Html {
  const { rows, today, budget } = data;
  const formats = formatsOf(data.locale);
  const figures = figuresOf(lastDays(rows, today, days));
  const rate = acceptanceOf(figures);
  const median = latencyWithin(0.5, figures.latency);
  const all = [
    [l10n.t('Requests'), formats.count(figures.requests)],
    [l10n.t('Tokens'), formats.count(tokensOf(figures))],
    [l10n.t('Cost'), costOf(figures, formats)],
    [l10n.t('Shown'), formats.count(figures.shown)],
    [l10n.t('Acceptance'), rate === null ? '–' : formats.percent(rate)],
    [l10n.t('First text'), median === null || median === Infinity ? '–' : `≤ ${formats.time(median)}`],
  ];
  if (budget !== null) {
    const month = figuresOf(rows.filter(({ day }) => monthOf(day) === monthOf(today)));
    all.push([l10n.t('Budget this month'), `${costOf(month, formats)} / ${formats.dollars(budget)}`]);
  }
  return html`<dl class="tiles" aria-label="${periodName(days, data.locale)}">
    ${all.map(
      ([name, value]) =>
        html`<div>
          <dt>${name!}</dt>
          <dd>${cell(value!)}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A screen reader reads words in place of a dash. */
function cell(text: string): Html {
  if (text !== '–') return html`${text}`;
  return html`<span aria-hidden="true">–</span><span class="unseen">${l10n.t('nothing to measure')}</span>`;
}

function sectionView({ id, title, summary, table }: Section, asTable: string): Html {
  const [first, ...others] = table.head;
  const head = [
    html`<th scope="col">${first!}</th>`,
    ...others.map((name) => html`<th scope="col" class="number">${name}</th>`),
  ];
  const rows = table.rows.map(([name, ...cells]) => {
    return html`<tr>
      <th scope="row">${name!}</th>
      ${cells.map((text) => html`<td class="number">${cell(text)}</td>`)}
    </tr>`;
  });
  return html`<section aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p id="${id}-summary">${summary}</p>
    <div class="plot" id="${id}-plot" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-summary"></div>
    <details id="${id}-table">
      <summary id="${id}-open" aria-labelledby="${id}-open ${id}-title">${asTable}</summary>
      <div class="scroll" id="${id}-scroll" tabindex="0" role="region" aria-labelledby="${id}-title">
        <table aria-labelledby="${id}-title">
          <thead>
            <tr>
              ${head}
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

/** Notes on estimated figures, and on tokens without a price. */
function notes({ rows, today, locale }: PageData, days: number): Html {
  const formats = formatsOf(locale);
  const { estimated, unpricedTokens } = figuresOf(lastDays(rows, today, days));
  const notes: string[] = [];
  if (estimated > 0) {
    notes.push(
      l10n.t(
        '{0} requests have no usable token counts of the host: theirs are estimated from the text.',
        formats.count(estimated),
      ),
    );
  }
  if (unpricedTokens > 0) {
    notes.push(
      l10n.t(
        'For {0} tokens no price is known. They are neither in the cost nor in the budget: set their price in infill.prices.',
        formats.count(unpricedTokens),
      ),
    );
  }
  return html`${notes.map((note) => html`<p class="note">${note}</p>`)}`;
}
