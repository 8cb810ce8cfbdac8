import assert from 'node:assert/strict';
import { dayAfter, dayOf } from '../../../src/base/day.ts';
import { toCsv, toJson } from '../../../src/usage/export.ts';
import { budgetState, costText, figuresOf, sumOf, tokensOf } from '../../../src/usage/figures.ts';
import { latencyOf, latencyWithin } from '../../../src/usage/latency.ts';
import { type UsageRow, UsageRows } from '../../../src/usage/rows.ts';
import { priced, row } from './usageRows.ts';

const costOf = (...rows: UsageRow[]) => figuresOf(priced(...rows)).cost.toFixed(7);

describe('usage figures', () => {
  it('have the cost at the list price, cached tokens at a tenth', () => {
    const told = row({ promptTokens: 3_000, cachedTokens: 1_000, outputTokens: 100 });
    assert.equal(costOf(told), ((2_000 * 0.3 + 1_000 * 0.03 + 100 * 0.9) / 1e6).toFixed(7));
    const estimated = row({ estimatedPromptTokens: 3_000, estimatedOutputTokens: 100 });
    assert.equal(costOf(estimated), ((3_000 * 0.3 + 100 * 0.9) / 1e6).toFixed(7));
  });

  it('have the cost of each model at its host', () => {
    const million = { promptTokens: 1_000_000 };
    assert.equal(costOf(row(million, { host: 'api.eu.mistral.ai' })), '0.3300000');
    assert.equal(costOf(row(million, { host: 'localhost:11434', model: 'qwen2.5-coder' })), '0.0000000');
    const cost = costOf(row(million), row(million, { host: 'api.us.mistral.ai' }), row(million, { host: '127.0.0.1' }));
    assert.equal(cost, '0.6300000');
  });

  it('leave out of the cost what has no known price, and say how many tokens that are', () => {
    const rows = priced(row({ promptTokens: 1_000_000 }), row({ promptTokens: 2_000_000 }, { model: 'my-own' }));
    const figures = figuresOf(rows);
    assert.equal(figures.cost.toFixed(6), '0.300000');
    assert.equal(figures.unpricedTokens, 2_000_000);
    assert.equal(tokensOf(figures), 3_000_000);
    const text = (...some: typeof rows) => costText(figuresOf(some), (dollars) => `$${dollars.toFixed(2)}`, 'unknown');
    assert.deepEqual([text(...rows), text(rows[0]!), text(rows[1]!), text()], ['≥ $0.30', '$0.30', 'unknown', '$0.00']);
    const sum = sumOf(figures, figures);
    assert.deepEqual([sum.cost.toFixed(6), sum.unpricedTokens], ['0.600000', 4_000_000]);
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
    const all = figuresOf(priced(...latency.map((one) => row({ latency: one })))).latency;
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
  const rows = priced(
    row({ requests: 2, promptTokens: 1_000, latency: latencyOf(120) }),
    row({ shown: 1 }, { language: 'a "b", c', model: '=SUM(A1)' }),
  );

  it('is CSV that spreadsheets read, and do not run', () => {
    const lines = toCsv(rows).split('\r\n');
    assert.match(lines[0]!, /^day,language,model,host,requests,.*,dollars,firstTextWithin100ms,.*,firstTextLater$/);
    assert.match(lines[1]!, /^2026-11-23,typescript,codestral-latest,api\.mistral\.ai,2,.*,0\.0003,0,1,0/);
    assert.match(lines[2]!, /^2026-11-23,"a ""b"", c",'=SUM\(A1\),api\.mistral\.ai,0,.*,0,0,,0,0/);
    assert.equal(lines[0]!.split(',').length, lines[1]!.split(',').length);
    assert.equal(lines[3], '');
  });

  it('is JSON', () => {
    const { rows: read } = JSON.parse(toJson(rows)) as { rows: object[] };
    assert.deepEqual(read, [
      { ...rows[0], dollars: 0.0003 },
      { ...rows[1], dollars: null },
    ]);
  });
});
