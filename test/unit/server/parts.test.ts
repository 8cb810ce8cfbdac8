import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readCorpus } from '../../server/model/corpus.ts';
import { latencySource, REALISTIC_LATENCY } from '../../server/latency.ts';
import { countTokens, tokenize } from '../../server/tokens.ts';
import { holds } from '../../support/property.ts';

describe('tokenize', () => {
  it('loses no character of any text', async () => {
    await holds([fc.string({ unit: 'binary' })], (text) => assert.equal(tokenize(text).join(''), text));
    const broken = 'a\ud800b\udc00\0\r\n\t\r';
    assert.equal(tokenize(broken).join(''), broken);
  });

  it('makes tokens of about four characters of code', () => {
    const code =
      'export function findById(parcels: readonly Parcel[], id: string): Parcel {\n  return parcels[0];\n}\n';
    const perToken = code.length / countTokens(code);
    assert.ok(perToken > 3 && perToken < 5, String(perToken));
  });
});

describe('latencySource', () => {
  const draw = (seed: number) => {
    const next = latencySource(REALISTIC_LATENCY, seed);
    return Array.from({ length: 1000 }, () => next().first);
  };

  it('spreads the first token around its median', () => {
    const drawn = draw(1).sort((a, b) => a - b);
    const median = drawn[500] ?? 0;
    assert.ok(Math.abs(median - REALISTIC_LATENCY.firstToken) < 20, String(median));
    assert.ok((drawn[0] ?? 0) > 50 && (drawn[999] ?? 0) < 1000);
  });

  it('repeats itself with the same seed only', () => {
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });
});

describe('readCorpus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  after(() => rmSync(folder, { recursive: true }));

  it('reads source files of all subfolders in the order of their names', () => {
    mkdirSync(join(folder, 'lib'));
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'main.py'), 'main');
    writeFileSync(join(folder, 'lib', 'ä.ts'), 'ä');
    writeFileSync(join(folder, 'node_modules', 'other.js'), 'other');
    writeFileSync(join(folder, 'README.md'), 'prose');
    writeFileSync(join(folder, 'image.png'), 'a\0b');
    writeFileSync(join(folder, 'huge.json'), 'x'.repeat(600 * 1024));
    assert.deepEqual(
      [...readCorpus(folder)],
      [
        [join(folder, 'lib', 'ä.ts'), 'ä'],
        [join(folder, 'main.py'), 'main'],
      ],
    );
  });
});
