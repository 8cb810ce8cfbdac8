import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { LRUCache } from 'lru-cache';
import { CompletionRequest } from '../../../../src/completion/requests/completionRequest.ts';
import { positionKey } from '../../../../src/completion/positionKey.ts';
import { CompletionCache } from '../../../../src/completion/requests/completionCache.ts';
import { place } from '../../../support/place.ts';
import { ManualClock, settled } from '../../../support/clock.ts';
import { ScriptedSource } from '../../../support/scriptedSource.ts';

/** A cache with the model's text at a place. */
async function memoryOf(at: string, text: string): Promise<CompletionCache> {
  const source = new ScriptedSource();
  const memory = new CompletionCache();
  const context = place(at);
  const request = new CompletionRequest(context, 'codestral-latest', new ManualClock(), () => {});
  memory.add(request);
  const { prefix: prompt, suffix } = context;
  void request.run(source, { model: 'codestral-latest', prompt, suffix }, [], context);
  await settled();
  await source.last.end(text);
  memory.add(request);
  return memory;
}

const cases: [name: string, at: string, text: string, now: string, rest: string | null][] = [
  ['the place itself', 'const x = █', 'bar();', 'const x = █', 'bar();'],
  ['what was typed along', 'const x = █', 'bar();', 'const x = ba█', 'r();'],
  ['a line typed along, with its indentation', 'if (a) {█\n}', '\n  b();', 'if (a) {\n  █\n}', 'b();'],
  ['a bracket that the editor closed', 'foo█\nb', '(1, 2)', 'foo(█)\nb', '1, 2)'],
  ['a block that the editor closed', 'if (a) █\nb', '{\n  c();\n}', 'if (a) {\n  █\n}\nb', 'c();\n}'],
  ['something else', 'const x = █', 'bar();', 'const x = f█', null],
  ['less than there was', 'const x = █', 'bar();', 'const x █', null],
  ['another text below', 'x = █old value', '1 + ', 'x = █', null],
];

describe('CompletionCache', () => {
  for (const [name, at, text, now, rest] of cases) {
    it(`${rest === null ? 'does not match' : 'matches'} ${name}`, async () => {
      const memory = await memoryOf(at, text);
      const [recollection] = memory.matches(place(now));
      assert.equal(recollection?.rest ?? null, rest);
    });
  }

  it('separates documents', async () => {
    const memory = await memoryOf('const x = █', 'bar();');
    assert.deepEqual([...memory.matches(place('const x = █', { uri: 'file:///b.ts' }))], []);
  });

  it('looks up a place once, and again after a change of the cache', async () => {
    const memory = await memoryOf('const x = █', 'bar();');
    const at = place('const x = ba█');
    const [{ request }] = memory.matches(at) as unknown as [{ request: CompletionRequest }];
    const looked = mock.method(LRUCache.prototype, 'get');
    assert.equal([...memory.matches(place('const x = ba█'))].length, 1);
    const perPlace = looked.mock.callCount();
    assert.equal([...memory.matches(at)].length, 1);
    assert.equal(looked.mock.callCount(), perPlace);
    looked.mock.restore();
    assert.deepEqual([...memory.matches(place('const x = ba█old'))], []);
    memory.matches(at);
    memory.delete(request);
    assert.deepEqual([...memory.matches(at)], []);
    memory.add(request);
    assert.equal([...memory.matches(at)].length, 1);
    memory.clear();
    assert.deepEqual([...memory.matches(at)], []);
  });

  it('identifies a place by the text near it', () => {
    const near = 'y'.repeat(200);
    assert.equal(positionKey(place(`a${near}█`)), positionKey(place(`b${near}█`)));
    assert.notEqual(positionKey(place('a█')), positionKey(place('b█')));
  });
});
