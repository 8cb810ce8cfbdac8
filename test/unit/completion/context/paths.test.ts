import assert from 'node:assert/strict';
import { folderOf, joined, nameOf, Paths } from '../../../../src/completion/context/paths.ts';
import { calls } from './calls.ts';

describe('Paths', () => {
  const paths = new Paths(['a.ts', 'src/a.ts', 'src/deep/b.ts', 'lib/src/a.ts']);

  it('finds files by path, folder and the end of a path', () => {
    assert.equal(paths.has('src/a.ts'), true);
    assert.equal(paths.has('src/b.ts'), false);
    assert.deepEqual(paths.inFolder(''), ['a.ts']);
    assert.deepEqual(paths.endingWith('src/a.ts'), ['src/a.ts', 'lib/src/a.ts']);
    assert.deepEqual(paths.foldersEndingWith('src'), ['src', 'lib/src']);
  });

  it('forgets what is removed', () => {
    const some = new Paths(['src/a.ts', 'src/b.ts']);
    some.remove('src/a.ts');
    some.remove('src/none.ts');
    assert.equal(some.has('src/a.ts'), false);
    assert.deepEqual(some.endingWith('a.ts'), []);
    assert.deepEqual(some.inFolder('src'), ['src/b.ts']);
  });

  it('forgets a folder with all that is in it, and counts what is left', () => {
    const some = new Paths(['src/a.ts', 'src/deep/b.ts', 'src/deeper/c.ts', 'a.ts', 'a.ts']);
    assert.equal(some.size, 4);
    some.remove('src/deep');
    assert.deepEqual([some.size, some.has('src/deep/b.ts'), some.has('src/deeper/c.ts')], [3, false, true]);
    some.remove('src');
    some.remove('src');
    assert.deepEqual([some.size, some.endingWith('c.ts'), some.has('a.ts')], [1, [], true]);
  });

  it('looks at no other path to forget what it does not know', () => {
    const some = new Paths(Array.from({ length: 2_000 }, (_, at) => `src/a${at}/b.ts`));
    const looks = calls(String.prototype, 'startsWith', () => {
      for (let at = 0; at < 100; at++) some.remove(`dist/a${at}.js`);
    });
    assert.equal(looks, 0);
  });

  it('takes a path apart and puts it together', () => {
    assert.deepEqual([folderOf('a/b/c.ts'), nameOf('a/b/c.ts'), folderOf('c.ts')], ['a/b', 'c.ts', '']);
    assert.equal(joined('a/b', '../c/./d.ts'), 'a/c/d.ts');
    assert.equal(joined('a', '../../d.ts'), null);
  });
});
