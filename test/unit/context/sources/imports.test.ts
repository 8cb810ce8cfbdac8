import assert from 'node:assert/strict';
import { importedFiles, importsOf, resolveImport } from '../../../../src/context/sources/imports.ts';
import { collector } from '../../../bench/costs/costs.ts';
import { Paths } from '../../../../src/context/sources/paths.ts';
import { drained, steps } from '../../../support/work.ts';

/** Language, text, and its imports. */
const texts: readonly [language: string, text: string, found: string[]][] = [
  ['constructor', 'abc', []],
  [
    'typescript',
    "import { a } from './a.ts';\nexport * from '../b';\nimport './c.css';",
    ['./a.ts', '../b', './c.css'],
  ],
  ['typescript', "import {\n  a,\n  b,\n} from './a';\nconst d = await import('./d');", ['./a', './d']],
  ['javascript', "const a = require('./a');\nconst b = require(name);", ['./a']],
  ['python', 'import os, a.b as c\nfrom .store import Parcel', ['os', 'a.b', '.store', '.store.Parcel']],
  ['python', 'from . import (\n    one,\n    two,\n)', ['.', '.one', '.two']],
  ['go', 'import "fmt"\n\nimport (\n\tx "example.com/app/store"\n)', ['fmt', 'example.com/app/store']],
  ['rust', 'pub(in crate::a) mod parse;\npub(\nx) mod b;', ['self::parse']],
  ['rust', 'mod parse;\nuse crate::store::Parcel;', ['self::parse', 'crate::store::Parcel']],
  ['java', 'import static a.b.C;\nimport a.b.D;', ['a.b.C', 'a.b.D']],
  ['cpp', '#include "store.h"\n#include <vector>', ['store.h', 'vector']],
  ['css', "@import url('base.css');", ['base.css']],
  ['plaintext', "import a from './a'", []],
];

/** The importing file, its language, the import, all files, and those that it means. */
const resolved: readonly [path: string, language: string, specifier: string, files: string[], found: string[]][] = [
  ['src/a.ts', 'typescript', './b', ['src/b.ts', 'b.ts'], ['src/b.ts']],
  ['src/a.ts', 'typescript', './b.js', ['src/b.ts'], ['src/b.ts']],
  ['src/a.ts', 'typescript', '../lib', ['lib/index.ts'], ['lib/index.ts']],
  ['src/a.ts', 'typescript', '@/store/b', ['src/store/b.ts'], ['src/store/b.ts']],
  ['src/a.ts', 'typescript', 'react', ['src/react.ts'], []],
  ['src/a.ts', 'typescript', '../../b', ['b.ts'], []],
  ['app/a.py', 'python', '.store', ['app/store.py', 'store.py'], ['app/store.py']],
  ['app/sub/a.py', 'python', '..store', ['app/store.py'], ['app/store.py']],
  ['app/a.py', 'python', 'app.store', ['app/store.py'], ['app/store.py']],
  ['app/a.py', 'python', 'app.models', ['app/models/__init__.py'], ['app/models/__init__.py']],
  ['app/a.py', 'python', 'os', ['tools/os.py'], []],
  [
    'cmd/a.go',
    'go',
    'example.com/app/store',
    ['app/store/b.go', 'app/store/c.go', 'd.go'],
    ['app/store/b.go', 'app/store/c.go'],
  ],
  ['src/main.rs', 'rust', 'crate::store::Parcel', ['src/store.rs'], ['src/store.rs']],
  ['src/main.rs', 'rust', 'self::parse', ['src/parse/mod.rs'], ['src/parse/mod.rs']],
  ['src/a/A.java', 'java', 'a.B', ['src/a/B.java'], ['src/a/B.java']],
  ['src/a.cpp', 'cpp', 'a.h', ['include/a.h'], ['include/a.h']],
  ['src/a.cpp', 'cpp', 'b.h', ['src/b.h', 'other/b.h'], ['src/b.h']],
];

describe('importsOf', () => {
  for (const [language, text, found] of texts) {
    it(`reads ${language}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(importsOf(text, language), found);
    });
  }

  it('keeps no text in memory for the specifiers', () => {
    const collect = collector();
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    const kept = Array.from({ length: 20 }, (_, at) => {
      const text = `import './a/path/to/file${at}.ts';\n${'x'.repeat(1_000_000)}`;
      return importsOf(text, 'typescript');
    });
    const grown = heap() - before;
    assert.equal(kept.length, 20);
    assert.ok(grown < 5_000_000, `${grown} bytes`);
  });
});

describe('resolveImport', () => {
  for (const [path, language, specifier, files, found] of resolved) {
    it(`finds ${specifier} from ${path} among ${files.join(', ')}`, () => {
      assert.deepEqual(resolveImport(specifier, path, language, new Paths([path, ...files])), found);
    });
  }
});

describe('importedFiles', () => {
  it('finds each file once, with a step for each import', () => {
    const head = Array.from({ length: 40 }, (_, at) => `import a${at} from 'lib${at}/part';`).join('\n');
    const paths = new Paths(['src/a.ts', 'src/b.ts', 'src/c.ts']);
    const text = `import b from './b';\n${head}\nimport { b } from './b.ts';\nimport './c';`;
    assert.deepEqual(drained(importedFiles(text, 'src/a.ts', 'typescript', paths)), ['src/b.ts', 'src/c.ts']);
    assert.ok(steps(importedFiles(text, 'src/a.ts', 'typescript', paths)) >= 40);
  });
});
