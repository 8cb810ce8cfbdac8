import assert from 'node:assert/strict';
import { BodyError, SDKError } from '../../../src/mistral/errors/errors.ts';
import { isGone, type Model, nextModel } from '../../../src/mistral/models.ts';
import { answering, client, failure, json } from '../../support/client.ts';

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

  it('leaves out names with invisible characters and names that are too long', async () => {
    const capabilities = { completion_fim: true };
    const odd = ['a\u202eb', 'a\u001b[31m', 'a\nb', 'x'.repeat(300), ''].map((id) => ({ id, capabilities }));
    const aliases = [...odd.map(({ id }) => id), 7, 'other'];
    const hidden = { id: 'plain', name: 'a\u2066b', aliases, capabilities };
    const models = await client(answering(json({ data: [...odd, hidden] })).fetch).models();
    assert.deepEqual(
      models.map(({ id, name, aliases }) => [id, name, aliases]),
      [['plain', 'plain', ['other']]],
    );
  });

  it('fails clearly', async () => {
    const page = (): Response => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    await failure(client(answering(page).fetch).models(), BodyError);
    await failure(client(answering(json({ data: 1 })).fetch).models(), BodyError);
    await failure(client(answering(json({}, 401)).fetch).models(), SDKError);
  });
});

describe('the next model', () => {
  const now = Date.parse('2026-11-24T00:00:00Z');
  const model = (id: string, more: Partial<Model> = {}): Model => {
    return { id, name: id, contextLength: null, aliases: [], deprecation: null, replacement: null, ...more };
  };
  const listed = [
    model('dated', { aliases: ['latest'] }),
    model('old', { deprecation: '2026-06-30T12:00:00Z' }),
    model('ending', { deprecation: '2027-06-30T12:00:00Z' }),
  ];

  it('is the one after the current one, cyclically', () => {
    const next = (current: string) => nextModel(current, ['a', 'b', 'c'], () => false);
    assert.deepEqual(['a', 'b', 'c', 'other'].map(next), ['b', 'c', 'a', 'a']);
  });

  it('is not a model that is gone, nor the current one', () => {
    assert.equal(
      nextModel('a', ['a', 'b', 'c'], (id) => id === 'b'),
      'c',
    );
    assert.equal(
      nextModel('a', ['a', 'b'], (id) => id === 'b'),
      null,
    );
    assert.equal(
      nextModel('a', [], () => false),
      null,
    );
  });

  it('is gone after its retirement, or if the host lists only others', () => {
    const gone = ['dated', 'latest', 'old', 'ending', 'unheard-of'].filter((id) => isGone(id, listed, now));
    assert.deepEqual(gone, ['old', 'unheard-of']);
  });

  it('is not gone if the list is empty', () => {
    assert.equal(isGone('any', [], now), false);
  });
});
