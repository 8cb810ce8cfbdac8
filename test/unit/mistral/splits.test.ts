import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DONE, event, sse, stream, USAGE } from './harness.ts';
import { holds } from '../property.ts';

const text = 'é→😀\u2028ß';
const bytes = new TextEncoder().encode(
  '\ufeff: hi\r\n' + event(text.slice(0, 3)) + event(text.slice(3), 'stop', USAGE) + DONE,
);

describe('stream, cut into pieces by the network', () => {
  it('reads the same at every split position', async () => {
    for (let at = 0; at <= bytes.length; at++) {
      const outcome = await stream(sse(bytes.slice(0, at), bytes.slice(at)));
      assert.equal(outcome.text, text, `split at ${at}`);
      assert.equal(outcome.pieces.at(-1)?.usage?.totalTokens, 10);
    }
  });

  it('reads the same byte by byte', async () => {
    assert.equal((await stream(sse(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).text, text);
  });

  it('reads any text in any pieces with any mix of line ends', async () => {
    const lineEnd = fc.constantFrom('\n', '\r', '\r\n');
    const contents = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });
    const cuts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 30 });
    await holds([contents, fc.array(lineEnd, { minLength: 1, maxLength: 7 }), cuts], async (parts, ends, sizes) => {
      let line = 0;
      let last = '';
      const lines = (parts.map((part) => event(part)).join('') + DONE).replaceAll('\n', () => {
        const end = ends[line++ % ends.length]!;
        return (last = last === '\r' && end === '\n' ? '\r\n' : end); // CR and LF in a row would be one line end
      });
      const chunks: Uint8Array[] = [];
      const all = new TextEncoder().encode(lines);
      for (let at = 0, cut = 0; at < all.length; cut++) {
        const size = sizes[cut % sizes.length]! + 1;
        chunks.push(all.slice(at, at + size));
        at += size;
      }
      const outcome = await stream(sse(...chunks));
      assert.equal(outcome.error, null);
      assert.equal(outcome.text, parts.join(''));
    });
  });
});
