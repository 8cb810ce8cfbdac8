import assert from 'node:assert/strict';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import { noPreamble } from '../../../src/completion/prompt/snippet.ts';
import type { View } from '../../../src/completion/ghostTextGrowth.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { place } from '../../support/place.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';

const inViewMs = 750;

/** An editor for a screen reader: text is shown only once it is whole. */
const wholeOnly: View = { replace: () => Promise.resolve(false), growsOnce: false, showsWholeOnly: true };

/** An engine with a text in view, and its events of shown and accepted suggestions. */
async function inView(text: string) {
  const clock = new ManualClock();
  const source = new ScriptedSource();
  const events: EngineEvent[] = [];
  const engine = new CompletionEngine({ clock, emit: (event) => void events.push(event), cacheKey: 'key' });
  engine.configure({ source, debounce: 0, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 });
  const ask = async (drawing: string, explicit = false) => {
    void engine.complete(place(drawing, { explicit }), new AbortController().signal);
    await settled();
  };
  await ask('const x = █', true);
  await source.last.end(text);
  return {
    ...{ clock, engine, source, ask },
    /** A key that inserts text before the cursor; VS Code asks after it. */
    type: async (drawing: string, inserted: string) => {
      engine.changed(place(drawing), true, inserted);
      await ask(drawing);
    },
    said: () =>
      events.flatMap((event) => {
        if (event.type === 'shown') return [`shown ${event.suggestion} ${event.language}`];
        return event.type === 'accepted' ? [`${event.partial ? 'part' : 'whole'} of ${String(event.suggestion)}`] : [];
      }),
  };
}

describe('a suggestion counts as shown', () => {
  it('after 750 ms in view', async () => {
    const { clock, said } = await inView('bar();');
    await clock.advance(inViewMs - 1);
    assert.deepEqual(said(), []);
    await clock.advance(1);
    assert.deepEqual(said(), ['shown 1 typescript']);
  });

  it('not if a key contradicts it before', async () => {
    const { clock, type, said } = await inView('bar();');
    await type('const x = f█', 'f');
    await clock.advance(inViewMs);
    assert.deepEqual(said(), []);
  });

  it("not if the suggestion list's entry hides it before", async () => {
    const { clock, engine, said } = await inView('bar();');
    const entered = place('const x = confirm█');
    const hidden = engine.complete(place('const x = █'), new AbortController().signal, { entered });
    assert.equal(await hidden, null);
    await clock.advance(inViewMs);
    assert.deepEqual(said(), []);
  });

  it('not if the cursor leaves before', async () => {
    const { clock, engine, said } = await inView('bar();');
    engine.moved(place('const █x = '));
    await clock.advance(inViewMs);
    engine.moved(null);
    assert.deepEqual(said(), []);
  });

  it('once while the user types along, and when it becomes longer', async () => {
    const { clock, engine, type, said } = await inView('bar() + baz();');
    await clock.advance(400);
    await type('const x = b█', 'b');
    engine.moved(place('const x = b█'));
    await clock.advance(400);
    assert.deepEqual(said(), ['shown 1 typescript']);
    await type('const x = ba█', 'a');
    await clock.advance(inViewMs);
    assert.equal(said().length, 1);
  });

  it('again after the text was contradicted, and after an accept', async () => {
    const { clock, engine, type, said } = await inView('a();\nb();\nc();');
    await clock.advance(inViewMs);
    engine.changed(place('const x = a();█'), true, 'a();');
    engine.accepted(4);
    await type('const x = a();█', '');
    await clock.advance(inViewMs);
    assert.deepEqual(said(), ['shown 1 typescript', 'whole of 1', 'shown 2 typescript']);
  });

  it('at once when it is accepted, also if VS Code asks before it reports that', async () => {
    const { engine, type, said } = await inView('a();\nb();');
    await type('const x = a();█', 'a();');
    engine.accepted(4);
    assert.deepEqual(said(), ['shown 1 typescript', 'whole of 1']);
  });

  it('once when it is accepted word by word', async () => {
    const { engine, type, said } = await inView('bar() + baz;');
    await type('const x = bar()█', 'bar()');
    await type('const x = bar() +█', ' +');
    await type('const x = bar() + baz;█', ' baz;');
    engine.accepted(5);
    assert.deepEqual(said(), ['shown 1 typescript', 'part of 1', 'part of 1', 'whole of 1']);
  });

  describe('never if it lost the race against the text of another extension', () => {
    /** A call for a text that has not come yet, which VS Code ends without a key: another text is in view. */
    const lose = async (clock: ManualClock, engine: CompletionEngine, drawing: string, view?: View) => {
      const race = new AbortController();
      const lost = engine.complete(place(drawing), race.signal, view && { view });
      await clock.advance(0);
      race.abort();
      assert.equal(await lost, null);
    };

    /** A part of the text has been shown, and the user has typed its first letter. */
    const typedAlong = async () => {
      const user = await inView('');
      const { clock, engine, source } = user;
      engine.changed(place('const y = █'), true, '');
      const shown = engine.complete(place('const y = █'), new AbortController().signal);
      await clock.advance(0);
      await source.last.say('foo.bar(first, second, third');
      await clock.advance(100);
      assert.equal((await shown)?.text, 'foo.bar(first, second,');
      engine.changed(place('const y = f█'), true, 'f');
      return user;
    };

    it('when VS Code ends its call before the text has come', async () => {
      const { clock, engine, source, said } = await inView('bar();');
      engine.changed(place('const y = █'), true, '');
      await lose(clock, engine, 'const y = █');
      await source.last.end('foo();');
      await clock.advance(inViewMs);
      assert.deepEqual(said(), []);
    });

    it('when the text before, which the user was typing along with, is replaced by the other one', async () => {
      const { clock, engine, source, type, said } = await typedAlong();
      await lose(clock, engine, 'const y = f█', wholeOnly);
      await clock.advance(inViewMs);
      assert.deepEqual(said(), []);
      await source.last.end(');');
      // It counts once VS Code takes it at a later key.
      await type('const y = fo█', 'o');
      await clock.advance(inViewMs);
      assert.deepEqual(said(), ['shown 2 typescript']);
    });

    it('but as before if a key has ended the call', async () => {
      const { clock, engine, type, said } = await typedAlong();
      const key = new AbortController();
      const ended = engine.complete(place('const y = f█'), key.signal, { view: wholeOnly });
      await clock.advance(0);
      engine.changed(place('const y = fo█'), true, 'o');
      key.abort();
      assert.equal(await ended, null);
      await type('const y = fo█', '');
      await clock.advance(inViewMs);
      assert.deepEqual(said(), ['shown 1 typescript']);
    });
  });

  it('not if an empty answer removed it', async () => {
    const { clock, source, type, said } = await inView('bar();');
    await type('const x = f█', 'f');
    await source.last.end('');
    await clock.advance(inViewMs);
    assert.deepEqual(said(), []);
  });
});

describe('an engine that may not send', () => {
  it('shows cached text, sends nothing, and emits that', async () => {
    const clock = new ManualClock();
    const source = new ScriptedSource();
    const events: EngineEvent[] = [];
    let isOverBudget = false;
    const emit = (event: EngineEvent) => void events.push(event);
    const engine = new CompletionEngine({
      ...{ clock, emit, cacheKey: 'key' },
      termsFor: () => ({ preamble: noPreamble, isOverBudget }),
    });
    engine.configure({ source, debounce: 0, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 });
    const ask = (drawing: string, explicit = false) =>
      engine.complete(place(drawing, { explicit }), new AbortController().signal);
    const first = ask('const x = █');
    await settled();
    await source.last.end('bar();');
    assert.equal((await first)?.text, 'bar();');
    isOverBudget = true;
    assert.deepEqual(engine.why(place('other █'), isOverBudget), { kind: 'overBudget' });
    assert.equal((await ask('const x = b█'))?.text, 'ar();');
    assert.equal(await ask('other █'), null);
    assert.equal(await ask('other █', true), null);
    assert.equal(source.streams.length, 1);
    assert.deepEqual(
      events.filter(({ type }) => type === 'overBudget'),
      [
        { type: 'overBudget', explicit: false },
        { type: 'overBudget', explicit: true },
      ],
    );
  });
});
