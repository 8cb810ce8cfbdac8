import assert from 'node:assert/strict';
import type { EngineEvent } from '../../../src/completion/events.ts';
import { fill } from '../../../src/fill/fill.ts';
import { counters, type CountsChange } from '../../../src/usage/counts.ts';
import { latencyBounds } from '../../../src/usage/latency.ts';
import { UsageRecorder } from '../../../src/usage/recorder.ts';
import { UsageRows } from '../../../src/usage/rows.ts';
import { TimeoutError } from '../../../src/mistral/errors/errors.ts';
import { message } from '../../../src/base/message.ts';
import { ManualClock, settled } from '../../support/clock.ts';
import { ScriptedSource } from '../../support/scriptedSource.ts';
import { ended, host, model, requested } from './events.ts';

/** The counts that events come to, zeros left out; each list is taken on its own, as if written in between. */
function countsOf(...takes: EngineEvent[][]): CountsChange[] {
  const recorder = new UsageRecorder(new ManualClock());
  const rows = new UsageRows();
  for (const events of takes) {
    for (const event of events) recorder.onEvent(event);
    rows.addAll(recorder.take().all);
  }
  return rows.sorted.map((row) =>
    Object.fromEntries(counters.filter((counter) => row[counter] !== 0).map((counter) => [counter, row[counter]])),
  );
}

describe('UsageRecorder', () => {
  it('counts a request with the tokens that the host tells', () => {
    const counted = [{ requests: 1, promptTokens: 90, cachedTokens: 30, outputTokens: 12 }];
    assert.deepEqual(countsOf([requested, ended]), counted);
    assert.deepEqual(countsOf([requested], [ended]), counted);
  });

  it('counts a request with estimated tokens as soon as it is sent', () => {
    assert.deepEqual(countsOf([requested]), [{ requests: 1, estimated: 1, estimatedPromptTokens: 100 }]);
  });

  it('estimates the tokens of a request that was ended before the host told them', () => {
    assert.deepEqual(countsOf([requested, { ...ended, outcome: 'contradicted', usage: null }]), [
      { requests: 1, estimated: 1, estimatedPromptTokens: 100, estimatedOutputTokens: 12 },
    ]);
  });

  it('estimates by what the host has told of the same text before', () => {
    const second = { ...requested, id: 2 };
    const [counts] = countsOf([requested, ended, second, { ...ended, id: 2, outcome: 'contradicted', usage: null }]);
    assert.deepEqual([counts!.estimatedPromptTokens, counts!.estimatedOutputTokens], [90, 12]);
  });

  it('estimates what came by the pieces that it came in, once the host has told how many tokens a piece has', () => {
    const second = { ...requested, id: 2 };
    const told = { ...ended, chunks: 6 };
    const cut = { ...ended, id: 2, outcome: 'contradicted', usage: null, received: 999, chunks: 4 } as const;
    const [counts] = countsOf([requested, told, second, cut]);
    assert.equal(counts!.estimatedOutputTokens, 8);
  });

  it('counts no tokens for what failed before any text', () => {
    const failed = { ...ended, outcome: 'failed', usage: null, received: 0, chunks: 0, firstTextMs: null } as const;
    assert.deepEqual(countsOf([requested, failed]), [{ requests: 1, failed: 1 }]);
    const late = { ...failed, error: new TimeoutError('headers', message('The host did not answer.')) };
    assert.equal(countsOf([requested, late])[0]!.estimatedPromptTokens, 100);
    const [counts] = countsOf([requested, { ...failed, received: 34, chunks: 12 }]);
    assert.deepEqual(counts, {
      ...{ requests: 1, failed: 1, estimated: 1 },
      ...{ estimatedPromptTokens: 100, estimatedOutputTokens: 12 },
    });
  });

  it('has the times to the first text in classes', () => {
    const recorder = new UsageRecorder(new ManualClock());
    for (const [id, firstTextMs] of [90, 100, 101, 5_000, 5_001, null].entries()) {
      recorder.onEvent({ ...requested, id });
      recorder.onEvent({ ...ended, id, firstTextMs });
    }
    const [row] = recorder.take().all;
    const wanted = latencyBounds.map((bound) => ({ 100: 2, 150: 1, 5000: 1 })[bound as number] ?? 0);
    assert.deepEqual(row!.latency, [...wanted, 1]);
  });

  const shown = { type: 'shown', suggestion: 5, model, host, language: 'go' } as const;
  const accepted = { type: 'accepted', suggestion: 5, characters: 10, partial: false } as const;
  const part = { ...accepted, partial: true, characters: 3 };

  it('counts what was shown and accepted, in part once however many parts there are', () => {
    assert.deepEqual(countsOf([shown]), [{ shown: 1 }]);
    assert.deepEqual(countsOf([shown, accepted]), [{ shown: 1, accepted: 1, characters: 10 }]);
    assert.deepEqual(countsOf([shown, part], [part]), [{ shown: 1, partlyAccepted: 1, characters: 6 }]);
  });

  it('counts as accepted what was accepted part by part to its end', () => {
    assert.deepEqual(countsOf([shown, part, part], [accepted]), [{ shown: 1, accepted: 1, characters: 16 }]);
  });

  it('counts no accept of what it does not know', () => {
    assert.deepEqual(countsOf([{ ...accepted, suggestion: null }, accepted]), []);
  });

  it('keeps days, languages, models and hosts apart', () => {
    const clock = new ManualClock();
    const date = { value: new Date(2026, 10, 23, 23, 59).getTime() };
    const recorder = new UsageRecorder(Object.assign(clock, { date: () => date.value }));
    recorder.onEvent(requested);
    recorder.onEvent({ ...requested, id: 2, language: 'rust' });
    recorder.onEvent({ ...requested, id: 3, model: 'other' });
    recorder.onEvent({ ...requested, id: 5, host: 'api.eu.mistral.ai' });
    date.value = new Date(2026, 10, 24, 0, 1).getTime();
    recorder.onEvent({ ...requested, id: 4 });
    recorder.onEvent(ended); // which belongs to the day of its request
    assert.deepEqual(
      recorder.take().sorted.map((row) => [row.day, row.language, row.model, row.host, row.requests, row.outputTokens]),
      [
        ['2026-11-23', 'go', model, 'api.eu.mistral.ai', 1, 0],
        ['2026-11-23', 'go', model, host, 1, 12],
        ['2026-11-23', 'go', 'other', host, 1, 0],
        ['2026-11-23', 'rust', model, host, 1, 0],
        ['2026-11-24', 'go', model, host, 1, 0],
      ],
    );
  });

  it('counts what was shown for the host that has made it', () => {
    const recorder = new UsageRecorder(new ManualClock());
    recorder.onEvent({ ...shown, host: 'localhost:11434' });
    recorder.onEvent(accepted);
    assert.deepEqual(
      recorder.take().all.map((row) => [row.host, row.shown, row.accepted]),
      [['localhost:11434', 1, 1]],
    );
  });

  it('counts what a fill asks, gap by gap', async () => {
    const clock = new ManualClock();
    const source = Object.assign(new ScriptedSource(), { host });
    const events: EngineEvent[] = [];
    const gap = (start: number) => ({ start, end: start + 1, lead: '' });
    const done = fill(
      { text: 'a(1);\nb(2);\n', gaps: [gap(2), gap(8)], language: 'javascript', uri: 'file:///a.js' },
      0,
      {
        source,
        parameters: { model, temperature: 0.2, maxTokens: 64 },
        clock,
        emit: (event) => void events.push(event),
        cacheKey: 'key',
      },
      () => undefined,
      new AbortController().signal,
    );
    for (const text of ['one', 'two']) {
      await settled();
      await source.last.end(text);
    }
    await done;
    const keys = events.flatMap((event) =>
      event.type === 'requested' ? [`${event.language} ${event.model} ${event.host}`] : [],
    );
    assert.deepEqual(keys, Array(2).fill(`javascript ${model} ${host}`));
    const [counts] = countsOf(events);
    assert.equal(counts!.requests, 2);
    // The server of this test tells no tokens: those of both requests are estimated.
    assert.equal(counts!.estimated, 2);
  });
});
