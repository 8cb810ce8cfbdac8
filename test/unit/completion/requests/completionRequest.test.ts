import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineEvent } from '../../../../src/completion/events.ts';
import { loopStart } from '../../../../src/completion/fit/loops.ts';
import { CompletionRequest } from '../../../../src/completion/requests/completionRequest.ts';
import type { FimSource } from '../../../../src/completion/requests/fimSource.ts';
import type { Clock } from '../../../../src/base/clock.ts';
import type { FinishReason } from '../../../../src/mistral/wire/response.ts';
import { holds } from '../../../support/property.ts';
import { place } from '../../../support/place.ts';
import { ManualClock, settled } from '../../../support/clock.ts';
import { ScriptedSource } from '../../../support/scriptedSource.ts';

/** A source that sends its pieces at once. */
function saying(chunks: readonly string[], finishReason: FinishReason = 'stop'): FimSource {
  return {
    async *stream() {
      await Promise.resolve();
      const last = chunks.length - 1;
      for (const [at, text] of chunks.entries()) {
        yield { text, events: 1, finishReason: at === last ? finishReason : null, usage: null, id: null, model: null };
      }
    },
  };
}

/** Reads a request to its end, and records its text at each notification. */
async function read(drawing: string, source: FimSource, clock: Clock = new ManualClock()) {
  const context = place(drawing);
  const events: EngineEvent[] = [];
  const request = new CompletionRequest(context, 'm', clock, (event) => void events.push(event));
  const seen: string[] = [];
  const watching = request.until(() => {
    if (request.text !== seen.at(-1)) seen.push(request.text);
    return request.outcome ?? undefined;
  }, new AbortController().signal);
  await request.run(source, { model: 'm', prompt: context.prefix, suffix: context.suffix }, [], context);
  await watching;
  return { request, seen, events };
}

/** A clock that advances at each look, as if work took time. */
class BusyClock extends ManualClock {
  #milliseconds = 0;
  override now = () => (this.#milliseconds += 5);
  pauses = 0;
  override setTimeout = (callback: () => void) => {
    setImmediate(callback);
    return ++this.pauses;
  };
}

const lines = Array.from({ length: 120 }, (_, at) => `  const value${at} = compute(${at}, other);\n`);

describe('CompletionRequest', () => {
  it('names its host, and passes on reported tokens only if they can be', async () => {
    const usageOf = async (promptTokens: number, completionTokens: number) => {
      const usage = { promptTokens, completionTokens, cachedTokens: 0, totalTokens: promptTokens + completionTokens };
      const source: FimSource = {
        host: 'a.example',
        async *stream() {
          await Promise.resolve();
          yield { text: 'bar();', events: 1, finishReason: 'stop', usage, id: null, model: null };
        },
      };
      const { events } = await read('const x = █', source);
      const [requested] = events.filter((event) => event.type === 'requested');
      assert.equal(requested?.host, 'a.example');
      const [ended] = events.filter((event) => event.type === 'ended');
      return [ended?.usage?.promptTokens ?? null, ended?.impossibleUsage?.promptTokens ?? null];
    };
    assert.deepEqual(await usageOf(4, 3), [4, null]);
    assert.deepEqual(await usageOf(900, 3), [null, 900]);
    assert.deepEqual(await usageOf(4, 2 ** 53 - 1), [null, 4]);
  });

  it('ends at the same line, in whatever pieces the text comes', async () => {
    const words = ['a', 'b()', ';', '\n', '\n', '  ', '{', '}', 'c = "d"', '\n}', '\nnext();', '\n\n', ' // e'];
    await holds(
      [
        fc.constantFrom('█', '{\n  █\n}\nnext();\n', 'f(█);\nb();\nc = "d"\n', 'if (a) {\n  █\n}\n'),
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 40, size: 'max' }),
        fc.constantFrom<FinishReason>('stop', 'length'),
      ],
      async (drawing, said, reason) => {
        // An incomplete line may look like a repetition.
        if (said.some((_, at) => loopStart(said.slice(0, at + 1).join('')) !== null)) return;
        const inOne = (await read(drawing, saying([said.join('')], reason))).request;
        const inMany = (await read(drawing, saying(said, reason))).request;
        const state = ({ text, endedByItself, outcome }: CompletionRequest) => ({ text, endedByItself, outcome });
        assert.deepEqual(state(inOne), state(inMany));
      },
    );
  });

  it('notifies of a short text with each piece, and of a long one less often', async () => {
    const short = await read('█', saying(['con', 'st a', ' = b']));
    assert.deepEqual(short.seen.slice(1), ['con', 'const a', 'const a = b']);
    const tokens = lines.join('').match(/\w+|\W/g)!;
    const long = await read('█', saying(tokens));
    assert.equal(long.request.text, lines.join(''));
    assert.ok(long.seen.length < tokens.length / 2, `${long.seen.length} of ${tokens.length}`);
    const [last, before] = [long.seen.at(-1)!, long.seen.at(-2)!];
    assert.ok(last.length - before.length < last.length / 40, `${before.length} of ${last.length}`);
  });

  it('notifies once of text that comes at once', async () => {
    const { seen, request } = await read('█', saying([lines.slice(0, 20).join('')]));
    assert.deepEqual([seen.length, request.chunks], [2, 1]);
  });

  it('yields while it has much to read', async () => {
    const clock = new BusyClock();
    const { request } = await read('█', saying([lines.join('')]), clock);
    assert.equal(request.text, lines.join(''));
    assert.ok(clock.pauses > 10, `${clock.pauses} pauses`);
  });

  it('reads no further once it was ended in a pause', async () => {
    const clock = new BusyClock();
    const context = place('█');
    const source = new ScriptedSource();
    const request = new CompletionRequest(context, 'm', clock, () => undefined);
    const done = request.run(source, { model: 'm', prompt: '' }, [], context);
    await settled();
    clock.setTimeout = (callback: () => void) => {
      request.end();
      setImmediate(callback);
      return 0;
    };
    await source.last.say(lines.join(''));
    await done;
    assert.equal(request.outcome, 'contradicted');
    assert.ok(request.text.length < lines.join('').length / 2);
  });

  it('keeps the text that came together with an error of the model', async () => {
    const { request } = await read('█', saying(['one two'], 'error'));
    assert.deepEqual([request.outcome, request.text], ['failed', 'one ']);
  });
});
