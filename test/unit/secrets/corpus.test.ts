import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maskSecrets } from '../../../src/secrets/secrets.ts';
import { drained } from '../../support/work.ts';
import { corpus, type Sample } from './corpus.ts';

const projectDir = join(import.meta.dirname, '../../..');
const mask = (text: string) => drained(maskSecrets(text));

const percent = (part: number, all: number) => `${((100 * part) / all).toFixed(1)} %`;

/** Packages of others that `npm ci` installs. Every tenth of their files is read. */
const packages = [
  '@azure',
  '@types/node',
  'eslint',
  'ws',
  'jsonwebtoken',
  'zod',
  'parse5',
  'undici-types',
  'marked',
  'mocha',
];
const step = 10;
const maxLinesOfFile = 3_000;
const maxLineLength = 1_000;

function othersCode(): string[] {
  return packages
    .flatMap((name) => {
      const folder = join(projectDir, 'node_modules', name);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      return files
        .filter((file) => /\.(?:js|mjs|cjs|ts|json|md|yml|py|sh)$/.test(file))
        .map((file) => join(folder, file));
    })
    .sort()
    .filter((_, index) => index % step === 0)
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => {
      const lines = text.split('\n');
      return lines.length <= maxLinesOfFile && lines.every(({ length }) => length <= maxLineLength);
    });
}

/** The syntaxes and lines whose secret is not masked in this text. */
function missed(samples: readonly Sample[], masked: readonly string[]): Sample[] {
  return samples.filter(({ secret }, index) => masked[index]!.includes(secret));
}

describe('the masks of snippets', () => {
  it('find 95 % of a corpus of 300 made-up secrets in 20 syntaxes', () => {
    assert.ok(corpus.length >= 300 && new Set(corpus.map(({ syntax }) => syntax)).size >= 20);
    const left = missed(
      corpus,
      corpus.map(({ line }) => mask(line)),
    );
    console.log(`      recall: ${percent(corpus.length - left.length, corpus.length)} of ${corpus.length} secrets`);
    const lines = left.map(({ syntax, line }) => `${syntax}: ${line}`).join('\n');
    if (process.env['INFILL_MISSED']) console.log(lines);
    assert.ok(left.length <= 0.05 * corpus.length, lines);
  });

  it('find the same wherever in a file they are: one below the other, at its end, among code', () => {
    const alone = corpus.map(({ line }) => mask(line));
    for (const between of ['\n', '\n\n', '\n// a comment\nconst a = f(b);\n']) {
      const masked = mask(corpus.map(({ line }) => line).join(between)).split(between);
      assert.deepEqual(masked, alone);
    }
  });

  it("mask at most 5 lines of 30,000 of others' code", () => {
    const files = othersCode();
    const lines = files.flatMap((text) => text.split('\n')).length;
    const changed = files.flatMap((text) => {
      const after = mask(text).split('\n');
      return text.split('\n').filter((line, at) => line !== after[at]);
    });
    console.log(`      false alarms: ${changed.length} of ${lines} lines`);
    if (process.env['INFILL_MISSED']) console.log(changed.join('\n'));
    assert.ok(lines >= 30_000, `${lines} lines`);
    assert.ok(changed.length <= (5 * lines) / 30_000, changed.join('\n'));
  });
});
