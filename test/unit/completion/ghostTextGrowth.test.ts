import assert from 'node:assert/strict';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineSettings } from '../../../src/completion/engineSettings.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { extendsText } from '../../../src/completion/ghostTextGrowth.ts';
import type { Suggestion } from '../../../src/completion/suggestion.ts';
import { place } from '../../support/place.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';

/** The wait for a line after the first text, and for the block after the line, in milliseconds. */
const [lineMs, blockMs] = [100, 50];

/** An engine with a user at rest; `inView` has the texts in view, one after the other. */
function setUp(settings: Partial<EngineSettings> = {}, { showsWholeOnly = false, growsOnce = false } = {}) {
  const clock = new ManualClock();
  const source = new ScriptedSource();
  const events: EngineEvent[] = [];
  const inView: string[] = [];
  const view = {
    isThere: true,
    showsWholeOnly,
    growsOnce,
    replace: ({ text }: Suggestion) => {
      if (view.isThere) inView.push(text);
      return Promise.resolve(view.isThere);
    },
  };
  const engine = new CompletionEngine({ clock, emit: (event) => void events.push(event), cacheKey: 'key' });
  const parameters = { debounce: 0, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 };
  engine.configure({ source, ...parameters, ...settings });
  let call = new AbortController();
  const rest = async (drawing: string, explicit = false) => {
    call.abort();
    call = new AbortController();
    void engine.complete(place(drawing, { explicit }), call.signal, { view }).then((suggestion) => {
      if (suggestion) inView.push(suggestion.text);
    });
    await settled();
  };
  /** Text arrives, then time passes. */
  const says = async (text: string, milliseconds = 0) => {
    await source.last.say(text);
    await clock.advance(milliseconds);
    await settled();
  };
  return { clock, source, events, engine, inView, view, rest, says };
}

describe('ghost text at rest', () => {
  it('is a line if that comes soon', async () => {
    const { inView, rest, says } = setUp();
    await rest('█');
    await says('const total = ', lineMs - 1);
    await says('sum(all);\n');
    assert.deepEqual(inView, ['const total = sum(all);']);
  });

  for (const [what, text] of [
    ['a bracket', ' (let '],
    ['a keyword', 'return '],
    ['a beginning', 'bytes[i] = '],
    ['a block that has only begun', ' {\n  '],
  ] as const) {
    it(`is not ${what} alone`, async () => {
      const { inView, rest, says } = setUp();
      await rest('function f()█');
      await says(text, 1_000);
      assert.deepEqual(inView, []);
    });
  }

  it('grows to the end of its line', async () => {
    const { inView, events, rest, says } = setUp();
    await rest('const a = █');
    await says('one + two + three + fo', lineMs);
    await says('ur', 500);
    await says(';\nconst b');
    assert.deepEqual(inView, ['one + two + three +', 'one + two + three + four;']);
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'grown' ? [event.shown] : [])),
      ['one + two + three + four;'.length],
    );
  });

  it('grows to its line and to its block, and then stops', async () => {
    const { source, inView, rest, says } = setUp();
    await rest('█');
    await says('for (const one of ', lineMs);
    await says('all) {\n', blockMs);
    await says('  use(one);\n', 500);
    await says('}\n', 0);
    await source.last.end('done();');
    assert.deepEqual(inView, [
      'for (const one of',
      'for (const one of all) {',
      'for (const one of all) {\n  use(one);\n}',
    ]);
  });

  it('grows to its block at once if that ends soon after the line', async () => {
    const { inView, rest, says } = setUp();
    await rest('█');
    await says('for (const one of ', lineMs);
    await says('all) {\n', blockMs - 1);
    await says('  use(one);\n}\n');
    assert.deepEqual(inView, ['for (const one of', 'for (const one of all) {\n  use(one);\n}']);
  });

  it('waits for its block if it may grow only once', async () => {
    const { inView, rest, says } = setUp({}, { growsOnce: true });
    await rest('█');
    await says('for (const one of ', lineMs);
    await says('all) {\n', 1_000);
    await says('  use(one);\n}\n');
    assert.deepEqual(inView, ['for (const one of', 'for (const one of all) {\n  use(one);\n}']);
  });

  it('grows to the whole answer where the model ends, or is cut', async () => {
    for (const reason of ['stop', 'length'] as const) {
      const { source, inView, rest, says } = setUp();
      await rest('█');
      await says('for (const one of ', lineMs);
      await source.last.end('all) {\n  use(one);\n  see(on', reason);
      assert.equal(inView.at(-1), `for (const one of all) {\n  use(one);${reason === 'stop' ? '\n  see(on' : ''}`);
    }
  });

  it('grows after typing along, too, once no key has come for 300 ms', async () => {
    const { clock, inView, engine, rest, says } = setUp();
    await rest('const a = █');
    await says('one + two');
    engine.changed(place('const a = o█'), true, 'o');
    await rest('const a = o█');
    assert.deepEqual(inView, ['ne +']);
    await says(' + three;\n', 299);
    assert.deepEqual(inView, ['ne +']);
    await clock.advance(1);
    assert.deepEqual(inView, ['ne +', 'ne + two + three;']);
  });

  it('is worth reading if the user has typed on, and rests since before its first text', async () => {
    const { clock, inView, engine, rest, says } = setUp();
    await rest('const a = █');
    engine.changed(place('const a = o█'), true, 'o');
    await rest('const a = o█');
    await clock.advance(300);
    await says('one + ');
    assert.deepEqual(inView, []);
    await says('two + three;\n');
    assert.deepEqual(inView, ['ne + two + three;']);
  });

  const ends: [what: string, act: (engine: CompletionEngine) => void][] = [
    ['a key', (engine) => engine.changed(place('const a = x█'), true, 'x')],
    ['a key that agrees', (engine) => engine.changed(place('const a = o█'), true, 'o')],
    ['a move of the cursor', (engine) => engine.moved(place('█const a = '))],
    ['another editor', (engine) => engine.moved(null)],
    ['changed settings', (engine) => engine.configure(null)],
    ['the end of the extension', (engine) => engine.dispose()],
  ];
  for (const [what, act] of ends) {
    it(`does not grow after ${what}`, async () => {
      const { inView, engine, rest, says } = setUp();
      await rest('const a = █');
      await says('one + two + three + fo', lineMs);
      act(engine);
      await says('ur;\nconst b', 1_000);
      assert.deepEqual(inView, ['one + two + three +']);
    });
  }

  it('stops growing once it was not in view', async () => {
    const { inView, view, rest, says } = setUp();
    await rest('█');
    await says('for (const one of ', lineMs);
    view.isThere = false;
    await says('all) {\n', blockMs);
    view.isThere = true;
    await says('  use(one);\n}\n', 500);
    assert.deepEqual(inView, ['for (const one of']);
  });

  it('only grows at its end: its beginning and its range stay', () => {
    const shown = { text: 'one +', replaces: 1 };
    assert.equal(extendsText(shown, { text: 'one + two', replaces: 1 }), true);
    assert.equal(extendsText(shown, { text: 'one + two)', replaces: 2 }), true);
    assert.equal(extendsText(shown, { text: 'one + two', replaces: 0 }), false);
    assert.equal(extendsText(shown, { text: 'one - two', replaces: 1 }), false);
    assert.equal(extendsText(shown, shown), false);
  });

  it('appears late if VS Code has ended its call, unless a key comes first', async () => {
    for (const hitsKey of [false, true]) {
      const { source, engine, says } = setUp();
      const at = place('const a = █');
      const call = new AbortController();
      void engine.complete(at, call.signal);
      await settled();
      call.abort();
      const late = engine.lateText(at);
      if (hitsKey) engine.changed(place('const a = x█'), true, 'x');
      else await says('one;\n');
      assert.deepEqual(await late, hitsKey ? null : { text: 'one;', replaces: 0 });
      assert.equal(source.streams.length, 1);
      assert.equal(await engine.lateText(place('elsewhere█')), null);
    }
  });

  it('grows on when another document is closed', async () => {
    const { inView, engine, rest, says } = setUp();
    await rest('const a = █');
    await says('one + two + three + fo', lineMs);
    engine.endAll('file:///other.ts');
    await says('ur;\nconst b', 500);
    assert.deepEqual(inView, ['one + two + three +', 'one + two + three + four;']);
  });

  it('appears whole for screen readers, which read each change', async () => {
    const { inView, rest, says } = setUp({}, { showsWholeOnly: true });
    await rest('█');
    await says('for (const one of ', 1_000);
    await says('all) {\n', 1_000);
    await says('  use(one);\n}\n');
    assert.deepEqual(inView, ['for (const one of all) {\n  use(one);\n}']);
  });

  it('is complete after an explicit trigger, and grows afterwards', async () => {
    const { inView, rest, says } = setUp();
    await rest('█', true);
    await says('for (const one of ', 1_499);
    assert.deepEqual(inView, []);
    await says('all', 1);
    assert.deepEqual(inView, ['for (const one of']);
    await says(') {\n  use(one);\n}\n');
    assert.deepEqual(inView, ['for (const one of', 'for (const one of all) {\n  use(one);\n}']);
  });

  it('is a line where blocks are off', async () => {
    const { inView, rest, says } = setUp({ multiline: 'never' });
    await rest('█');
    await says('for (const one of all) {\n  use(one);\n}\n', 1_000);
    assert.deepEqual(inView, ['for (const one of all) {']);
  });

  it('is as long as the answer where that is set', async () => {
    const { source, inView, rest, says } = setUp({ multiline: 'always' });
    await rest('█');
    await says('const one = 1;\n', lineMs);
    await source.last.end('const two = 2;\n\nconst three = 3;');
    assert.deepEqual(inView, ['const one = 1;', 'const one = 1;\nconst two = 2;\n\nconst three = 3;']);
  });

  it('has what follows its line as the next candidate, without a request', async () => {
    const { source, engine, rest, says } = setUp();
    await rest('█');
    await says('const one = 1;\n');
    const shown = { text: 'const one = 1;', replaces: 0 };
    assert.equal(engine.nextCandidate(place('█'), shown), null);
    await source.last.end('const two = 2;');
    assert.deepEqual(engine.nextCandidate(place('█'), shown), { text: 'const one = 1;\nconst two = 2;', replaces: 0 });
    assert.equal(source.streams.length, 1);
  });
});
