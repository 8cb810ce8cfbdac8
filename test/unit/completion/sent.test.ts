import assert from 'node:assert/strict';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { fill } from '../../../src/fill/fill.ts';
import type { SentRequest } from '../../../src/completion/prompt/prompt.ts';
import { requestBody } from '../../../src/mistral/wire/request.ts';
import { answering, client, DONE, event, json, sse } from '../../support/client.ts';
import { place } from '../../support/place.ts';
import { ManualClock, settled } from '../../support/clock.ts';

const detail = [{ type: 'extra_forbidden', loc: ['body', 'prompt_cache_key'], msg: 'Extra inputs are not permitted' }];
const parameters = { model: 'codestral-latest', temperature: 0.2, maxTokens: 64 };

/** A host that does not know a field, and the requests that were reported as sent. */
function setUp() {
  const { fetch, sent } = answering(json({ detail }, 422), sse(event('ab', 'stop'), DONE));
  const reported: SentRequest[] = [];
  const emit = (event: EngineEvent) => {
    if (event.type === 'sent') reported.push(event.sent);
  };
  const source = (endpoint: string) => client(fetch, { endpoint });
  const options = { clock: new ManualClock(), emit, cacheKey: 'key' };
  const bodies = () =>
    reported.map(({ request, target }) => ({
      url: target.url,
      body: JSON.parse(requestBody(request, true, new Set(target.without))) as unknown,
    }));
  return { sent, source, options, reported, bodies };
}

describe('the report of sent requests', () => {
  it('is what the host got of a completion, each time', async () => {
    const { sent, source, options, reported, bodies } = setUp();
    const engine = new CompletionEngine(options);
    engine.configure({ source: source('https://one.example'), ...parameters, debounce: 0 });
    await engine.complete(place('const x = █', { explicit: true }), new AbortController().signal);
    await settled();
    assert.equal(reported.length, 2);
    assert.deepEqual(
      bodies(),
      sent.map(({ url, body }) => ({ url, body })),
    );
    assert.deepEqual(
      reported.map(({ target }) => target),
      [
        { url: 'https://one.example/v1/fim/completions', without: [] },
        { url: 'https://one.example/v1/fim/completions', without: ['prompt_cache_key'] },
      ],
    );
  });

  it('is what the host got of a fill', async () => {
    const { sent, source, options, reported, bodies } = setUp();
    const gaps = [{ start: 4, end: 5, lead: '' }];
    const asked = { ...options, source: source('https://two.example'), parameters };
    const of = { text: 'x = 1;', gaps, language: 'typescript', uri: 'file:///a.ts' };
    await fill(of, 0, asked, () => undefined, new AbortController().signal);
    assert.deepEqual([reported.length, reported.every(({ isFill }) => isFill)], [2, true]);
    assert.deepEqual(
      bodies(),
      sent.map(({ url, body }) => ({ url, body })),
    );
  });
});
