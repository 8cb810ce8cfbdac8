import assert from 'node:assert/strict';
import { type UserPrices, priceAt } from '../../../src/mistral/prices.ts';

const price = (input: number, cached: number, output: number) => ({ input, cached, output });
const rounded = (host: string, model: string, own: UserPrices = {}) => {
  const found = priceAt(host, model, own);
  return found && Object.values(found).map((value: number) => Number(value.toFixed(6)));
};

describe('the price of a model at a host', () => {
  it('is Mistral’s list price at Mistral, and 1.1 times that at its regional hosts', () => {
    for (const host of ['api.mistral.ai', 'codestral.mistral.ai']) {
      assert.deepEqual(rounded(host, 'codestral-latest'), [0.3, 0.03, 0.9], host);
    }
    for (const host of ['api.eu.mistral.ai', 'api.us.mistral.ai']) {
      assert.deepEqual(rounded(host, 'codestral-2508'), [0.33, 0.033, 0.99], host);
    }
  });

  it('is nothing on this machine', () => {
    for (const host of ['localhost:11434', '127.0.0.1:8080', '[::1]:1234', 'localhost']) {
      assert.deepEqual(rounded(host, 'qwen2.5-coder'), [0, 0, 0], host);
      assert.deepEqual(rounded(host, 'codestral-latest'), [0, 0, 0], host);
    }
  });

  it('is unknown for other models, other hosts and none', () => {
    assert.equal(priceAt('api.mistral.ai', 'mistral-new', {}), null);
    for (const host of [
      'llm.example.com',
      'api.mistral.ai.example.com',
      'api.mistral.ai:8443',
      '192.168.1.7:11434',
      '',
    ]) {
      assert.equal(priceAt(host, 'codestral-latest', {}), null, host);
    }
    assert.equal(priceAt('api.mistral.ai', 'constructor', {}), null);
    assert.equal(priceAt('a host that is none', 'codestral-latest', {}), null);
  });

  it('is the user’s own, by the most exact key', () => {
    const own = {
      'a.example/m': price(1, 1, 1),
      m: price(2, 2, 2),
      'a.example/*': price(3, 3, 3),
      '*': price(4, 4, 4),
    };
    assert.deepEqual(rounded('a.example', 'm', own), [1, 1, 1]);
    assert.deepEqual(rounded('b.example', 'm', own), [2, 2, 2]);
    assert.deepEqual(rounded('a.example', 'n', own), [3, 3, 3]);
    assert.deepEqual(rounded('b.example', 'n', own), [4, 4, 4]);
    assert.deepEqual(rounded('localhost:4000', 'n', own), [4, 4, 4], 'a proxy on this machine may cost something');
    assert.deepEqual(rounded('api.mistral.ai', 'codestral-latest', { '*': price(0, 0, 0) }), [0, 0, 0], 'a free plan');
  });

  it('is that of a host without its port on any port, after that of the port', () => {
    const own = { 'gpu.lan/*': price(1, 1, 1), 'gpu.lan:8080/*': price(2, 2, 2) };
    assert.deepEqual(rounded('gpu.lan:9000', 'm', own), [1, 1, 1]);
    assert.deepEqual(rounded('gpu.lan:8080', 'm', own), [2, 2, 2]);
  });

  it('is found for models with a slash in their name', () => {
    assert.deepEqual(rounded('a.example', 'mistralai/codestral', { 'mistralai/codestral': price(1, 1, 1) }), [1, 1, 1]);
    assert.deepEqual(rounded('a.example', 'b/c', { 'a.example/b/c': price(1, 1, 1) }), [1, 1, 1]);
  });
});
