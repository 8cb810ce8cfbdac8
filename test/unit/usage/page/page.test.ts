import assert from 'node:assert/strict';
import { latencyOf } from '../../../../src/usage/latency.ts';
import type { PageData } from '../../../../src/usage/page/contract.ts';
import { formatsOf } from '../../../../src/base/formats.ts';
import { html } from '../../../../src/usage/page/html.ts';
import * as l10n from '@vscode/l10n';
import { lastDays, spansOf } from '../../../../src/usage/page/periods.ts';
import { ticks } from '../../../../src/usage/page/plots.ts';
import { sectionsOf } from '../../../../src/usage/page/sections.ts';
import { figuresView, headView } from '../../../../src/usage/page/view.ts';
import { priced, row } from '../usageRows.ts';
import type { UsageRow } from '../../../../src/usage/rows.ts';
import { yearOfUsage } from './year.ts';

const today = '2026-11-23';
const pageOf = (rows: UsageRow[], budget: number | null = null): PageData => {
  return { rows: priced(...rows), today, budget, locale: 'en', bundle: {} };
};
const sectionOf = (id: string, data: PageData, days = 30) => sectionsOf(data, days).find((one) => one.id === id)!;

/** All that a page shows at some width. */
function shown(data: PageData, days: number, width: number): string {
  const sections = sectionsOf(data, days);
  const plots = sections.map(({ plot }) => plot(width).text);
  return [headView(data, days).text, figuresView(data, days, sections).text, ...plots].join('');
}

describe('the usage page', () => {
  it('says everything three times: as a plot, in words and in numbers', () => {
    const data = pageOf([
      row({ requests: 4, shown: 10, accepted: 3, partlyAccepted: 1, characters: 120, promptTokens: 1_000_000 }),
      row({ requests: 1, latency: latencyOf(220) }, { language: 'go' }),
    ]);
    const acceptance = sectionOf('acceptance', data);
    assert.equal(acceptance.summary, '40% of 10 suggestions shown were accepted, whole or in part: 120 characters.');
    assert.deepEqual(acceptance.table.rows, [['Nov 23', '10', '3', '1', '40%', '120']]);
    const latency = sectionOf('latency', data);
    assert.equal(latency.summary, 'Half of the requests had text within 250 ms, nine tenths within 250 ms.');
    const cost = sectionOf('cost', data);
    assert.equal(cost.summary, '$0.30 for 1,000,000 tokens in 5 requests. The most was $0.30 (Nov 23).');
    const languages = sectionOf('languages', data);
    assert.equal(languages.summary, 'Languages: 2. typescript has 80% of the requests.');
    assert.deepEqual(languages.table.rows[1], ['go', '1', '0', '$0.00', '0', '–']);
    const view = figuresView(data, 30, [acceptance]).text;
    assert.match(view, /role="img" aria-labelledby="acceptance-title" aria-describedby="acceptance-summary"/);
    assert.match(view, /<th scope="row">Nov 23<\/th>/);
  });

  it('escapes what is not its own', () => {
    const evil = `<img src=x onerror="alert('1')">`;
    const data = pageOf([row({ requests: 1, shown: 1 }, { language: evil, model: evil })]);
    assert.ok(!shown(data, 30, 600).includes('<img'));
    assert.equal(html`<p title="${evil}">${[html`<b>${'&'}</b>`]}</p>`.text.match(/</g)!.length, 4);
  });

  it('has neither styles nor scripts within its markup, which its policy would refuse', () => {
    assert.doesNotMatch(shown(pageOf(yearOfUsage(today)), 90, 600), /\sstyle=|\son\w+=|<script|https?:/);
  });

  for (const [days, points] of [
    [7, 7],
    [30, 30],
    [90, 90],
    [365, 53],
  ] as const) {
    it(`shows ${days} days at any width, in ${points} points`, () => {
      const data = pageOf(yearOfUsage(today), 50);
      for (const width of [200, 300, 1_000]) {
        const text = shown(data, days, width);
        assert.doesNotMatch(text, /NaN|undefined|Infinity/);
        const places = [...text.matchAll(/ (?:x|cx|x1|x2)="([^"]+)"/g)].map(([, x]) => Number(x));
        assert.ok(Math.min(...places) >= 0 && Math.max(...places) <= width, `${Math.max(...places)} of ${width}`);
      }
      assert.equal(
        sectionOf('cost', data, days)
          .plot(600)
          .text.match(/class="target"/g)!.length,
        points,
      );
    });
  }

  it('puts every row of the period into one of its days or weeks', () => {
    const rows = yearOfUsage(today);
    for (const days of [7, 30, 365]) {
      const within = lastDays(rows, today, days);
      const { spans } = spansOf(within, today, days);
      assert.equal(
        spans.reduce((sum, span) => sum + span.rows.length, 0),
        within.length,
      );
    }
  });

  it('says so where nothing was counted, and where parts are missing', () => {
    assert.match(shown(pageOf([]), 30, 600), /Nothing has been counted/);
    assert.match(shown(pageOf([row({ requests: 1 }, { day: '2025-01-01' })]), 30, 600), /Nothing has been counted/);
    const asked = pageOf([row({ requests: 1 })]);
    assert.match(sectionOf('acceptance', asked).summary, /No suggestion was shown/);
    assert.match(sectionOf('latency', asked).summary, /No request has brought text/);
    assert.doesNotMatch(shown(asked, 30, 600), /NaN|undefined|Infinity/);
  });

  it('says what is estimated', () => {
    const data = pageOf([row({ requests: 3, estimated: 2, promptTokens: 1_000_000 })]);
    assert.match(shown(data, 30, 600), /2 requests have no usable token counts of the host/);
  });

  it('says where no price is known', () => {
    const own = row({ requests: 3, promptTokens: 1_000_000 }, { model: 'my-own' });
    const text = shown(pageOf([own], 5), 30, 600);
    assert.match(text, /<dt>Cost<\/dt>\s*<dd>no price known<\/dd>/);
    assert.match(text, /<dd>no price known \/ \$5\.00<\/dd>/);
    assert.match(text, /For 1,000,000 tokens no price is known\. They are neither in the cost nor in the budget/);
    const both = pageOf([own, row({ requests: 1, promptTokens: 1_000_000 })], 5);
    assert.match(shown(both, 30, 600), /<dd>≥ \$0\.30<\/dd>.*<dd>≥ \$0\.30 \/ \$5\.00<\/dd>/s);
    assert.equal(
      sectionOf('cost', both).summary,
      '≥ $0.30 for 2,000,000 tokens in 4 requests. The most was ≥ $0.30 (Nov 23).',
    );
    assert.deepEqual(
      sectionOf('models', both).table.rows.map(([model, , , cost]) => [model, cost]),
      [
        ['my-own', 'no price known'],
        ['codestral-latest', '$0.30'],
      ],
    );
    assert.doesNotMatch(shown(pageOf([row({ promptTokens: 1_000_000 })]), 30, 600), /no price/);
  });

  it('keeps a model apart at each of its hosts', () => {
    const million = { requests: 1, promptTokens: 1_000_000 };
    const data = pageOf([
      row({ ...million, requests: 2 }),
      row(million, { host: 'api.eu.mistral.ai' }),
      row(million, { host: 'localhost:11434', model: 'qwen' }),
    ]);
    assert.deepEqual(
      sectionOf('models', data).table.rows.map(([model, , , cost]) => [model, cost]),
      [
        ['codestral-latest (api.mistral.ai)', '$0.30'],
        ['codestral-latest (api.eu.mistral.ai)', '$0.33'],
        ['qwen', '$0.00'],
      ],
    );
  });

  it('puts the month’s cost beside the budget, whatever the period', () => {
    const data = pageOf([row({ promptTokens: 1_000_000 }, { day: '2026-11-01' })], 5);
    assert.match(shown(pageOf([...data.rows, row({ requests: 1 })], 5), 7, 600), /\$0\.30 \/ \$5\.00/);
  });

  it('names whatever has a role or the focus, by ids that there are once', () => {
    const text = shown(pageOf(yearOfUsage(today), 50), 90, 600);
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
    assert.equal(new Set(ids).size, ids.length);
    const named = [...text.matchAll(/aria-(?:labelled|described)by="([^"]+)"/g)].flatMap(([, names]) =>
      names!.split(' '),
    );
    assert.deepEqual(
      named.filter((id) => !ids.includes(id)),
      [],
    );
    const elements =
      text.match(/<[a-z]+[^>]*(?:\srole=|\stabindex=|<summary|<dl)[^>]*>|<(?:summary|dl|section)\b[^>]*>/g) ?? [];
    assert.deepEqual(
      elements.filter((tag) => !/aria-(label|labelledby)="/.test(tag)),
      [],
    );
    // Each table opens by a button of its own name.
    assert.match(text, /<summary id="cost-open" aria-labelledby="cost-open cost-title">/);
    assert.match(text, /<dl class="tiles" aria-label="Last 90 days">/);
  });

  it('says in words where there is nothing to measure', () => {
    const text = shown(pageOf([row({ requests: 1 })]), 30, 600);
    assert.match(text, /<dd><span aria-hidden="true">–<\/span><span class="unseen">nothing to measure<\/span><\/dd>/);
    assert.doesNotMatch(text, />–<\/(dd|td)>/);
  });

  it('speaks the user’s language', () => {
    l10n.config({ contents: { Usage: 'Verbrauch', 'Last {0} days': 'Letzte {0} Tage' } });
    const text = headView({ ...pageOf([]), locale: 'de' }, 30).text;
    l10n.config({ contents: {} });
    assert.match(text, /Verbrauch.*Letzte 30 Tage/s);
    assert.equal(formatsOf('de').count(1_234), '1.234');
  });

  it('has axes of round steps beyond the highest value', () => {
    assert.deepEqual(ticks(1), [0, 0.25, 0.5, 0.75, 1]);
    assert.deepEqual(ticks(97), [0, 25, 50, 75, 100]);
    assert.deepEqual(ticks(0.0031), [0, 0.001, 0.002, 0.003, 0.004]);
    assert.deepEqual(ticks(2, 1), [0, 1, 2]);
    assert.deepEqual(ticks(10, 1), [0, 5, 10]);
    assert.deepEqual(ticks(0), [0, 1]);
  });
});
