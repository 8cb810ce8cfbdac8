import assert from 'node:assert/strict';
import { DeclarationIndex } from '../../../../src/context/index/declarationIndex.ts';
import { drained, steps } from '../../../support/work.ts';
import { file, indexOfFiles } from '../files.ts';

describe('DeclarationIndex', () => {
  it('has a file in its last version', () => {
    const declarationIndex = indexOfFiles({ 'a.ts': 'let parcel = 1;' });
    drained(declarationIndex.put(file('a.ts', 'let letter = 1;', 2)));
    assert.equal(declarationIndex.has('file:///a.ts', 2), true);
    assert.equal(declarationIndex.has('file:///a.ts', 1), false);
    assert.equal(declarationIndex.table.idOf('parcel'), -1);
    assert.equal(declarationIndex.table.filesWith(declarationIndex.table.idOf('letter')), 1);
  });

  it('has the old version until the new one is cut', () => {
    const declarationIndex = indexOfFiles({ 'a.ts': 'let parcel = 1;' });
    const work = declarationIndex.put(file('a.ts', 'let letter = 1;', 2));
    work.next();
    assert.equal(declarationIndex.has('file:///a.ts', 1), true);
  });

  it('removes a file, and the names that no other file has', () => {
    const declarationIndex = indexOfFiles({ 'a.ts': 'let parcel = size;', 'b.ts': 'let letter = size;' });
    declarationIndex.remove('file:///a.ts');
    assert.equal(declarationIndex.has('file:///a.ts'), false);
    assert.equal(declarationIndex.table.idOf('parcel'), -1);
    assert.equal(declarationIndex.table.filesWith(declarationIndex.table.idOf('size')), 1);
    drained(declarationIndex.removeAll());
    assert.deepEqual([declarationIndex.size, declarationIndex.table.size], [0, 0]);
  });

  it('removes all files in steps', () => {
    const declarationIndex = indexOfFiles(
      Object.fromEntries([...Array(40).keys()].map((at) => [`a${at}.ts`, `let name${at} = 1;`])),
    );
    assert.ok(steps(declarationIndex.removeAll()) >= 5);
    assert.equal(declarationIndex.size, 0);
  });

  it('removes the least recently used files first', () => {
    const declarationIndex = new DeclarationIndex(6_000);
    const text = (name: string) => `export function ${name}() {\n  return ${name};\n}\n`;
    for (const name of ['one', 'two']) drained(declarationIndex.put(file(`${name}.ts`, text(name))));
    declarationIndex.get('file:///one.ts');
    for (const name of ['three', 'four', 'five']) {
      drained(declarationIndex.put(file(`${name}.ts`, text(name))));
      declarationIndex.get('file:///one.ts');
    }
    assert.equal(declarationIndex.has('file:///one.ts'), true);
    assert.equal(declarationIndex.has('file:///two.ts'), false);
    assert.equal(declarationIndex.table.idOf('two'), -1);
  });

  it('adds no file that is larger than its bound', () => {
    const declarationIndex = new DeclarationIndex(1_000);
    drained(declarationIndex.put(file('a.ts', 'let parcel = 1;\n'.repeat(100))));
    assert.deepEqual([declarationIndex.size, declarationIndex.table.size], [0, 0]);
  });
});
