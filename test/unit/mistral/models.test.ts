import assert from 'node:assert/strict';
import { BodyError, SDKError } from '../../../src/mistral/errors.ts';
import { answering, client, failure, json } from './harness.ts';

const card = {
  id: 'codestral-2508',
  object: 'model',
  name: 'Codestral',
  max_context_length: 256000,
  aliases: ['codestral-latest'],
  deprecation: '2027-01-01T00:00:00Z',
  deprecation_replacement_model: 'codestral-next',
  capabilities: { completion_fim: true },
};

describe('models', () => {
  it('lists those that can fill in the middle', async () => {
    const chat = { id: 'chat', capabilities: { completion_fim: false } };
    const bare = { id: 'bare', name: null, aliases: null, deprecation: null, capabilities: { completion_fim: true } };
    const { fetch, sent } = answering(json({ object: 'list', data: [card, chat, bare, { id: 'none' }, null] }));
    assert.deepEqual(await client(fetch).models(), [
      {
        id: 'codestral-2508',
        name: 'Codestral',
        contextLength: 256000,
        aliases: ['codestral-latest'],
        deprecation: '2027-01-01T00:00:00Z',
        replacement: 'codestral-next',
      },
      { id: 'bare', name: 'bare', contextLength: null, aliases: [], deprecation: null, replacement: null },
    ]);
    assert.deepEqual([sent[0]?.method, sent[0]?.url], ['GET', 'https://api.mistral.ai/v1/models']);
    assert.deepEqual(Object.keys(sent[0]!.headers), ['Accept', 'Authorization']);
  });

  it('fails clearly', async () => {
    const page = (): Response => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    await failure(client(answering(page).fetch).models(), BodyError);
    await failure(client(answering(json({ data: 1 })).fetch).models(), BodyError);
    await failure(client(answering(json({}, 401)).fetch).models(), SDKError);
  });
});
