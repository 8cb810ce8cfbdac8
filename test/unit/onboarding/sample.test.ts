import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../../../src/onboarding/sample.ts';

const completed = readFileSync(join(import.meta.dirname, '../../fixtures/sample/sample.py'), 'utf8');

describe('the sample', () => {
  const { text, offset } = sample((words) => words);

  it('has the cursor in the first function, behind its indentation', () => {
    assert.match(text.slice(0, offset), /def total\(basket\):\n.*"""\n {4}$/);
    assert.equal(text[offset], '\n');
  });

  it('lacks just what the demo model knows', () => {
    const stub = '    raise NotImplementedError';
    const known = new Set(completed.split('\n'));
    const unknown = text.split('\n').filter((line) => !known.has(line));
    assert.deepEqual(unknown, ['    ', stub]);
    assert.ok(completed.split('\n').length > text.split('\n').length);
  });
});
