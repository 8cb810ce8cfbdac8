import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { modelCard } from '../../server/models.ts';
import { accept, closeEditors, connect, messagesOf, open, setting, testKey, trigger } from '../harness.ts';

const api = 'https://api.mistral.ai';
const codestral = 'https://codestral.mistral.ai';

const configuration = () => vscode.workspace.getConfiguration('infill');
const setKey = (key: string, choose?: string) =>
  messagesOf(async () => await vscode.commands.executeCommand('infill.setApiKey', key), choose);

describe('API keys', () => {
  const originalFetch = globalThis.fetch;
  const servers: FimServer[] = [];
  const start = async (...options: Parameters<typeof startFimServer>) => {
    const server = await startFimServer(...options);
    servers.push(server);
    return server;
  };
  /** No test reaches Mistral's hosts: their addresses lead to servers on this machine. */
  const lead = (hosts: Record<string, FimServer>) => {
    globalThis.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const server = hosts[url.origin];
      return server ? originalFetch(server.url + url.pathname, init) : originalFetch(input, init);
    };
  };

  afterEach(async () => {
    globalThis.fetch = originalFetch;
    await closeEditors();
    await setting('endpoint', undefined);
    for (const server of servers.splice(0)) await server.close();
  });

  it('are checked with the host and stored @each', async () => {
    const server = await start({ keys: ['good'] });
    await setting('endpoint', server.url);
    const host = new URL(server.url).host;
    assert.deepEqual(await setKey('good'), [`Infill: the key for ${host} works and is stored.`]);
    server.fault({ text: 'bar' }, { times: Infinity });
    const editor = await open('foo█');
    await trigger();
    assert.equal(await accept(editor), 'foobar');
  });

  it('are not stored if the host rejects them', async () => {
    const server = await start({ keys: ['good'] });
    await setting('endpoint', server.url);
    await setKey('good');
    const [message] = await setKey('bad');
    assert.match(message!, /^Infill: the key was not stored\. 127\.0\.0\.1:\d+ refuses the key \(401\)/);
    assert.doesNotMatch(message!, /\bbad\b/);
    const [odd] = await setKey('go od');
    assert.match(odd!, /^Infill: the key was not stored\. The key holds a character that no key has/);
    server.fault({ text: 'bar' }, { times: Infinity });
    const editor = await open('foo█');
    await trigger();
    assert.equal(await accept(editor), 'foobar');
  });

  it('of the other Mistral host: the endpoint can be switched to it', async () => {
    lead({
      [api]: await start({ keys: ['for-api'] }),
      [codestral]: await start({ keys: ['for-codestral'], host: 'codestral' }),
    });
    assert.deepEqual(await setKey('for-codestral', 'Use codestral.mistral.ai'), [
      'Infill: this key is for codestral.mistral.ai, not for api.mistral.ai. Do you want to use codestral.mistral.ai? | Use codestral.mistral.ai',
      'Infill: the key for codestral.mistral.ai works and is stored.',
    ]);
    assert.equal(configuration().get('endpoint'), codestral);
    servers[1]!.fault({ text: 'bar' }, { times: Infinity });
    const editor = await open('foo█');
    await trigger();
    assert.equal(await accept(editor), 'foobar');
    // The check of the key, which the host has refused.
    assert.equal(servers[0]!.counts.requests, 1);
    await vscode.commands.executeCommand('infill.removeApiKey');
  });

  it('of the general API are offered to it when the other host has no FIM API any more', async () => {
    lead({
      [api]: await start({ keys: ['general'] }),
      [codestral]: await start({ keys: ['general'], host: 'codestralGone' }),
    });
    await setting('endpoint', codestral);
    assert.deepEqual(await setKey('general', 'Use api.mistral.ai'), [
      'Infill: this key is for api.mistral.ai, not for codestral.mistral.ai. Do you want to use api.mistral.ai? | Use api.mistral.ai',
      'Infill: the key for api.mistral.ai works and is stored.',
    ]);
    assert.equal(configuration().get('endpoint'), api);
    await vscode.commands.executeCommand('infill.removeApiKey');
  });

  it('do not work because a host lists its models', async () => {
    const noFim = /^Infill: the key is stored, but could not be checked\. \S+ has no FIM API at this address \(404\)/;
    const noRight = /^Infill: the key was not stored\. \S+ does not allow this key to do that \(403\)/;
    for (const [host, says] of [
      ['openAi', noFim],
      ['lmStudio', noFim],
      ['keyWithoutFim', noRight],
    ] as const) {
      await setting('endpoint', (await start({ keys: ['good'], host })).url);
      const [message] = await setKey('good');
      assert.match(message!, says);
    }
  });

  it('work with a model that the host does not know, and the model is named', async () => {
    const server = await start({ keys: ['good'], models: [modelCard('other')] });
    await setting('endpoint', server.url);
    const { host } = new URL(server.url);
    const works = `Infill: the key for ${host} works and is stored. ${host} does not know the model "codestral-latest" (400).`;
    const [message] = await setKey('good');
    assert.ok(message!.startsWith(works) && message!.endsWith(' | Select Model'), message);
  });

  it('stay in place when the user declines the switch', async () => {
    lead({ [api]: await start({ keys: [] }), [codestral]: await start({ keys: ['k'], host: 'codestral' }) });
    await setKey('k');
    assert.equal(configuration().get('endpoint'), api);
  });

  it('never go to another endpoint', async () => {
    const first = await connect();
    servers.push(first);
    const other = await start({ keys: [testKey] });
    await setting('endpoint', other.url);
    await open('foo█');
    await messagesOf(trigger);
    await setting('endpoint', first.url);
    await open('bar█');
    await trigger();
    await first.waitForRequest(1);
    assert.equal(other.requests.length, 0);
  });

  it('can be removed @each', async () => {
    const server = await connect();
    servers.push(server);
    const host = new URL(server.url).host;
    const remove = () => messagesOf(async () => await vscode.commands.executeCommand('infill.removeApiKey'));
    assert.deepEqual(await remove(), [`Infill: the key for ${host} was removed.`]);
    assert.deepEqual(await remove(), [`Infill: no key for ${host} is stored.`]);
  });
});
