import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Environment, KeyStore } from '../../../src/connection/keyStore.ts';

const api = 'https://api.mistral.ai';
const codestral = 'https://codestral.mistral.ai';
const other = 'https://fim.example.com';

/** A secret store as VS Code's, and what it holds. */
function secretStore() {
  const stored = new Map<string, string>();
  const listeners = new Set<() => void>();
  const change = (make: () => unknown) => {
    make();
    for (const notify of listeners) notify();
    return Promise.resolve();
  };
  const secrets = {
    get: (name: string) => Promise.resolve(stored.get(name)),
    store: (name: string, value: string) => change(() => stored.set(name, value)),
    delete: (name: string) => change(() => stored.delete(name)),
    onDidChange: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  } as unknown as vscode.SecretStorage;
  return { stored, secrets };
}

describe('the key store', () => {
  it('keeps one key for each origin', async () => {
    const keys = new KeyStore(secretStore().secrets, {});
    await keys.set(api, 'for-api');
    await keys.set(codestral, 'for-codestral');
    assert.equal(await keys.get(api), 'for-api');
    assert.equal(await keys.get(codestral), 'for-codestral');
    assert.equal(await keys.get(other), undefined);
    assert.equal(await keys.get('http://api.mistral.ai'), undefined);
    assert.equal(await keys.get('https://api.mistral.ai:8443'), undefined);
  });

  it('keeps them in the secret store alone', async () => {
    const { stored, secrets } = secretStore();
    await new KeyStore(secrets, {}).set(api, 'for-api');
    assert.equal(await new KeyStore(secrets, {}).get(api), 'for-api');
    assert.deepEqual([...stored.values()], ['for-api']);
  });

  it('replaces and removes the key of one origin only', async () => {
    const keys = new KeyStore(secretStore().secrets, {});
    await keys.set(api, 'old');
    await keys.set(api, 'new');
    await keys.set(codestral, 'for-codestral');
    assert.equal(await keys.get(api), 'new');
    await keys.remove(api);
    assert.equal(await keys.isStored(api), false);
    assert.equal(await keys.get(api), undefined);
    assert.equal(await keys.get(codestral), 'for-codestral');
  });

  it('says when a key was stored or removed, as long as somebody listens', async () => {
    const keys = new KeyStore(secretStore().secrets, {});
    let calls = 0;
    const subscription = keys.onDidChange(() => calls++);
    await keys.set(api, 'key');
    await keys.remove(api);
    assert.equal(calls, 2);
    subscription.dispose();
    await keys.set(api, 'key');
    assert.equal(calls, 2);
  });

  const both: Environment = { MISTRAL_API_KEY: 'general', CODESTRAL_API_KEY: 'codestral' };
  const cases: [what: string, environment: Environment, origin: string, key: string | undefined][] = [
    ["the general key at Mistral's API", both, api, 'general'],
    ['at its European host', both, 'https://api.eu.mistral.ai', 'general'],
    ['at its American host', both, 'https://api.us.mistral.ai', 'general'],
    ["Codestral's own at its host", both, codestral, 'codestral'],
    ['the general one there without it', { MISTRAL_API_KEY: 'general' }, codestral, 'general'],
    ["Codestral's nowhere else", { CODESTRAL_API_KEY: 'codestral' }, api, undefined],
    ["Codestral's not to this machine", { CODESTRAL_API_KEY: 'codestral' }, 'http://127.0.0.1:8080', undefined],
    ['at an address of this machine', both, 'http://127.0.0.1:8080', 'general'],
    ['at localhost', both, 'http://localhost:8080', 'general'],
    ['at this machine by IPv6', both, 'https://[::1]:8080', 'general'],
    ['none for a foreign host', both, other, undefined],
    ["none for a host that only begins like Mistral's", both, 'https://api.mistral.ai.example.com', undefined],
    ["none for a host that only ends like Mistral's", both, 'https://notapi.mistral.ai', undefined],
    ["none for Mistral's host on another port", both, 'https://api.mistral.ai:8443', undefined],
    ['none for a host that only begins like localhost', both, 'https://localhost.example.com', undefined],
    ['none where there is none', {}, api, undefined],
    ['none where it is empty', { MISTRAL_API_KEY: '' }, api, undefined],
    ['none where it is blank', { MISTRAL_API_KEY: ' \t' }, api, undefined],
    ["the general one where Codestral's is blank", { ...both, CODESTRAL_API_KEY: '  ' }, codestral, 'general'],
    ["the general one where Codestral's is empty", { ...both, CODESTRAL_API_KEY: '' }, codestral, 'general'],
    ['without white space around it', { MISTRAL_API_KEY: ' general\n' }, api, 'general'],
  ];
  for (const [what, environment, origin, key] of cases) {
    it(`of the environment: ${what}`, async () => {
      const keys = new KeyStore(secretStore().secrets, environment);
      assert.equal(await keys.get(origin), key);
      assert.equal(await keys.isStored(origin), false);
    });
  }

  it('of the environment: none for this machine in a window of a container, which can get at its ports', async () => {
    const keys = new KeyStore(secretStore().secrets, both, true);
    assert.equal(await keys.get('http://localhost:8080'), undefined);
    assert.equal(await keys.get('https://[::1]:8080'), undefined);
    assert.equal(await keys.get(api), 'general');
    await keys.set('http://localhost:8080', 'stored');
    assert.equal(await keys.get('http://localhost:8080'), 'stored');
  });

  it('prefers the stored key to that of the environment, until it is removed', async () => {
    const keys = new KeyStore(secretStore().secrets, both);
    await keys.set(api, 'stored');
    assert.equal(await keys.get(api), 'stored');
    assert.equal(await keys.isStored(api), true);
    await keys.remove(api);
    assert.equal(await keys.get(api), 'general');
  });
});
