import assert from 'node:assert/strict';
import { SymbolTable } from '../../../../src/context/index/symbolTable.ts';

describe('SymbolTable', () => {
  it('counts the files with a name', () => {
    const table = new SymbolTable();
    const id = table.added('parcel');
    table.count(id);
    assert.equal(table.added('parcel'), id);
    table.count(id);
    assert.equal(table.filesWith(id), 2);
    assert.equal(table.nameOf(id), 'parcel');
  });

  it('forgets a name whose last file is gone, and uses its id again', () => {
    const table = new SymbolTable();
    const id = table.added('parcel');
    table.count(id);
    table.discount([id]);
    assert.equal(table.idOf('parcel'), -1);
    assert.equal(table.size, 0);
    assert.equal(table.added('letter'), id);
    assert.equal(table.nameOf(id), 'letter');
  });

  it('knows no name that was not added', () => {
    assert.equal(new SymbolTable().idOf('toString'), -1);
  });
});
