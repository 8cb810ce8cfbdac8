import assert from 'node:assert/strict';
import { folderOf, joined, nameOf } from '../../../../src/context/sources/path.ts';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { calls } from '../../../support/calls.ts';
import { drained, steps } from '../../../support/work.ts';

describe('Paths', () => {
  const paths = new Paths(['a.ts', 'src/a.ts', 'src/deep/b.ts', 'lib/src/a.ts']);

  it('finds files by path, folder and the end of a path', () => {
    assert.equal(paths.has('src/a.ts'), true);
    assert.equal(paths.has('src/b.ts'), false);
    assert.deepEqual(paths.inFolder(''), ['a.ts']);
    assert.deepEqual(paths.endingWith('src/a.ts'), ['src/a.ts', 'lib/src/a.ts']);
    assert.deepEqual(paths.foldersEndingWith('src'), ['src', 'lib/src']);
  });

  it('finds the end of a path by its folder where thousands have the name, or by its name where thousands have the folder', () => {
    const named = new Paths(Array.from({ length: 5_000 }, (_, at) => `packages/p${at}/index.ts`));
    const placed = new Paths(Array.from({ length: 5_000 }, (_, at) => `packages/p${at}/src/a${at}.ts`));
    const looks = calls(String.prototype, 'endsWith', () => {
      assert.deepEqual(named.endingWith('p7/index.ts'), ['packages/p7/index.ts']);
      assert.deepEqual(named.endingWith('p7/main.ts'), []);
      assert.deepEqual(placed.endingWith('src/a7.ts'), ['packages/p7/src/a7.ts']);
      assert.deepEqual(named.foldersEndingWith('packages/p7'), ['packages/p7']);
    });
    assert.ok(looks <= 10, String(looks));
    named.remove('packages/p7/index.ts');
    assert.deepEqual(named.endingWith('p7/index.ts'), []);
    assert.deepEqual(named.foldersEndingWith('p7'), []);
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
    drained(some.removeFolder('src/deep'));
    assert.deepEqual([some.size, some.has('src/deep/b.ts'), some.has('src/deeper/c.ts')], [3, false, true]);
    assert.deepEqual([some.hasFolder('src/deep'), some.hasFolder('src')], [false, true]);
    drained(some.removeFolder('src'));
    assert.deepEqual([some.size, some.endingWith('c.ts'), some.has('a.ts')], [1, [], true]);
    assert.equal(some.hasFolder('src'), false);
  });

  it('forgets a folder of thousands in steps', () => {
    const some = new Paths(Array.from({ length: 20_000 }, (_, at) => `src/a${at}.ts`));
    assert.ok(steps(some.removeFolder('src')) >= 90);
    assert.equal(some.size, 0);
  });

  it('takes a path apart and puts it together', () => {
    assert.deepEqual([folderOf('a/b/c.ts'), nameOf('a/b/c.ts'), folderOf('c.ts')], ['a/b', 'c.ts', '']);
    assert.equal(joined('a/b', '../c/./d.ts'), 'a/c/d.ts');
    assert.equal(joined('a', '../../d.ts'), null);
  });
});
