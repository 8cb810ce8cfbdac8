import assert from 'node:assert/strict';
import { fit } from '../../../../src/completion/fit/fit.ts';
import { opensBlock } from '../../../../src/language/blocks.ts';
import { place } from '../../../support/place.ts';

describe('a text in a line of 200,000 characters', () => {
  const data = 'f(a, [1, 2]); '.repeat(14_286);

  it('fits the closers around the cursor', () => {
    const context = place(`${data}call(█);\n`, { language: 'javascript' });
    const fitted = fit('one, two);', context)!;
    assert.deepEqual([fitted.text, fitted.replaces], ['one, two);', 2]);
  });

  it('continues the indentation of its line', () => {
    const context = place(`    ${data}if (a) {█\n    }\n`, { language: 'javascript' });
    assert.equal(fit('\n      b();', context)?.text, '\n      b();');
    assert.equal(opensBlock(`${data}if (a) {`, 'javascript'), true);
  });
});
