import assert from 'node:assert/strict';
import { CircuitBreaker } from '../../../src/completion/circuitBreaker.ts';
import { CompletionEngine } from '../../../src/completion/engine.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { SDKError } from '../../../src/mistral/errors/errors.ts';
import { message } from '../../../src/base/message.ts';
import { errorResponse } from '../../support/errorResponse.ts';
import { place } from '../../support/place.ts';
import { snippet } from '../../support/snippet.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';

const debounceMs = 75;

const tooManyRequests = errorResponse(429);

function setUp() {
  const clock = new ManualClock();
  const source = new ScriptedSource();
  const events: EngineEvent[] = [];
  const emit = (event: EngineEvent): void => {
    events.push(event);
    breaker.onEvent(event);
  };
  const breaker = new CircuitBreaker(clock, emit);
  const engine = new CompletionEngine({ clock, emit, breaker, cacheKey: 'key' });
  const parameters = { source, debounce: debounceMs, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 };
  engine.configure(parameters);

  /** One call of VS Code: `text()` is the ghost text, undefined while it waits. */
  const ask = (drawing: string, options: { explicit?: boolean } = {}) => {
    const abort = new AbortController();
    let shown: string | null | undefined;
    void engine.complete(place(drawing, options), abort.signal).then((suggestion) => {
      shown = suggestion?.text ?? null;
    });
    return { abort: () => abort.abort(), text: () => shown };
  };
  /** A call after the debounce. */
  const pause = async (drawing: string) => {
    const call = ask(drawing);
    await clock.advance(debounceMs);
    return call;
  };
  return { clock, source, events, engine, breaker, parameters, ask, pause };
}

describe('CompletionEngine', () => {
  it('requests the middle between prefix and suffix after the debounce', async () => {
    const { clock, source, ask } = setUp();
    const call = ask('const x = █\nfoo(x);');
    await clock.advance(debounceMs - 1);
    assert.equal(source.streams.length, 0);
    await clock.advance(1);
    assert.deepEqual(source.last.request, {
      model: 'codestral-latest',
      prompt: 'const x = ',
      suffix: '\nfoo(x);',
      temperature: 0.2,
      max_tokens: 256,
      prompt_cache_key: 'key',
    });
    await source.last.say('bar();\nba');
    assert.equal(call.text(), 'bar();');
  });

  it('requests at once on an explicit trigger', async () => {
    const { source, ask } = setUp();
    ask('const x = █', { explicit: true });
    await settled();
    assert.equal(source.streams.length, 1);
  });

  it('sends nothing for a key before another key', async () => {
    const { clock, source, ask } = setUp();
    const first = ask('c█');
    await clock.advance(debounceMs - 1);
    first.abort();
    await settled();
    assert.equal(first.text(), null);
    ask('co█');
    await clock.advance(debounceMs - 1);
    assert.equal(source.streams.length, 0);
    assert.equal(clock.pending, 1);
  });

  it('lets keystrokes that agree join the running request', async () => {
    const { source, ask, pause } = setUp();
    const first = await pause('const x = █');
    const second = ask('const x = b█');
    first.abort();
    await source.last.say('bar');
    const third = ask('const x = ba█');
    second.abort();
    await source.last.say('();\n');
    assert.equal(third.text(), 'r();');
    assert.equal(source.streams.length, 1);
    assert.equal(source.last.signal.aborted, false);
  });

  it('ends the request that a keystroke contradicts, down to the socket', async () => {
    const { source, ask, pause, events } = setUp();
    const first = await pause('const x = █');
    await source.last.say('bar');
    first.abort();
    ask('const x = f█');
    await settled();
    assert.equal(source.streams[0]!.signal.aborted, true);
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'ended' ? [event.outcome] : [])),
      ['contradicted'],
    );
  });

  it('requests again, without another key, when the text contradicts what was typed before it came', async () => {
    const { clock, source, ask, pause } = setUp();
    const first = await pause('const x = █');
    first.abort();
    const second = ask('const x = f█');
    await source.last.say('bar');
    assert.equal(source.streams[0]!.signal.aborted, true);
    await clock.advance(debounceMs);
    assert.equal(source.last.request.prompt, 'const x = f');
    await source.last.end('oo();');
    assert.equal(second.text(), 'oo();');
  });

  it('requests for the second of two calls at a place when the first is cancelled', async () => {
    const { clock, source, ask } = setUp();
    const first = ask('const x = █');
    const second = ask('const x = █');
    first.abort();
    await settled();
    await clock.advance(debounceMs);
    await source.last.end('bar();');
    assert.equal(second.text(), 'bar();');
  });

  it('requests for both of two calls at a place when changed settings have ended their wait', async () => {
    const { clock, source, engine, parameters, ask } = setUp();
    const calls = [ask('const x = █'), ask('const x = █')];
    engine.configure({ ...parameters, model: 'codestral-2508' });
    await settled();
    await clock.advance(debounceMs);
    assert.equal(source.streams.length, 1);
    assert.equal(source.last.request.model, 'codestral-2508');
    await source.last.end('bar();');
    assert.deepEqual(
      calls.map((call) => call.text()),
      ['bar();', 'bar();'],
    );
  });

  it('debounces independently of other documents', async () => {
    const { clock, source, engine, ask } = setUp();
    const call = ask('const x = █');
    engine.changed(place('else█', { uri: 'file:///b.ts' }), false);
    engine.endAll('file:///b.ts');
    await clock.advance(debounceMs);
    await source.last.end('bar();');
    assert.equal(call.text(), 'bar();');
  });

  it('sends nothing for a place that the next key has left, before VS Code cancels its call', async () => {
    const { clock, source, engine, ask, pause } = setUp();
    engine.changed(place('█'));
    await pause('█');
    await source.last.say('ba');
    const late = ask('b█');
    await settled();
    engine.changed(place('bf█'));
    await settled();
    late.abort();
    await clock.advance(debounceMs);
    assert.deepEqual(
      source.streams.map(({ request }) => request.prompt),
      ['', 'bf'],
    );
  });

  it('serves the text of an ended request when the key that ended it is deleted', async () => {
    const { source, engine, ask, pause } = setUp();
    await pause('const x = █');
    await source.last.say('bar() + ba');
    engine.changed(place('const x = f█'));
    await settled();
    engine.changed(place('const x = █'));
    const again = ask('const x = █');
    await settled();
    assert.equal(again.text(), 'bar() +');
    assert.equal(source.streams.length, 1);
  });

  it('requests again after a text that was cut, without its last line, which may end in half a token', async () => {
    const { source, ask, pause } = setUp();
    const call = await pause('function f() {\n  █');
    await source.last.end('a();\n  b();\n  cc(dd', 'length');
    assert.equal(call.text(), 'a();\n  b();');
    ask('function f() {\n  a();\n  b();█');
    await settled();
    assert.equal(source.last.request.prompt, 'function f() {\n  a();\n  b();');
  });

  for (const [what, said] of [
    ['filtered', 'return total;'],
    ['blank', '\n'],
  ] as const) {
    it(`requests for a place whose answer is ${what}, on an explicit trigger`, async () => {
      const { source, ask, pause } = setUp();
      const at = '  foo();\n  █\n  return total;\n';
      const call = await pause(at);
      await source.last.end(said);
      assert.equal(call.text(), null);
      await pause(at);
      assert.equal(source.streams.length, 1);
      ask(at, { explicit: true });
      await settled();
      assert.equal(source.streams.length, 2);
    });
  }

  it('requests again after a minute where the answer was blank', async () => {
    const { clock, source, pause } = setUp();
    await pause('done█');
    await source.last.end('\n');
    await clock.advance(60_000);
    await pause('done█');
    assert.equal(source.streams.length, 2);
  });

  it('waits for more of an answer that is too short to show', async () => {
    const { clock, source, pause } = setUp();
    const call = await pause('x = [a█, b]');
    await source.last.say(',');
    await clock.advance(60);
    assert.equal(call.text(), undefined);
    await source.last.end(' c');
    assert.equal(call.text(), ', c');
  });

  it('ends it when the edit is known, before VS Code asks again', async () => {
    const { source, engine, pause } = setUp();
    await pause('const x = █');
    await source.last.say('bar');
    engine.changed(place('const x = f█'));
    await settled();
    assert.equal(source.last.signal.aborted, true);
  });

  it('reads on after the answer, and serves the rest from the cache', async () => {
    const { source, ask, pause } = setUp();
    await pause('█');
    await source.last.say('a();\n');
    await source.last.end('b();');
    const next = ask('a();█');
    await settled();
    assert.equal(next.text(), '\nb();');
    assert.equal(source.streams.length, 1);
  });

  it('does not pay for the same place twice', async () => {
    const { source, engine, ask, pause } = setUp();
    await pause('const x = █');
    await source.last.end('bar();');
    engine.endAll('file:///a.ts');
    const again = ask('const x = █');
    await settled();
    assert.equal(again.text(), 'bar();');
    assert.equal(source.streams.length, 1);
  });

  it('remembers an empty answer, until an explicit trigger', async () => {
    const { source, ask, pause, events } = setUp();
    const first = await pause('done█');
    await source.last.end('');
    assert.equal(first.text(), null);
    assert.deepEqual(events.at(-1), { type: 'nothing', origin: 'new request', reason: 'empty' });
    const again = ask('done█');
    await settled();
    assert.equal(again.text(), null);
    assert.equal(source.streams.length, 1);
    ask('done█', { explicit: true });
    await settled();
    assert.equal(source.streams.length, 2);
  });

  it('requests again after a failure, and shows nothing of it', async () => {
    const { clock, source, pause, events } = setUp();
    const failed = await pause('const x = █');
    await source.last.say('ba');
    await source.last.fail(new Error('broken'));
    assert.equal(failed.text(), null);
    const ended = events.find((event) => event.type === 'ended')!;
    assert.equal(ended.outcome, 'failed');
    assert.equal(ended.received, 2);
    await clock.advance(2_200);
    const again = await pause('const x = █');
    await source.last.end('bar();');
    assert.equal(again.text(), 'bar();');
  });

  it('pauses as long as Retry-After asks, except for explicit triggers', async () => {
    const { clock, source, ask, pause } = setUp();
    await pause('const x = █');
    await source.last.fail(new SDKError(message('too many requests'), { ...tooManyRequests, retryAfterMs: 5_000 }));
    await pause('const y = █');
    assert.equal(source.streams.length, 1);
    ask('const y = █', { explicit: true });
    await settled();
    assert.equal(source.streams.length, 2);
    await source.last.fail(new SDKError(message('too many requests'), { ...tooManyRequests, retryAfterMs: 5_000 }));
    await clock.advance(5_000);
    await pause('const z = █');
    assert.equal(source.streams.length, 3);
  });

  it('forgets requests and answers of old settings', async () => {
    const { source, engine, parameters, pause } = setUp();
    await pause('const x = █');
    await source.last.end('bar();');
    await pause('const y = █');
    engine.configure({ ...parameters, model: 'codestral-2508' });
    await settled();
    assert.equal(source.last.signal.aborted, true);
    await pause('const x = █');
    assert.equal(source.last.request.model, 'codestral-2508');
  });

  it('keeps requests and answers if changed settings make the same requests', async () => {
    const { source, engine, parameters, pause } = setUp();
    await pause('const x = █');
    await source.last.end('bar();');
    await pause('const y = █');
    assert.equal(engine.configure({ ...parameters, debounce: 20, multiline: 'never' }), false);
    await settled();
    assert.equal(source.last.signal.aborted, false);
    assert.equal((await pause('const x = █')).text(), 'bar();');
    assert.equal(source.streams.length, 2);
  });

  it('emits that a completion was wanted while there is no connection', async () => {
    const { engine, ask, events } = setUp();
    engine.configure(null);
    const call = ask('const x = █');
    await settled();
    assert.equal(call.text(), null);
    assert.deepEqual(events, [{ type: 'unconfigured' }]);
  });

  it('stops reading where VS Code would no longer show the text', async () => {
    const { source, pause, events } = setUp();
    const call = await pause('const x = █');
    await source.last.say(`a;\n${'b;\n'.repeat(70_000)}`);
    assert.equal(call.text(), 'a;');
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'ended' ? [event.outcome] : [])),
      ['cut'],
    );
  });

  it('separates documents', async () => {
    const { source, engine, pause } = setUp();
    await pause('const x = █');
    void engine.complete(place('const y = █', { uri: 'file:///b.ts' }), new AbortController().signal);
    await settled();
    assert.equal(source.last.signal.aborted, false);
  });

  it('shows nothing after its end, though text has come', async () => {
    const { clock, source, engine, pause } = setUp();
    const call = await pause('const x = █');
    await source.last.say('compute(other');
    assert.equal(call.text(), undefined);
    engine.dispose();
    await settled();
    assert.deepEqual([call.text(), clock.pending], [null, 0]);
  });

  it('runs at most four requests, and ends the oldest for a fifth', async () => {
    const { source, engine } = setUp();
    for (const file of ['1', '2', '3', '4', '5']) {
      const context = place('const y = █', { uri: `file:///${file}.ts`, explicit: true });
      void engine.complete(context, new AbortController().signal);
      await settled();
    }
    assert.deepEqual(
      source.streams.map(({ signal }) => signal.aborted),
      [true, false, false, false, false],
    );
  });

  it('takes snippets and the budget as they are when the request leaves', async () => {
    const clock = new ManualClock();
    const source = new ScriptedSource();
    const excluded = snippet('const secret = 1;', { path: 'secret.ts' });
    const terms = { preamble: { path: 'a.ts', snippets: [excluded] }, isOverBudget: false };
    const emit = () => undefined;
    const engine = new CompletionEngine({ clock, emit, cacheKey: 'key', termsFor: () => terms });
    engine.configure({ source, debounce: 500, model: 'codestral-latest', temperature: 0.2, maxTokens: 256 });
    const call = (drawing: string) => void engine.complete(place(drawing), new AbortController().signal);
    call('const x = █');
    await clock.advance(100);
    terms.preamble = { path: 'a.ts', snippets: [] };
    await clock.advance(400);
    assert.equal(source.last.request.prompt, 'const x = ');
    call('const y = █');
    await clock.advance(100);
    terms.isOverBudget = true;
    await clock.advance(400);
    assert.equal(source.streams.length, 1);
  });

  it("requests for the typed text, not for the suggestion list's entry, and shows what continues the entry", async () => {
    const { clock, source, engine } = setUp();
    const shown: (string | null)[] = [];
    const call = async (drawing: string, entered: string) => {
      const signal = new AbortController().signal;
      void engine
        .complete(place(drawing), signal, { entered: place(entered) })
        .then((one) => shown.push(one?.text ?? null));
      await clock.advance(debounceMs);
    };
    await call('con█', 'confirm█');
    assert.equal(source.last.request.prompt, 'con');
    await source.last.end('st counts = 1;');
    await call('cons█', 'const█');
    assert.deepEqual(shown, [null, ' counts = 1;']);
    assert.equal(source.streams.length, 1);
    // No key has come since this request: the line is worth the wait.
    await call('add█', 'addNumbers█');
    await source.last.say('Numbers(1, ');
    assert.equal(shown.length, 2);
    await source.last.end('2)');
    assert.equal(shown[2], '(1, 2)');
  });

  it("sends the request with the edit, and VS Code's later call joins it", async () => {
    const { clock, source, engine, ask } = setUp();
    engine.changed(place('const █'));
    ask('const █');
    engine.changed(place('const x█'));
    await clock.advance(debounceMs);
    assert.equal(source.last.request.prompt, 'const x');
    const call = ask('const x█');
    await source.last.say(' = 1;\n');
    assert.equal(call.text(), ' = 1;');
    assert.equal(source.streams.length, 1);
  });

  it('sends at most one request while VS Code no longer calls, and none after a pause', async () => {
    const { clock, source, engine, ask } = setUp();
    const type = async (drawing: string) => {
      engine.changed(place(drawing));
      await clock.advance(debounceMs);
    };
    engine.changed(place('█'));
    ask('█');
    await type('a█');
    await source.last.end('!');
    for (const drawing of ['ab█', 'abc█']) await type(drawing);
    assert.equal(source.streams.length, 1);

    ask('abc█');
    await clock.advance(debounceMs);
    await source.last.end('!');
    assert.equal(source.streams.length, 2);
    await clock.advance(10_000);
    for (const drawing of ['abcd█', 'abcde█', 'abcdef█']) await type(drawing);
    assert.equal(source.streams.length, 2);
    assert.equal(engine.isCallMissing, true);
  });

  it('counts the wait from the key where VS Code calls later', async () => {
    const { clock, source, engine, ask } = setUp();
    engine.changed(place('const x█'));
    await clock.advance(50);
    ask('const x█');
    await clock.advance(debounceMs - 51);
    assert.equal(source.streams.length, 0);
    await clock.advance(1);
    assert.equal(source.streams.length, 1);
  });

  it("sends one request while the suggestion list's entry hides its text, and another for another entry", async () => {
    const { clock, source, engine } = setUp();
    const shown: (string | undefined)[] = [];
    const key = async (drawing: string, entry?: string) => {
      engine.changed(place(drawing));
      const entered = entry === undefined ? {} : { entered: place(entry) };
      const call = engine.complete(place(drawing), new AbortController().signal, entered);
      await clock.advance(debounceMs);
      if (!source.last.isClosed) await source.last.end('Nothing();');
      shown.push((await call)?.text);
    };
    for (const drawing of ['c█', 'co█', 'cou█']) await key(drawing, 'countAll█');
    assert.equal(source.streams.length, 1);
    await key('coun█', 'countNone█');
    assert.equal(source.streams.length, 2);
    assert.deepEqual(shown, [undefined, undefined, undefined, undefined]);
    // Esc closes the list.
    const call = engine.complete(place('coun█'), new AbortController().signal);
    assert.equal((await call)?.text, 'Nothing();');
    await key('count█');
    assert.equal(shown.at(-1), 'Nothing();');
    assert.equal(source.streams.length, 3);
  });

  it('sends nothing for an edit that is no keystroke', async () => {
    const { clock, source, engine } = setUp();
    engine.changed(place('a█'), false);
    await clock.advance(debounceMs);
    assert.equal(source.streams.length, 0);
  });

  it('sends nothing for a call that may not ask, but answers it from the cache', async () => {
    const { clock, source, engine, pause } = setUp();
    await pause('const x = █');
    await source.last.end('bar();');
    const signal = new AbortController().signal;
    const options = { timing: 'never' } as const;
    assert.equal(await engine.complete(place('undone█'), signal, options), null);
    assert.equal((await engine.complete(place('const x = █'), signal, options))?.text, 'bar();');
    await clock.advance(60_000);
    assert.equal(source.streams.length, 1);
  });

  it('sends one request for a call once it has waited for a rest of the keys', async () => {
    const { clock, source, engine } = setUp();
    engine.deleted(place('const x█'));
    const first = new AbortController();
    void engine.complete(place('const x█'), first.signal, { timing: 700 });
    await clock.advance(699);
    engine.deleted(place('const █'));
    first.abort();
    void engine.complete(place('const █'), new AbortController().signal, { timing: 700 });
    await clock.advance(699);
    assert.equal(source.streams.length, 0);
    await clock.advance(1);
    assert.equal(source.last.request.prompt, 'const ');
    assert.equal(source.streams.length, 1);
  });

  it('sends no request that waits where the cursor no longer is', async () => {
    const { clock, source, engine } = setUp();
    engine.deleted(place('const x█'));
    const call = engine.complete(place('const x█'), new AbortController().signal, { timing: 700 });
    await clock.advance(100);
    engine.moved(place('█const x'));
    assert.equal(await call, null);
    await clock.advance(10_000);
    assert.equal(source.streams.length, 0);
  });

  it("waits for a rest after deleting even if the user has typed there before, and as long as the user's setting", async () => {
    for (const [debounce, wait] of [
      ['auto', 700],
      [3000, 3000],
    ] as const) {
      const { clock, source, engine, parameters } = setUp();
      engine.configure({ ...parameters, debounce });
      engine.changed(place('const x█'), true, 'x');
      engine.deleted(place('const x█'));
      void engine.complete(place('const x█'), new AbortController().signal, { timing: 700 });
      await clock.advance(wait - 1);
      assert.equal(source.streams.length, 0);
      await clock.advance(1);
      assert.equal(source.streams.length, 1);
    }
  });

  it('recognizes a single character of ghost text that is accepted', async () => {
    const { source, engine, pause } = setUp();
    await pause('a()█');
    await source.last.end(';');
    engine.changed(place('a();█'), false, ';');
    assert.equal(engine.isWholeAt(place('a();█')), true);
    assert.equal(engine.isWholeAt(place('b();█')), false);
  });

  it('does not offer a deleted statement again until the next key or an explicit trigger', async () => {
    const { source, engine, ask, pause } = setUp();
    await pause('a();\n█\nz();');
    await source.last.end('total += price;');
    engine.changed(place('a();\ntotal += price;█\nz();'), true, 'total += price;');
    for (const rest of ['total += price', 'total += pr', 'total += ', ''])
      engine.deleted(place(`a();\n${rest}█\nz();`));
    const call = ask('a();\n█\nz();');
    await settled();
    assert.equal(call.text(), null);
    const triggered = ask('a();\n█\nz();', { explicit: true });
    await settled();
    assert.equal(triggered.text(), 'total += price;');
    engine.changed(place('a();\nt█\nz();'), true, 't');
    const typed = ask('a();\nt█\nz();');
    await settled();
    assert.equal(typed.text(), 'otal += price;');
    assert.equal(source.streams.length, 1);
  });

  it('requests nothing inside a word, except on an explicit trigger', async () => {
    const { source, ask, pause } = setUp();
    await pause('fo█o');
    assert.equal(source.streams.length, 0);
    ask('fo█o', { explicit: true });
    await settled();
    assert.equal(source.streams.length, 1);
  });

  it('requests at once after an accept', async () => {
    const { source, ask, pause } = setUp();
    await pause('const x = █');
    await source.last.end('bar();', 'length');
    ask('const x = bar();█');
    await settled();
    assert.equal(source.last.request.prompt, 'const x = bar();');
  });

  it('counts accepts: words and lines of a ghost text, and the last piece', async () => {
    const { source, engine, pause, events } = setUp();
    await pause('const x = █');
    await source.last.end('bar() + one;');
    engine.changed(place('const x = b█'), true, 'b');
    engine.changed(place('const x = █'), true);
    engine.changed(place('const x = \n  █'), true, '\n  ');
    engine.changed(place('const x = █'), true);
    engine.changed(place('const x = bar()█'), true, 'bar()');
    engine.changed(place('const x = bar() +█'), true, ' +');
    engine.changed(place('const x = bar() + one;█'), true, ' one;');
    engine.accepted(5);
    assert.deepEqual(
      events.flatMap((event) => (event.type === 'accepted' ? [[event.characters, event.partial]] : [])),
      [
        [5, true],
        [2, true],
        [5, false],
      ],
    );
  });

  it('requests nothing where the model has ended a text, until the user types on', async () => {
    const { source, ask, pause } = setUp();
    await pause('const x = █');
    await source.last.end('bar();');
    const accepted = ask('const x = bar();█');
    await settled();
    assert.equal(accepted.text(), null);
    assert.equal(source.streams.length, 1);
    await pause('const x = bar();\n█');
    assert.equal(source.last.request.prompt, 'const x = bar();\n');
  });

  it('shows whole words when the line takes long, and more of it with the next key', async () => {
    const { clock, source, ask, pause } = setUp();
    const first = await pause('█');
    await source.last.say('alpha beta gamma del');
    assert.equal(first.text(), undefined);
    await clock.advance(100);
    assert.equal(first.text(), 'alpha beta gamma');
    const second = ask('a█');
    await settled();
    assert.equal(second.text(), 'lpha beta gamma');
    await source.last.say('ta epsilon\n');
    const third = ask('al█');
    await settled();
    assert.equal(third.text(), 'pha beta gamma delta epsilon');
  });

  it('shows a text up to the line with the closers that are after the cursor', async () => {
    const { source, pause } = setUp();
    const call = await pause('a.map((b) =>\n    b ? `-${b█}`)\n');
    await source.last.say('}` : `--${b}`,\n');
    assert.equal(call.text(), undefined);
    await source.last.say('  );\n');
    assert.equal(call.text(), undefined, 'the rest of the text may need the closers');
    await source.last.end();
    assert.equal(call.text(), '}` : `--${b}`,\n  );');
  });

  it('finds a place again after an edit elsewhere, and after a contradiction was deleted', async () => {
    const { source, engine, ask, pause } = setUp();
    const far = 'x'.repeat(300);
    await pause(`one\n${far}const x = █\n`);
    await source.last.end('bar();');
    engine.changed(place(`two\n${far}const x = f█\n`), false);
    const again = ask(`two\n${far}const x = █\n`);
    await settled();
    assert.equal(again.text(), 'bar();');
    assert.equal(source.streams.length, 1);
  });

  it('does not confuse places with different suffixes', async () => {
    const { source, pause } = setUp();
    await pause('x = █old value');
    await source.last.end('1 + ');
    await pause('x = █');
    assert.equal(source.streams.length, 2);
  });

  it('ends a stream that repeats itself, or has reached the text below', async () => {
    const { source, pause } = setUp();
    const below = 'const total = sum(parcels);\nreport(total, parcels);\nreturn total / parcels.length;\n';
    const call = await pause(`█\n${below}`);
    await source.last.say(`parcels.sort();\n${below}more`);
    assert.equal(call.text(), 'parcels.sort();');
    assert.equal(source.last.isClosed, true);
  });

  it('treats an answer that the model broke off as a failure', async () => {
    const { source, pause, events } = setUp();
    const call = await pause('const x = █');
    await source.last.end('', 'error');
    assert.equal(call.text(), null);
    assert.equal(events.find((event) => event.type === 'ended')?.outcome, 'failed');
  });

  it('says why there is nothing at a place, without a request', async () => {
    const { clock, source, engine, parameters, ask, pause } = setUp();
    const why = (drawing: string) => engine.why(place(drawing));
    assert.deepEqual(why('un█'), { kind: 'notRequested' });
    assert.deepEqual(why('in█side'), { kind: 'insideWord' });
    ask('const x = █');
    assert.deepEqual(why('const x = █'), { kind: 'waiting' });
    await clock.advance(debounceMs);
    assert.deepEqual(why('const x = █'), { kind: 'asking' });
    await source.last.end('bar();');
    assert.deepEqual(why('const x = █'), { kind: 'given', characters: 6, handedOut: 6 });
    assert.deepEqual(why('const x = bar();█'), { kind: 'ended' });
    await pause('empty█');
    await source.last.end();
    assert.deepEqual(why('empty█'), { kind: 'empty' });
    const { length } = source.streams;
    await pause('limited█');
    await source.last.fail(new SDKError(message('too many'), { ...tooManyRequests, retryAfterMs: 5_000 }));
    assert.deepEqual(why('limited█'), { kind: 'circuitOpen' });
    engine.configure(null);
    assert.deepEqual(why('limited█'), { kind: 'unconfigured' });
    engine.configure(parameters);
    assert.equal(source.streams.length, length + 1);
  });

  it('names the filter that left nothing, and its input', async () => {
    const { source, events, engine, pause } = setUp();
    await pause('a();\n█\nb();\nc();\n');
    await source.last.end('b();\n');
    const why = engine.why(place('a();\n█\nb();\nc();\n'));
    assert.ok(why.kind === 'filtered');
    assert.equal(why.text, 'b();\n');
    const nothing = events.find(({ type }) => type === 'nothing');
    assert.deepEqual(nothing, { type: 'nothing', origin: 'new request', reason: 'filtered', filter: why.filter });
    await pause('d█');
    await source.last.end('\u0000\u0001');
    assert.deepEqual(engine.why(place('d█')), {
      kind: 'filtered',
      filter: 'characters',
      text: '\u0000\u0001',
    });
  });
});

describe('CompletionEngine at a host with a limit of one request a second', () => {
  async function atLimit() {
    const parts = setUp();
    await parts.pause('a█');
    await parts.source.last.end('b');
    parts.breaker.onRateLimits({ requests: [{ limit: 60, remaining: 59, windowMs: 60_000 }], tokens: [] });
    return parts;
  }

  it('sends the next request after a second, without another key', async () => {
    const { clock, source, ask, engine } = await atLimit();
    const call = ask('ax█');
    await clock.advance(999);
    assert.equal(source.streams.length, 1);
    assert.equal(engine.why(place('ax█')).kind, 'circuitOpen');
    await clock.advance(1);
    assert.equal(source.streams.length, 2);
    await source.last.end('y;');
    assert.equal(call.text(), 'y;');
  });

  it('sends it for the last of the keys, and shows what is known at once', async () => {
    const { clock, source, ask } = await atLimit();
    for (const drawing of ['ax█', 'axy█', 'axyz█']) {
      const call = ask(drawing);
      await clock.advance(200);
      call.abort();
    }
    const known = ask('a█');
    await settled();
    assert.equal(known.text(), 'b');
    ask('axyz1█');
    await clock.advance(1_000);
    assert.deepEqual(
      source.streams.map(({ request }) => request.prompt),
      ['a', 'axyz1'],
    );
  });

  it('drops a key while the host fails, rather than let it wait', async () => {
    const { clock, source, ask } = await atLimit();
    await clock.advance(1_000);
    const first = ask('ax█');
    await clock.advance(debounceMs);
    await source.last.fail(new SDKError(message('busy'), tooManyRequests));
    assert.equal(first.text(), null);
    const second = ask('axy█');
    await clock.advance(debounceMs);
    assert.equal(second.text(), null);
    assert.equal(clock.pending, 0);
  });

  it('sends nothing after the wait for a call that has ended', async () => {
    const { clock, source, ask } = await atLimit();
    ask('ax█').abort();
    await clock.advance(2_000);
    assert.equal(source.streams.length, 1);
    assert.equal(clock.pending, 0);
  });

  it('lets an explicit trigger wait for the rest of the second', async () => {
    const { clock, source, ask } = await atLimit();
    ask('ax█', { explicit: true });
    await clock.advance(999);
    assert.equal(source.streams.length, 1);
    await clock.advance(1);
    assert.equal(source.streams.length, 2);
  });
});
