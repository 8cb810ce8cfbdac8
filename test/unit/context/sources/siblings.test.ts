import assert from 'node:assert/strict';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { siblingsOf } from '../../../../src/context/sources/siblings.ts';
import { drained, steps } from '../../../support/work.ts';

/** A file, other files, and the first sibling. */
const counterparts: readonly [path: string, others: string[], first: string][] = [
  [
    'src/a/store.ts',
    ['src/a/other.ts', 'test/unit/a/store.test.ts', 'test/unit/b/store.test.ts'],
    'test/unit/a/store.test.ts',
  ],
  ['test/unit/a/store.test.ts', ['src/a/store.ts', 'src/b/store.ts', 'test/unit/a/x.test.ts'], 'src/a/store.ts'],
  ['app/store.py', ['app/a.py', 'tests/test_store.py'], 'tests/test_store.py'],
  ['pkg/store_test.go', ['pkg/a.go', 'pkg/store.go'], 'pkg/store.go'],
  ['src/Store.java', ['src/A.java', 'test/StoreTest.java'], 'test/StoreTest.java'],
  ['src/store.cpp', ['src/a.cpp', 'include/store.h'], 'include/store.h'],
  ['src/Panel.tsx', ['src/Other.tsx', 'src/Panel.module.css'], 'src/Panel.module.css'],
];

describe('siblingsOf', () => {
  for (const [path, others, first] of counterparts) {
    it(`puts ${first} first for ${path}`, () => {
      const [sibling] = drained(siblingsOf(path, new Paths([path, ...others])));
      assert.deepEqual(sibling, { path: first, weight: 1 });
    });
  }

  it('continues with files of the folder with the same extension, those with like names first', () => {
    const paths = new Paths(['src/parcelStore.ts', 'src/a.ts', 'src/parcelView.ts', 'src/a.css', 'lib/b.ts']);
    const found = drained(siblingsOf('src/parcelStore.ts', paths)).map(({ path }) => path);
    assert.deepEqual(found, ['src/parcelView.ts', 'src/a.ts']);
  });

  it('returns no more than the maximum, and never the file itself', () => {
    const paths = new Paths(Array.from({ length: 20 }, (_, at) => `src/a${at}.ts`));
    const found = drained(siblingsOf('src/a0.ts', paths, 3)).map(({ path }) => path);
    assert.equal(found.length, 3);
    assert.ok(!found.includes('src/a0.ts'));
  });

  it('takes many steps for a folder of thousands of files, and for thousands with one name', () => {
    const folder = new Paths(Array.from({ length: 20_000 }, (_, at) => `src/a${at}.ts`));
    assert.ok(steps(siblingsOf('src/a0.ts', folder)) >= 90);
    const named = new Paths(Array.from({ length: 20_000 }, (_, at) => `src/a${at}/index.ts`));
    assert.ok(steps(siblingsOf('src/a0/index.test.ts', named)) >= 90);
  });
});
