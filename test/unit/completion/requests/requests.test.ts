import assert from 'node:assert/strict';
import { noPreamble } from '../../../../src/completion/prompt/snippet.ts';
import { Requests } from '../../../../src/completion/requests/requests.ts';
import { ManualClock, settled } from '../../../support/clock.ts';
import { place } from '../../../support/place.ts';
import { ScriptedSource } from '../../../support/scriptedSource.ts';

describe('Requests', () => {
  function requesting() {
    const clock = new ManualClock();
    const source = new ScriptedSource();
    const requests = new Requests({ clock, emit: () => {}, cacheKey: 'key' });
    const parameters = { model: 'codestral-latest', maxTokens: 64, temperature: 0, stop: [], source };
    const send = async (drawing: string, more = {}) => {
      const { request } = requests.send(place(drawing, more), noPreamble, parameters);
      await settled();
      return request;
    };
    return { clock, source, requests, send };
  }

  it('sends the suffix without what the editor inserted right of the cursor', async () => {
    const { source, send } = requesting();
    await send('f(█);\nb();', { ahead: 1 });
    assert.equal(source.last.request.suffix, ';\nb();');
  });

  it('ends the oldest request when a fifth starts', async () => {
    const { source, send } = requesting();
    for (const name of ['a', 'b', 'c', 'd']) await send(`${name}█`, { uri: `file:///${name}.ts` });
    assert.equal(source.streams.filter(({ isClosed }) => isClosed).length, 0);
    await send('e█', { uri: 'file:///e.ts' });
    assert.deepEqual(
      source.streams.map(({ isClosed }) => isClosed),
      [true, false, false, false, false],
    );
  });

  it('ends the requests of one document, or of all', async () => {
    const { source, requests, send } = requesting();
    await send('a█', { uri: 'file:///a.ts' });
    await send('b█', { uri: 'file:///b.ts' });
    requests.endAll('file:///a.ts');
    await settled();
    assert.deepEqual(
      source.streams.map(({ isClosed }) => isClosed),
      [true, false],
    );
    requests.endAll();
    await settled();
    assert.ok(source.streams.every(({ isClosed }) => isClosed));
  });

  it('ends what contradicts the text at the cursor, in this document only', async () => {
    const { source, requests, send } = requesting();
    const first = await send('x = █');
    await source.last.say('value');
    await send('y = █', { uri: 'file:///b.ts' });
    await source.last.say('value');
    requests.endContradicted(place('x = va█'));
    await settled();
    assert.equal(first.outcome, null);
    requests.endContradicted(place('x = w█'));
    await settled();
    assert.deepEqual(
      source.streams.map(({ isClosed }) => isClosed),
      [true, false],
    );
  });

  it('forgets all texts, those of running requests too', async () => {
    const { source, requests, send } = requesting();
    await send('x = █');
    await source.last.end('value;');
    assert.equal(requests.match(place('x = █'))?.rest, 'value;');
    await send('y = █');
    await source.last.say('other');
    requests.clear();
    await settled();
    assert.equal(requests.match(place('x = █')), null);
    assert.equal(requests.match(place('y = █')), null, 'the ended request does not come back');
  });

  it('asks again a minute after an empty text, and at once on an explicit trigger', async () => {
    const { clock, source, requests, send } = requesting();
    await send('x = 1;█');
    await source.last.end('');
    assert.notEqual(requests.match(place('x = 1;█')), null);
    assert.equal(requests.match(place('x = 1;█', { explicit: true })), null);
    await clock.advance(59_999);
    assert.notEqual(requests.match(place('x = 1;█')), null);
    await clock.advance(1);
    assert.equal(requests.match(place('x = 1;█')), null);
  });

  it('takes white space as the end of the text only where code follows in the line', async () => {
    const { clock, source, requests, send } = requesting();
    await send('x =█');
    await source.last.end(' ');
    assert.notEqual(requests.match(place('x =█')), null);
    await clock.advance(60_000);
    assert.equal(requests.match(place('x =█')), null);
  });
});
