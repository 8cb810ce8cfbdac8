import assert from 'node:assert/strict';
import { PromptCache } from '../../server/promptCache.ts';
import { countTokens } from '../../server/tokens.ts';

describe("the server's prompt cache", () => {
  it('bills as cached the longest beginning that any recent prompt of the key has', () => {
    const cache = new PromptCache();
    const [one, two] = ['alpha beta gamma', 'delta epsilon'];
    assert.equal(cache.cachedTokens('key', one), 0);
    assert.equal(cache.cachedTokens('key', two), 0);
    assert.equal(cache.cachedTokens('key', `${one} zeta`), countTokens(one));
    assert.equal(cache.cachedTokens('other', one), 0);
    assert.equal(cache.cachedTokens(null, one), 0);
  });
});
