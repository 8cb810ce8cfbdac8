import assert from 'node:assert/strict';
import { cacheKeyOf } from '../../../../src/completion/vscode/cacheKey.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import { storage } from '../../../support/storage.ts';

describe('cacheKeyOf', () => {
  it('is random, and the same for a workspace whenever it is opened', () => {
    const kept = storage();
    const key = cacheKeyOf(kept, systemClock);
    assert.match(key, /^[0-9a-f]{8}$/);
    assert.equal(cacheKeyOf(kept, systemClock), key);
    assert.notEqual(cacheKeyOf(storage(), systemClock), key);
  });
});
