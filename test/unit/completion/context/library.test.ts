import assert from 'node:assert/strict';
import { Library } from '../../../../src/completion/context/library.ts';
import { drained } from './drained.ts';
import { file, libraryOf } from './files.ts';
import { steps } from './steps.ts';

describe('Library', () => {
  it('holds a file in its last version', () => {
    const library = libraryOf({ 'a.ts': 'let parcel = 1;' });
    drained(library.put(file('a.ts', 'let letter = 1;', 2)));
    assert.equal(library.has('file:///a.ts', 2), true);
    assert.equal(library.has('file:///a.ts', 1), false);
    assert.equal(library.table.idOf('parcel'), -1);
    assert.equal(library.table.filesWith(library.table.idOf('letter')), 1);
  });

  it('holds the old version until the new one is cut', () => {
    const library = libraryOf({ 'a.ts': 'let parcel = 1;' });
    const work = library.put(file('a.ts', 'let letter = 1;', 2));
    work.next();
    assert.equal(library.has('file:///a.ts', 1), true);
  });

  it('forgets a file, and the names that no other one has', () => {
    const library = libraryOf({ 'a.ts': 'let parcel = size;', 'b.ts': 'let letter = size;' });
    library.remove('file:///a.ts');
    assert.equal(library.has('file:///a.ts'), false);
    assert.equal(library.table.idOf('parcel'), -1);
    assert.equal(library.table.filesWith(library.table.idOf('size')), 1);
    drained(library.removeAll());
    assert.deepEqual([library.size, library.table.size], [0, 0]);
  });

  it('forgets all files in steps', () => {
    const library = libraryOf(
      Object.fromEntries([...Array(40).keys()].map((at) => [`a${at}.ts`, `let name${at} = 1;`])),
    );
    assert.ok(steps(library.removeAll()) >= 5);
    assert.equal(library.size, 0);
  });

  it('forgets those first that were of no use for longest', () => {
    const library = new Library(6_000);
    const text = (name: string) => `export function ${name}() {\n  return ${name};\n}\n`;
    for (const name of ['one', 'two']) drained(library.put(file(`${name}.ts`, text(name))));
    library.get('file:///one.ts');
    for (const name of ['three', 'four', 'five']) {
      drained(library.put(file(`${name}.ts`, text(name))));
      library.get('file:///one.ts');
    }
    assert.equal(library.has('file:///one.ts'), true);
    assert.equal(library.has('file:///two.ts'), false);
    assert.equal(library.table.idOf('two'), -1);
  });

  it('takes no file that is larger than all it may keep', () => {
    const library = new Library(1_000);
    drained(library.put(file('a.ts', 'let parcel = 1;\n'.repeat(100))));
    assert.deepEqual([library.size, library.table.size], [0, 0]);
  });
});
