import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { choose } from '../../../src/context/selection/chooseSnippets.ts';
import type { Snippet } from '../../../src/completion/prompt/snippet.ts';
import { CircuitBreaker } from '../../../src/completion/circuitBreaker.ts';
import { CompletionRequest } from '../../../src/completion/requests/completionRequest.ts';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { fill, type FillEnd, type FillProgress } from '../../../src/fill/fill.ts';
import { finishedText, growingText } from '../../../src/fill/gapRequest.ts';
import { contextOf, gapOf } from '../../../src/fill/gap.ts';
import { cleaned } from '../../../src/completion/fit/clean.ts';
import { reachesSuffix } from '../../../src/completion/fit/fit.ts';
import { surroundings } from '../../../src/completion/surroundings.ts';
import { SDKError } from '../../../src/mistral/errors/errors.ts';
import { type Message, message } from '../../../src/base/message.ts';
import { drained } from '../../support/work.ts';
import { answering, client, DONE, event, json, sse } from '../../support/client.ts';
import { indexOfFiles } from '../context/files.ts';
import { errorResponse } from '../../support/errorResponse.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';
import { place } from '../../support/place.ts';
import { selected } from './selected.ts';

const parameters = { model: 'codestral-latest', temperature: 0.2, maxTokens: 1_024 };

/** A fill of the selections of a drawing, which the test speaks for. */
async function begin(
  drawing: string,
  {
    candidate = 0,
    temperature = 0.2,
    refusal = (): Promise<Message | null> => Promise.resolve(null),
    snippets = [] as readonly Snippet[],
  } = {},
) {
  const source = new ScriptedSource();
  const events: EngineEvent[] = [];
  const progress: FillProgress[] = [];
  const abort = new AbortController();
  const over = new AbortController();
  const { text, spans } = selected(drawing);
  const gaps = spans.map((span) => gapOf(text, span, 'typescript', true));
  const done: Promise<FillEnd> = fill(
    { text, gaps, language: 'typescript', uri: 'file:///a.ts' },
    candidate,
    {
      source,
      parameters: { ...parameters, temperature },
      clock: new ManualClock(),
      emit: (event) => void events.push(event),
      cacheKey: 'key',
      preambleFor: () => ({ path: 'a.ts', snippets }),
      refusal,
      over: over.signal,
    },
    (news) => void progress.push(news),
    abort.signal,
  );
  await settled();
  const outcomes = () => events.flatMap((event) => (event.type === 'ended' ? [event.outcome] : []));
  return { source, progress, abort: () => abort.abort(), over, done, outcomes };
}

describe('fill', () => {
  it('sends a request again if the host cannot answer, as one request that begins and ends once', async () => {
    const clock = new ManualClock();
    const { fetch, sent } = answering(json({}, 503), sse(event('a();', 'stop'), DONE));
    const types: string[] = [];
    let retries = 0;
    const { texts } = await fill(
      { text: '{}', gaps: [gapOf('{}', { start: 1, end: 1 }, 'typescript', true)], language: 'typescript', uri: 'a' },
      0,
      {
        source: client(fetch, { clock }),
        parameters,
        clock,
        emit: ({ type }) => void types.push(type),
        cacheKey: 'key',
        onRetry: () => {
          retries++;
          queueMicrotask(() => void clock.advance(3_000));
        },
      },
      () => undefined,
      new AbortController().signal,
    );
    assert.deepEqual(texts, ['a();']);
    assert.deepEqual([retries, sent.length, types], [1, 2, ['requested', 'sent', 'sent', 'ended']]);
  });

  it('asks for what belongs between, and hands on what comes as it grows', async () => {
    const { source, progress, done } = await begin('{\n  «old();»\n}\n');
    assert.deepEqual(source.last.request, {
      model: 'codestral-latest',
      prompt: '{\n  ',
      suffix: '\n}\n',
      temperature: 0.2,
      max_tokens: 1_024,
      prompt_cache_key: 'key',
    });
    await source.last.say('if (a) {');
    await source.last.say('\n    ');
    await source.last.say('b();');
    await source.last.say('\n  }\n');
    await source.last.end();
    assert.deepEqual(progress, [
      { texts: ['if (a) {'], tokens: 1 },
      { texts: ['if (a) {\n    b();'], tokens: 3 },
      { texts: ['if (a) {\n    b();\n  }'], tokens: 4 },
    ]);
    const texts = ['if (a) {\n    b();\n  }'];
    assert.deepEqual(await done, {
      texts,
      tokens: 4,
      outcome: 'complete',
      error: null,
      isFiltered: false,
      stopped: null,
    });
  });

  it('says nothing twice, though snippets are chosen for ghost text, which reads less', async () => {
    const filler = Array.from({ length: 200 }, (_, at) => `let filler${at} = '${'-'.repeat(20)}';`);
    const top = [
      'export function atTheTop(count: number): void {',
      '  count.toFixed();',
      '}',
      '',
      ...filler,
      'atTheTop(',
    ];
    const text = top.join('\n');
    const declarationIndex = indexOfFiles({
      'a.ts': text,
      'b.ts': 'export function beta(): void {\n  atTheTop(gamma);\n}\n',
    });
    const lines = { count: top.length, text: (line: number) => top[line]! };
    const ghostText = surroundings(lines, top.length - 1, 9, { prefixTokens: 2_000, suffixTokens: 500 });
    const context = { ...ghostText, language: 'typescript', uri: 'file:///a.ts', explicit: false };
    const hints = ['a.ts', 'b.ts'].map((path) => {
      return { uri: `file:///${path}`, source: 'edits', lines: [0, 0], weight: 1 } as const;
    });
    const snippets = drained(choose({ context, hints, declarationIndex, tokens: 1_000 }));
    assert.deepEqual(snippets.map(({ path }) => path).sort(), ['a.ts', 'b.ts']);
    const { source } = await begin(`${text}«»`, { snippets });
    const { prompt } = source.last.request;
    assert.equal(prompt.split('function atTheTop(count').length - 1, 1);
    assert.match(prompt, /^\+{5} b\.ts\nexport function beta\(\)/);
  });

  it('reads on over the end of a block, and past 5,000 characters', async () => {
    const { source, done } = await begin('«»');
    const blocks = Array.from({ length: 300 }, (_, at) => `function f${at}() {\n  return ${at};\n}`);
    for (const block of blocks) await source.last.say(`${block}\n\n`);
    await source.last.end();
    const { texts, outcome } = await done;
    assert.equal(outcome, 'complete');
    assert.deepEqual(texts, [blocks.join('\n\n')]);
  });

  it('grows in steps where it is long, and is whole in the end', async () => {
    const { source, progress, done } = await begin('«»');
    const lines = Array.from({ length: 2_000 }, (_, at) => `f${at}(${at});`);
    for (const line of lines) await source.last.say(`${line}\n`);
    await source.last.end('last();');
    const long = progress.filter(({ texts }) => texts[0]!.length > 10_000);
    assert.ok(long.length > 20 && long.length < 120, `${long.length} steps`);
    assert.deepEqual((await done).texts, [[...lines, 'last();'].join('\n')]);
  });

  it('is read no longer than a fill can be, however large the pieces', async () => {
    const { source, done } = await begin('«»');
    const lines = Array.from({ length: 300_000 }, (_, at) => `f${at}(${at});\n`).join('');
    await source.last.say(lines);
    assert.equal(source.last.isClosed, true);
    const { texts, outcome } = await done;
    assert.equal(outcome, 'cut');
    assert.ok(texts[0]!.length > 99_000 && texts[0]!.length <= 100_000, `${texts[0]!.length} characters`);
    assert.ok(lines.startsWith(texts[0]!));
  });

  it('puts the text on a line of its own behind a comment that is all that was selected', async () => {
    const { source, progress, done } = await begin('{\n«  // sorts\n»}');
    assert.equal(source.last.request.prompt, '{\n  // sorts\n  ');
    await source.last.say('a.sort();');
    assert.deepEqual(progress, [{ texts: ['\n  a.sort();'], tokens: 1 }]);
    await source.last.end();
    assert.deepEqual((await done).texts, ['\n  a.sort();']);
  });

  it('stops reading where the text has come to what stands below', async () => {
    const below = '  const total = sum(parcels);\n  report(total, parcels);\n  return total / parcels.length;\n';
    const { source, done } = await begin(`{\n  «»\n${below}}`);
    await source.last.say(`all.sort();\n${below}`);
    assert.equal(source.last.isClosed, true);
    assert.deepEqual(await done, {
      texts: ['all.sort();'],
      tokens: 1,
      outcome: 'complete',
      error: null,
      isFiltered: false,
      stopped: null,
    });
  });

  it('reads on over what stands below by right', async () => {
    const { source, done } = await begin('{\n  «»\n\n  @Test\n  public void parsesC() {}\n}');
    await source.last.say('@Test\n  public void parsesA() {}\n\n  @Test\n');
    assert.equal(source.last.isClosed, false);
    await source.last.say('  public void parsesB() {}\n\n  @Test\n  public void parsesC() {}\n');
    await source.last.end();
    const { texts } = await done;
    assert.deepEqual(texts, ['@Test\n  public void parsesA() {}\n\n  @Test\n  public void parsesB() {}']);
  });

  it('stops reading where the text goes round in circles', async () => {
    const { source, done } = await begin('«»');
    for (let line = 0; line < 10 && !source.last.isClosed; line++) await source.last.say('foo(bar);\n');
    assert.equal(source.last.isClosed, true);
    assert.deepEqual((await done).texts, ['foo(bar);']);
  });

  it('leaves no part of a line where the limit of tokens has cut one', async () => {
    const { source, done } = await begin('«»');
    await source.last.say('foo();\nba');
    await source.last.end('', 'length');
    assert.deepEqual(await done, {
      ...{ texts: ['foo();'], tokens: 1, outcome: 'cut', error: null },
      ...{ isFiltered: false, stopped: null },
    });
  });

  it('asks once more, for at least one token, where nothing comes', async () => {
    const { source, done } = await begin('x = «old»;');
    await source.last.end();
    assert.equal(source.streams.length, 2);
    const { min_tokens, ...again } = source.last.request;
    assert.equal(min_tokens, 1);
    assert.deepEqual(again, source.streams[0]!.request);
    await source.last.end('next');
    assert.deepEqual((await done).texts, ['next']);
  });

  it('asks once more only once, for each gap', async () => {
    const { source, done } = await begin('x = «old»; y = «older»;');
    await source.last.end();
    await source.last.end();
    await source.last.end();
    await source.last.end('b');
    assert.deepEqual((await done).texts, ['old', 'b']);
    assert.deepEqual(
      source.streams.map(({ request }) => request.min_tokens),
      [undefined, 1, undefined, 1],
    );
  });

  /** A fill of two gaps at a host with a limit of one request a second, right after ghost text has asked. */
  async function fillAtLimit() {
    const clock = new ManualClock();
    const source = new ScriptedSource();
    const abort = new AbortController();
    const breaker = new CircuitBreaker(clock, () => undefined);
    const context = contextOf({ text: '', gaps: [gapOf('', { start: 0, end: 0 }, 'typescript', true)], ...at }, []);
    const before = new CompletionRequest(context, 'codestral-latest', clock, (event) => breaker.onEvent(event));
    void before.run(source, { model: 'codestral-latest', prompt: '' }, [], context);
    await source.last.end('a');
    breaker.onRateLimits({ requests: [{ limit: 60, remaining: 60, windowMs: 60_000 }], tokens: [] });
    const { text, spans } = selected('x = «old»; y = «older»;');
    const done = fill(
      { text, gaps: spans.map((span) => gapOf(text, span, 'typescript', true)), ...at },
      0,
      {
        ...{ source, parameters, clock, cacheKey: 'key', emit: (event: EngineEvent) => breaker.onEvent(event) },
        spacingLeft: () => breaker.spacingLeft(true),
      },
      () => undefined,
      abort.signal,
    );
    await settled();
    return { clock, source, abort, done };
  }
  const at = { language: 'typescript', uri: 'file:///a.ts' };

  it("keeps to the host's rate limit after ghost text, when it asks once more, and from gap to gap", async () => {
    const { clock, source, done } = await fillAtLimit();
    for (const [sent, said] of ['', 'a', 'b'].entries()) {
      await clock.advance(999);
      assert.equal(source.streams.length, sent + 1);
      await clock.advance(1);
      assert.equal(source.streams.length, sent + 2);
      await source.last.end(said);
    }
    assert.deepEqual((await done).texts, ['a', 'b']);
  });

  it('sends nothing where it is cancelled as it waits for the rate limit', async () => {
    const { clock, source, abort, done } = await fillAtLimit();
    abort.abort();
    assert.deepEqual((await done).texts, []);
    assert.deepEqual([source.streams.length, clock.pending], [1, 0]);
  });

  it('does not ask once more where the host does not know min_tokens', async () => {
    const extra = { type: 'extra_forbidden', loc: ['body', 'min_tokens'], msg: 'Extra inputs are not permitted' };
    const empty = sse(event('', 'stop'), DONE);
    const { fetch, sent } = answering(empty, json({ detail: [extra] }, 422), empty);
    const source = client(fetch);
    const { text, spans } = selected('x = «old»; y = «older»;');
    const gaps = spans.map((span) => gapOf(text, span, 'typescript', true));
    const outcomes: string[] = [];
    const emit = (event: EngineEvent) => void outcomes.push(...(event.type === 'ended' ? [event.outcome] : []));
    const end = await fill(
      { text, gaps, language: 'typescript', uri: 'a' },
      0,
      { source, parameters, clock: new ManualClock(), emit, cacheKey: 'key' },
      () => undefined,
      new AbortController().signal,
    );
    assert.deepEqual([end.texts, end.outcome, end.error], [['old', 'older'], 'complete', null]);
    assert.deepEqual(
      sent.map(({ body }) => body.min_tokens),
      [undefined, 1, undefined],
    );
    assert.deepEqual(outcomes, ['complete', 'contradicted', 'complete']);
  });

  it('asks no more after a text without a character to show, or for a filtered one', async () => {
    for (const [text, reason, isFiltered] of [
      ['\n', 'stop', false],
      ['', 'content_filter', true],
    ] as const) {
      const { source, done } = await begin('x = «old»;');
      await source.last.end(text, reason);
      assert.equal((await done).isFiltered, isFiltered);
      assert.equal(source.streams.length, 1);
    }
  });

  it('has no text where the model has nothing to say', async () => {
    const { source, progress, done } = await begin('x = «old»;');
    await source.last.end(' \n');
    assert.deepEqual(progress, []);
    assert.deepEqual(await done, {
      texts: ['old'],
      tokens: 1,
      outcome: 'complete',
      error: null,
      isFiltered: false,
      stopped: null,
    });
  });

  it('drops carriage returns and what is no text, and holds a character back that has come in half', async () => {
    const { source, progress, done } = await begin('«»');
    await source.last.say('a();\r');
    await source.last.say('\nb("\uD83D');
    await source.last.end('\uDE00");');
    assert.deepEqual(
      progress.flatMap(({ texts }) => texts),
      ['a();', 'a();\nb("', 'a();\nb("😀");'],
    );
    assert.deepEqual((await done).texts, ['a();\nb("😀");']);
  });

  it('sends no more once it may not, and keeps what has come', async () => {
    let why: Message | null = null;
    const { source, done } = await begin('a = «1»;\nb = «2»;\nc = «3»;\n', { refusal: () => Promise.resolve(why) });
    await source.last.end('x;');
    assert.equal(source.streams.length, 2);
    why = message('The file is excluded.');
    await source.last.end('y;');
    assert.deepEqual(await done, {
      texts: ['x', 'y'],
      tokens: 2,
      outcome: 'complete',
      error: null,
      isFiltered: false,
      stopped: why,
    });
    assert.equal(source.streams.length, 2);
  });

  it('sends nothing at all where it may not', async () => {
    const why = message('The file is excluded.');
    const { source, done } = await begin('a = «1»;\n', { refusal: () => Promise.resolve(why) });
    assert.deepEqual(await done, {
      texts: [],
      tokens: 0,
      outcome: 'complete',
      error: null,
      isFiltered: false,
      stopped: why,
    });
    assert.equal(source.streams.length, 0);
  });

  it('ends with its source: the request that runs, and those to come, and a late refusal is no failure', async () => {
    const { source, over, done, outcomes } = await begin('a = «1»;\nb = «2»;\nc = «3»;\n');
    await source.last.end('x;');
    await source.last.say('one tw');
    const why = message('The key has changed.');
    over.abort(why);
    await source.last.fail(new SDKError(message('refused'), errorResponse(401)));
    assert.deepEqual(await done, {
      texts: ['x', 'one'],
      tokens: 2,
      outcome: 'contradicted',
      error: null,
      isFiltered: false,
      stopped: why,
    });
    assert.equal(source.last.isClosed, true);
    assert.equal(source.streams.length, 2);
    assert.deepEqual(outcomes(), ['complete', 'contradicted']);
    assert.equal(getEventListeners(over.signal, 'abort').length, 0);
  });

  it('sends nothing if its source is over before the first gap', async () => {
    const why = message('The key has changed.');
    let answer: (why: Message | null) => void = () => {};
    const { source, over, done } = await begin('a = «1»;\n', {
      refusal: () => new Promise((resolve) => (answer = resolve)),
    });
    over.abort(why);
    answer(null);
    assert.deepEqual((await done).stopped, why);
    assert.equal(source.streams.length, 0);
  });

  it('fills several gaps from top to bottom, each with what the ones above hold', async () => {
    const { source, progress, done } = await begin('a = «1»;\nb = «2»;\nc = «3»;\n');
    await source.last.end('x;');
    assert.deepEqual(
      [source.last.request.prompt, source.last.request.suffix],
      ['a = x;\nb = ', ';\nc = 3;\n'],
      'what was cut off the first text is not seen by the second request',
    );
    await source.last.end(' ');
    assert.deepEqual([source.last.request.prompt, source.last.request.suffix], ['a = x;\nb = 2;\nc = ', ';\n']);
    await source.last.end('z');
    assert.equal(source.streams.length, 3);
    assert.deepEqual(progress.at(-1), { texts: ['x', '2', 'z'], tokens: 3 });
    assert.deepEqual(await done, {
      texts: ['x', '2', 'z'],
      tokens: 3,
      outcome: 'complete',
      error: null,
      isFiltered: false,
      stopped: null,
    });
    const keys = source.streams.map(({ request }) => request.prompt_cache_key);
    assert.equal(new Set(keys).size, 1);
  });

  it('keeps the whole words that have come where the request fails midway, and asks no more', async () => {
    const { source, done } = await begin('a = «1»;\nb = «2»;\nc = «3»;\n');
    await source.last.end('x');
    await source.last.say('y +longN');
    const error = new Error('gone');
    await source.last.fail(error);
    assert.deepEqual(await done, {
      texts: ['x', 'y +'],
      tokens: 2,
      outcome: 'failed',
      error,
      isFiltered: false,
      stopped: null,
    });
    assert.equal(source.streams.length, 2);
  });

  it('has no text for a gap whose request fails at once', async () => {
    const { source, done } = await begin('a = «1»;');
    const error = new Error('gone');
    await source.last.fail(error);
    assert.deepEqual(await done, { texts: [], tokens: 0, outcome: 'failed', error, isFiltered: false, stopped: null });
  });

  it('ends the request at once when the user cancels, down to the socket', async () => {
    const { source, progress, abort, done, outcomes } = await begin('a = «1»;\nb = «2»;\n');
    await source.last.say('x');
    abort();
    assert.equal(source.last.signal.aborted, true);
    assert.equal((await done).outcome, 'contradicted');
    assert.equal(source.streams.length, 1);
    assert.equal(progress.length, 1);
    assert.deepEqual(outcomes(), ['contradicted']);
  });

  const warmth: [candidate: number, from: number, temperature: number][] = [
    [1, 0.2, 0.35],
    [2, 0.2, 0.5],
    [9, 0.2, 0.9],
    [1, 0, 0.15],
    [1, 1.2, 1.2],
  ];
  for (const [candidate, from, temperature] of warmth) {
    it(`asks for candidate ${candidate + 1} with a seed, at ${temperature} where the first one had ${from}`, async () => {
      const { source } = await begin('«»', { candidate, temperature: from });
      assert.ok(Math.abs(source.last.request.temperature! - temperature) < 1e-9);
      assert.equal(source.last.request.random_seed, 2 ** 30);
    });
  }
});

/** At a place, a text and the document with it. */
type Row = [at: string, text: string, document: string];

const table: Record<string, Row[]> = {
  'typescript: whole lines': [
    ['{\n  █\n}', 'a();\n  b();', '{\n  a();\n  b();\n}'],
    ['{\n  █\n}', '  a();\n  b();\n', '{\n  a();\n  b();\n}'],
    ['{\n  █\n}', '\n  a();\n', '{\n  a();\n}'],
    ['{█\n}', '\n  a();\n', '{\n  a();\n}'],
    ['{\n\t█\n}', 'if (a) {\n        b();\n    }', '{\n\tif (a) {\n\t\tb();\n\t}\n}'],
    ['if (x) {\n  █\n}', 'if (a) {\n      b();\n  }', 'if (x) {\n  if (a) {\n    b();\n  }\n}'],
    ['█\n', 'a();\n', 'a();\n'],
    ['█', 'a();\n', 'a();'],
    ['█', 'a();\n\n\nb();', 'a();\n\n\nb();'],
    ['{\n  █\n}', '   \n', '{\n  \n}'],
    ['x = █;', '"漢😀"', 'x = "漢😀";'],
  ],
  'typescript: what stands below': [
    ['{\n  █\n}\n', 'a();\n}\n\nfunction b() {}', '{\n  a();\n}\n'],
    ['{\n  █\n  return x;\n}', 'a();\n  return x;\n}', '{\n  a();\n  return x;\n}'],
    ['f(\n  () => {\n    █\n  },\n  [x],\n);', 'a();\n  },\n  [x],\n);', 'f(\n  () => {\n    a();\n  },\n  [x],\n);'],
    ['{\n  █\n  foo();\n}', 'foo();', '{\n  \n  foo();\n}'],
  ],
  'typescript: what is there by right, though it stands below': [
    [
      '{\n  █\n  break;\n}',
      'if (a) {\n    break;\n  }\n  switch (b) {}\n  break;\n  c();',
      '{\n  if (a) {\n    break;\n  }\n  switch (b) {}\n  break;\n  c();\n  break;\n}',
    ],
    [
      'class A {\n  █\n\n  @Input()\n  b = 2;\n}',
      '@Input()\n  a = 1;\n\n  @Input()\n  c = 3;',
      'class A {\n  @Input()\n  a = 1;\n\n  @Input()\n  c = 3;\n\n  @Input()\n  b = 2;\n}',
    ],
  ],
  'go: what is there by right, though it stands below': [
    [
      'func f() error {\n\t█\n\tif err != nil {\n\t\treturn err\n\t}\n}',
      'a, err := g()\n\tif err != nil {\n\t\treturn err\n\t}\n\terr = h(a)',
      'func f() error {\n\ta, err := g()\n\tif err != nil {\n\t\treturn err\n\t}\n\terr = h(a)\n\tif err != nil {\n\t\treturn err\n\t}\n}',
    ],
  ],
  'html: what is there by right, though it stands below': [
    [
      '<table>\n  █\n  <tr>\n    <td>c</td>\n  </tr>\n</table>',
      '<tr>\n    <td>a</td>\n  </tr>\n  <tr>\n    <td>b</td>\n  </tr>',
      '<table>\n  <tr>\n    <td>a</td>\n  </tr>\n  <tr>\n    <td>b</td>\n  </tr>\n  <tr>\n    <td>c</td>\n  </tr>\n</table>',
    ],
  ],
  'typescript: the rest of the line': [
    ['f(█)', 'a, b)', 'f(a, b)'],
    ['f(█);', 'a, b);', 'f(a, b);'],
    ['f(█)', 'a);', 'f(a)'],
    ['f(█)', 'a);\ng();', 'f(a)'],
    ['f(█, c)', 'a, b, c)', 'f(a, b, c)'],
    ['x = [█];', '1, 2];', 'x = [1, 2];'],
    ["x = '█';", "a';", "x = 'a';"],
    ['x = `█`;', 'a\nb`;', 'x = `a\nb`;'],
    ['x = █ + 1;', 'y + 1;', 'x = y + 1;'],
    ['const f = (█) => b;', 'a) => b;', 'const f = (a) => b;'],
    ['f(█) {\n  x();\n}', '\n  a,\n) {\n  if (y) {\n    z();\n  }\n}', 'f(\n  a,\n) {\n  x();\n}'],
  ],
  'typescript: white space before the rest of the line': [
    ['return █foo;', 'a + ', 'return a + foo;'],
    ['return █foo;', 'a + foo;', 'return a + foo;'],
    ['  █foo();\n', 'bar();\n  ', '  bar();\n  foo();\n'],
    ['  █foo();\n', 'bar();\n  foo();', '  bar();\n  foo();\n'],
    ['f(█)', '\n  a,\n  b,\n', 'f(\n  a,\n  b,\n)'],
    ['f(() => {█});', '\n  a();\n});', 'f(() => {\n  a();\n});'],
    ['f(█)', 'a\n', 'f(a\n)'],
    ['x = █;', '1;\n', 'x = 1;'],
    ['x = █;', 'f(\n  a,\n)\n', 'x = f(\n  a,\n)\n;'],
  ],
};

const files = ['cli/format.ts', 'cli/parcel.ts', 'report/parcel.py', 'report/stats.py', 'server/store.go'].map(
  (path) => ({
    language: { ts: 'typescript', py: 'python', go: 'go' }[path.split('.').pop()!]!,
    text: readFileSync(new URL(`../../fixtures/demo/${path}`, import.meta.url), 'utf8'),
  }),
);

describe('finishedText', () => {
  for (const [name, rows] of Object.entries(table)) {
    describe(name, () => {
      for (const [at, text, document] of rows) {
        it(`${JSON.stringify(at)} + ${JSON.stringify(text)}`, () => {
          const context = place(at, { language: name.split(':', 1)[0]! });
          assert.equal(context.prefix + finishedText(cleaned(text, context), context) + context.suffix, document);
        });
      }
    });
  }

  it('puts back what stood there, where a model says that, and where it goes on with what stands below', () => {
    for (const { text, language } of files) {
      for (const span of blocksOf(text)) {
        const gap = gapOf(text, span, language, true);
        const wanted = text.slice(gap.start, gap.end);
        const context = contextOf({ text, gaps: [gap], language, uri: 'file:///a' }, []);
        for (const answer of [wanted, text.slice(gap.start)]) {
          const said = readUntilEnd(answer, context);
          assert.equal(finishedText(said, context), wanted);
        }
      }
    }
  });
});

describe('growingText', () => {
  it('keeps white space back until it is known what follows', () => {
    assert.equal(growingText('a();\n  '), 'a();');
    assert.equal(growingText('a();\n  b'), 'a();\n  b');
  });
});

/** The functions, classes and other blocks of a text, each with the line that opens it and the one that closes it. */
function blocksOf(text: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { index, 0: head, 1: indent } of text.matchAll(/^([ \t]*)[^\s)\]}].*[{:]$/gm)) {
    const rest = text.slice(index + head.length);
    const body = new RegExp(`^(?:\\n(?=\\n)|\\n${indent}[ \\t].*)*(?:\\n${indent}[)\\]}].*)?`).exec(rest)![0].trimEnd();
    blocks.push({ start: index, end: index + head.length + body.length });
  }
  return blocks;
}

/** The text as far as a fill reads it, line by line, cleaned. */
function readUntilEnd(text: string, context: ReturnType<typeof place>): string {
  let raw = '';
  for (const line of text.split(/(?<=\n)/)) {
    raw += line;
    if (reachesSuffix(cleaned(raw, context), context)) break;
  }
  return cleaned(raw, context);
}
