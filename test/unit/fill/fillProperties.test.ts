import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fill, type FillProgress } from '../../../src/fill/fill.ts';
import { finishedText, growingText } from '../../../src/fill/gapRequest.ts';
import { gapOf } from '../../../src/fill/gap.ts';
import type { FimSource } from '../../../src/completion/requests/fimSource.ts';
import { StreamBrokenError } from '../../../src/mistral/errors/errors.ts';
import type { FimRequest } from '../../../src/mistral/wire/request.ts';
import type { FinishReason, FimChunk } from '../../../src/mistral/wire/response.ts';
import { message } from '../../../src/base/message.ts';
import { holds } from '../../support/property.ts';
import { place } from '../../support/place.ts';
import { ManualClock } from '../../support/clock.ts';
import { languages, texts } from '../../support/texts.ts';

/** What a model says for one gap, and how that ends. */
const answers = fc.record({
  chunks: fc.array(texts, { maxLength: 4 }),
  end: fc.constantFrom<FinishReason | 'break' | 'leave'>('stop', 'stop', 'length', 'error', 'break', 'leave'),
});

describe('a fill, at random', () => {
  it('shows the beginning of what the model says and no more, in whole characters', async () => {
    await holds([texts, texts, texts, languages], (text, prefix, suffix, language) => {
      const own = finishedText(text, place('█', { prefix, suffix, language }));
      assert.ok(text.startsWith(own), JSON.stringify(own));
      assert.ok(own.isWellFormed());
      assert.ok(text.startsWith(growingText(text)));
    });
  });

  it('puts text into its gaps alone, whatever comes, and leaves nothing running', async () => {
    const picks = fc.array(fc.nat(), { minLength: 2, maxLength: 4 });
    await holds(
      [texts, picks, fc.array(answers, { maxLength: 2 }), languages],
      async (text, places, said, language) => {
        const gaps = spansOf(text, places).map((span) => gapOf(text, span, language, true));
        const abort = new AbortController();
        const source = new Model(said, abort);
        const events: string[] = [];
        const clock = new ManualClock();
        const options = {
          source,
          parameters,
          clock,
          emit: ({ type }: { type: string }) => events.push(type),
          cacheKey: 'key',
        };
        const shown: FillProgress[] = [];
        const end = await fill(
          { text, gaps, language, uri: 'file:///a' },
          0,
          options,
          (one) => shown.push(one),
          abort.signal,
        );
        assert.equal(source.running, 0);
        assert.equal(clock.pending, 0);
        assert.equal(
          events.filter((one) => one === 'requested').length,
          events.filter((one) => one === 'ended').length,
        );
        assert.ok(end.error === null || end.error instanceof StreamBrokenError, String(end.error));
        for (const { texts } of [...shown, end]) {
          assert.ok(texts.length <= gaps.length);
          // White space apart: what comes is indented as the document is.
          texts.forEach((one, index) => {
            const gap = gaps[index]!;
            const own = squashed(one.slice(one.startsWith(gap.lead) ? gap.lead.length : 0));
            const isSaid = squashed(visible(source.received[index] ?? '')).includes(own);
            assert.ok(isSaid || one === text.slice(gap.start, gap.end), JSON.stringify(one));
            assert.ok(one.isWellFormed());
          });
        }
      },
    );
  });
});

const parameters = { model: 'm', temperature: 0.2, maxTokens: 64 };

/** Says one thing for each request. */
class Model implements FimSource {
  /** For each gap, what its last request has received. */
  readonly received: string[] = [];
  running = 0;
  #requests = 0;
  readonly #said: readonly { chunks: string[]; end: string }[];
  readonly #abort: AbortController;

  constructor(said: readonly { chunks: string[]; end: string }[], abort: AbortController) {
    this.#said = said;
    this.#abort = abort;
  }

  async *stream({ min_tokens }: FimRequest, { signal }: { signal: AbortSignal }): AsyncGenerator<FimChunk> {
    const { chunks, end } = this.#said[this.#requests++] ?? { chunks: [], end: 'stop' };
    // A gap without a text is requested once more.
    if (min_tokens === 1) this.received.pop();
    const at = this.received.push('') - 1;
    this.running++;
    try {
      for (const text of chunks) {
        this.received[at] = this.received[at]! + text;
        yield { text, events: 1, finishReason: null, usage: null, id: null, model: null };
        await Promise.resolve();
        signal.throwIfAborted();
      }
      if (end === 'break') throw new StreamBrokenError(message('broken'));
      if (end === 'leave') {
        const left = new Promise((resolve) => signal.addEventListener('abort', resolve));
        this.#abort.abort();
        await left;
      }
      signal.throwIfAborted();
      yield { text: '', events: 0, finishReason: end as FinishReason, usage: null, id: null, model: null };
    } finally {
      this.running--;
    }
  }
}

/** Spans from top to bottom, none over another, that cut no character in two. */
function spansOf(text: string, picks: readonly number[]): { start: number; end: number }[] {
  const borders = [0];
  for (const character of text) borders.push(borders.at(-1)! + character.length);
  const places = [...new Set(picks.map((pick) => borders[pick % borders.length]!))].sort((a, b) => a - b);
  return places.flatMap((start, index) => (index % 2 === 0 ? [{ start, end: places[index + 1] ?? start }] : []));
}

/** Without what a filter drops wherever it stands. */
function visible(text: string): string {
  return text.replace(/[\0\r\u2028\ufeff]/g, '');
}

function squashed(text: string): string {
  return text.replace(/\s+/g, '');
}
