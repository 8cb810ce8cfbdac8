import assert from 'node:assert/strict';
import { dollars } from '../../../src/editor/dollars.ts';

describe('dollars', () => {
  const cases: [number, string][] = [
    [0, '$0.00'],
    [9e-7, '$0.0000009'],
    [0.00314, '$0.0031'],
    [0.5, '$0.50'],
    [9, '$9.00'],
    [1234.5, '$1,234.50'],
  ];
  for (const [amount, text] of cases) it(`are ${text}`, () => assert.equal(dollars(amount), text));
});
