import assert from 'node:assert/strict';
import { likenessOf } from '../../../../src/context/selection/likeness.ts';
import { SymbolTable } from '../../../../src/context/index/symbolTable.ts';
import { drained } from '../../../support/work.ts';

/** Names by their likeness to those around the cursor, most alike first. */
function ranked(names: readonly string[], around: Readonly<Record<string, number>>): [string, number][] {
  const table = new SymbolTable();
  const ids = names.map((name) => table.added(name));
  const surroundings = { weights: new Map(Object.entries(around)), endLine: 0, text: '' };
  const found = drained(likenessOf(ids, table, surroundings));
  return ids.map((id): [string, number] => [table.nameOf(id), found.get(id)!]).sort((a, b) => b[1] - a[1]);
}

describe('likenessOf', () => {
  it('puts names with the words of the names around the cursor first', () => {
    const [first, second] = ranked(['open', 'InvoiceLine', 'retry'], { createInvoice: 1 });
    assert.equal(first![0], 'InvoiceLine');
    assert.equal(second![1], 0);
  });

  it('counts a word that many names have less than a rare one', () => {
    const getters = Array.from({ length: 20 }, (_, at) => `get${'abcdefghijklmnopqrst'[at]!.repeat(4)}`);
    assert.equal(ranked([...getters, 'parcel'], { getParcel: 1 })[0]![0], 'parcel');
  });

  it('counts nearer names more', () => {
    const [first] = ranked(['farAway', 'closeBy', 'other'], { far: 0.1, close: 1 });
    assert.equal(first![0], 'closeBy');
  });

  it('stays from 0 to 1', () => {
    for (const [, likeness] of ranked(['x', 'parcel', 'parcels', 'ParcelParcel'], { parcel: 1 })) {
      assert.ok(likeness >= 0 && likeness <= 1);
    }
  });
});
