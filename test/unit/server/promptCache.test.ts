import assert from 'node:assert/strict';
import { PromptCache } from '../../server/promptCache.ts';
import { countTokens } from '../../server/tokens.ts';

describe("the server's prompt cache", () => {
  const none = { cached: 0, maxCached: 0 };
  const lines = Array.from({ length: 30 }, (_, index) => `const value${index} = read(${index});\n`);
  const prompt = lines.join('');

  it('bills the longest beginning of any recent prompt of the key as cached', () => {
    const cache = new PromptCache();
    assert.deepEqual(cache.cachedTokens('key', prompt, ''), none);
    assert.deepEqual(cache.cachedTokens('key', 'other', ''), none);
    const tokens = countTokens(prompt);
    // The border of suffix and prompt is a token.
    const cached = Math.floor((tokens + 1) / 64) * 64;
    assert.ok(cached > 128);
    assert.deepEqual(cache.cachedTokens('key', `${prompt}next`, ''), { cached, maxCached: tokens });
    assert.deepEqual(cache.cachedTokens('other key', prompt, ''), none);
    assert.deepEqual(cache.cachedTokens(null, prompt, ''), none);
  });

  it('bills at most the tokens of the prompt', () => {
    const cache = new PromptCache();
    const text = 'a '.repeat(63).trim();
    cache.cachedTokens('key', text, '');
    const { cached } = cache.cachedTokens('key', text, '');
    assert.ok(cached <= countTokens(text));
  });

  it('bills nothing as cached if the suffix has another beginning', () => {
    const cache = new PromptCache();
    cache.cachedTokens('key', prompt, 'one\n');
    assert.deepEqual(cache.cachedTokens('key', prompt, 'two\n'), { cached: 0, maxCached: countTokens(prompt) });
  });
});
