import assert from 'node:assert/strict';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { place } from '../../support/place.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';

describe('Presenter', () => {
  it('neither shows nor counts a text for a place that the cursor has left', async () => {
    const clock = new ManualClock();
    const source = new ScriptedSource();
    const events: EngineEvent[] = [];
    const engine = new CompletionEngine({ clock, emit: (event) => void events.push(event), cacheKey: 'key' });
    engine.configure({ source, debounce: 0, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 });
    let isThere = true;
    const call = () =>
      engine.complete(place('y = █', { explicit: true }), new AbortController().signal, { isCurrent: () => isThere });
    const first = call();
    await settled();
    isThere = false;
    await source.last.end('late();');
    assert.equal(await first, null);
    await clock.advance(10_000);
    assert.ok(!events.some(({ type }) => type === 'answered' || type === 'shown'));

    isThere = true;
    assert.equal((await call())?.text, 'late();');
    assert.equal(source.streams.length, 1);
  });
});
