import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DONE, event, sse, stream } from '../../../support/client.ts';
import { holds } from '../../../support/property.ts';

describe('a stream that the network splits', () => {
  it('is read the same wherever it is split, with any mix of line ends', async () => {
    const lineEnd = fc.constantFrom('\n', '\r', '\r\n');
    const contents = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 });
    const cuts = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 30 });
    await holds([contents, fc.array(lineEnd, { minLength: 1, maxLength: 7 }), cuts], async (parts, ends, sizes) => {
      let line = 0;
      let last = '';
      const lines = (parts.map((part) => event(part)).join('') + DONE).replaceAll('\n', () => {
        const end = ends[line++ % ends.length]!;
        return (last = last === '\r' && end === '\n' ? '\r\n' : end); // CR followed by LF would be one line end
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
