import assert from 'node:assert/strict';
import { importersOf } from '../../../../src/context/sources/importers.ts';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { calls } from '../../../support/calls.ts';
import { drained, steps } from '../../../support/work.ts';

function importing(path: string, language: string, ...specifiers: string[]) {
  return { uri: `file:///${path}`, path, language, specifiers };
}

/** A file, and a file that imports it. */
const imports: readonly [path: string, importer: ReturnType<typeof importing>][] = [
  ['src/store.ts', importing('src/app.ts', 'typescript', './other.ts', './store.js')],
  ['src/a.ts', importing('src/app.ts', 'typescript', './a')],
  ['src/store.test.ts', importing('src/all.ts', 'typescript', './store.test.ts')],
  ['.eslintrc.ts', importing('tools/lint.ts', 'typescript', '../.eslintrc')],
  ['src/context/index.ts', importing('src/app.ts', 'typescript', './context')],
  ['src/context/index.ts', importing('src/context/a.ts', 'typescript', '.')],
  ['src/context/index.ts', importing('src/context/deep/a.ts', 'typescript', '..')],
  ['index.ts', importing('src/app.ts', 'typescript', '../index')],
  ['app/store/__init__.py', importing('app/main.py', 'python', 'app.store')],
  ['app/store/__init__.py', importing('app/store/a.py', 'python', '.')],
  ['app/store.py', importing('app/main.py', 'python', '.store')],
  ['internal/store/read.go', importing('cmd/main.go', 'go', 'example.com/shop/internal/store')],
  ['src/store/mod.rs', importing('src/main.rs', 'rust', 'self::store')],
  ['src/com/shop/Store.java', importing('src/com/shop/app/App.java', 'java', 'com.shop.Store')],
  ['include/store.h', importing('src/app.c', 'c', 'store.h')],
];

describe('importersOf', () => {
  for (const [path, importer] of imports) {
    it(`finds ${importer.path} for ${path}, by ${importer.specifiers.at(-1)!}`, () => {
      const paths = new Paths([path, importer.path, 'lib/other.ts']);
      const other = importing('lib/other.ts', 'typescript', './nothing');
      assert.deepEqual(drained(importersOf(path, [other, importer], paths)), [importer]);
    });
  }

  it('resolves no import of another name, also where the name begins with a dot', () => {
    const count = (path: string) => {
      const others = Array.from({ length: 200 }, (_, at) =>
        importing(`src/a${at}.ts`, 'typescript', ...Array.from({ length: 10 }, (__, to) => `lib${to}/part`)),
      );
      return calls(Paths.prototype, 'endingWith', () => {
        assert.deepEqual(drained(importersOf(path, others, new Paths([path]))), []);
      });
    };
    assert.equal(count('src/store.ts'), 0);
    assert.equal(count('.eslintrc.ts'), 0);
    assert.equal(count('src/a.ts'), 0);
  });

  it('takes a step for each import', () => {
    const others = Array.from({ length: 300 }, (_, at) => importing(`src/a${at}.ts`, 'typescript', 'lib/store'));
    assert.ok(steps(importersOf('src/store.ts', others, new Paths())) >= 300);
  });
});
