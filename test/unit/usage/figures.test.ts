import assert from 'node:assert/strict';
import { dayAfter, dayOf } from '../../../src/base/day.ts';
import { toCsv, toJson } from '../../../src/usage/export.ts';
import { budgetState, costOf, figuresOf, tokensOf } from '../../../src/usage/figures.ts';
import { latencyOf, latencyWithin } from '../../../src/usage/latency.ts';
import { UsageRows } from '../../../src/usage/rows.ts';
import { row } from './usageRows.ts';

describe('usage figures', () => {
  it('have the cost at the list price, cached tokens at a tenth', () => {
    const told = row({ promptTokens: 3_000, cachedTokens: 1_000, outputTokens: 100 });
    assert.equal(costOf(told).toFixed(7), ((2_000 * 0.3 + 1_000 * 0.03 + 100 * 0.9) / 1e6).toFixed(7));
    const estimated = row({ estimatedPromptTokens: 3_000, estimatedOutputTokens: 100 });
    assert.equal(costOf(estimated).toFixed(7), ((3_000 * 0.3 + 100 * 0.9) / 1e6).toFixed(7));
  });

  it('count a model of unknown price at Codestral’s, and say so', () => {
    const figures = figuresOf([
      row({ promptTokens: 1_000_000 }),
      row({ promptTokens: 2_000_000 }, { model: 'my-own' }),
    ]);
    assert.equal(figures.cost.toFixed(6), '0.900000');
    assert.equal(figures.assumedCost.toFixed(6), '0.600000');
    assert.equal(tokensOf(figures), 3_000_000);
  });

  it('do not depend on the order of adding', () => {
    const rows = [
      row({ requests: 1, latency: latencyOf(120) }),
      row({ shown: 2 }, { language: 'go' }),
      row({ requests: 4, latency: latencyOf(9_000) }),
    ];
    const left = new UsageRows([...new UsageRows(rows.slice(0, 2)).all, rows[2]!]);
    const right = new UsageRows([...new UsageRows(rows.slice(1)).all, rows[0]!]);
    assert.deepEqual(left.sorted, right.sorted);
    assert.deepEqual(left.sorted, new UsageRows(rows).sorted);
  });

  it('say within which time a share of the requests had text', () => {
    const latency = [90, 220, 220, 280].map(latencyOf);
    const all = figuresOf(latency.map((one) => row({ latency: one }))).latency;
    assert.equal(latencyWithin(0.5, all), 250);
    assert.equal(latencyWithin(0.9, all), 300);
    assert.equal(latencyWithin(0.5, latencyOf(60_000)), Infinity);
    assert.equal(latencyWithin(0.5, row({}).latency), null);
  });

  it('know days by the user’s time zone, across months and years', () => {
    assert.equal(dayOf(new Date(2026, 0, 1, 0, 0, 1).getTime()), '2026-01-01');
    assert.equal(dayOf(new Date(2026, 11, 31, 23, 59).getTime()), '2026-12-31');
    assert.equal(dayAfter('2026-12-31', 1), '2027-01-01');
    assert.equal(dayAfter('2028-03-01', -1), '2028-02-29');
  });
});

describe('the budget', () => {
  for (const [spent, budget, state] of [
    [100, null, 'within'],
    [7.99, 10, 'within'],
    [8, 10, 'near'],
    [9.99, 10, 'near'],
    [10, 10, 'spent'],
    [11, 10, 'spent'],
  ] as const) {
    it(`is ${state} at ${spent} of ${String(budget)} dollars`, () => assert.equal(budgetState(spent, budget), state));
  }
});

describe('the export', () => {
  const rows = [
    row({ requests: 2, promptTokens: 1_000, latency: latencyOf(120) }),
    row({ shown: 1 }, { language: 'a "b", c', model: '=SUM(A1)' }),
  ];

  it('is CSV that spreadsheets read, and do not run', () => {
    const lines = toCsv(rows).split('\r\n');
    assert.match(lines[0]!, /^day,language,model,requests,.*,dollars,firstTextWithin100ms,.*,firstTextLater$/);
    assert.match(lines[1]!, /^2026-11-23,typescript,codestral-latest,2,.*,0\.0003,0,1,0/);
    assert.match(lines[2]!, /^2026-11-23,"a ""b"", c",'=SUM\(A1\),0,/);
    assert.equal(lines[0]!.split(',').length, lines[1]!.split(',').length);
    assert.equal(lines[3], '');
  });

  it('is JSON', () => {
    const { rows: read } = JSON.parse(toJson(rows)) as { rows: object[] };
    assert.deepEqual(read, [
      { ...rows[0], dollars: 0.0003 },
      { ...rows[1], dollars: 0 },
    ]);
  });
});
