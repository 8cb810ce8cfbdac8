import assert from 'node:assert/strict';
import { KnownFiles } from '../../../../src/context/index/knownFiles.ts';
import { calls } from '../../../support/calls.ts';

async function setUp(count: number, max = 5_000) {
  const dropped: string[] = [];
  const files = new KnownFiles<{ at: number }>(max, (uri) => dropped.push(uri));
  for (let at = 0; at < count; at++) await files.read(uriOf(at), () => Promise.resolve({ at }));
  return { files, dropped };
}

const uriOf = (at: number) => `file:///project/src${at % 10}/a${at}.ts`;

describe('KnownFiles', () => {
  it('forgets a file, or a folder with all its files, and returns them', async () => {
    const { files } = await setUp(30);
    assert.deepEqual(files.forget(uriOf(3)), [uriOf(3)]);
    assert.deepEqual(files.forget(uriOf(3)), []);
    assert.deepEqual(files.forget('file:///project/src3').sort(), [uriOf(13), uriOf(23)]);
    assert.deepEqual(files.forget('file:///project/src'), []);
    assert.deepEqual([files.size, files.get(uriOf(4)), files.get(uriOf(13))], [27, { at: 4 }, undefined]);
    assert.equal(files.forget('file:///project').length, 27);
  });

  it('looks at no other file when an unknown one is forgotten', async () => {
    const { files } = await setUp(2_000);
    const looks = calls(String.prototype, 'startsWith', () => {
      for (let at = 0; at < 500; at++) files.forget(`file:///project/dist/a${at}.js`);
      files.forget(uriOf(7));
    });
    assert.equal(looks, 0);
  });

  it('drops the least recently used files beyond its bound, and says which', async () => {
    const { files, dropped } = await setUp(10, 10);
    files.get(uriOf(0));
    await files.read('file:///project/new.ts', () => Promise.resolve({ at: 10 }));
    assert.deepEqual([files.size, dropped], [10, [uriOf(1)]]);
    assert.deepEqual(files.forget('file:///project/src1'), []);
  });

  it('keeps nothing of a file that is forgotten while it is read', async () => {
    for (const uri of ['file:///project/src/a.ts', 'file:///project/src', null]) {
      const { files } = await setUp(0);
      const isKept = files.read('file:///project/src/a.ts', (reading) => {
        if (uri === null) files.clear();
        else files.forget(uri);
        assert.equal(reading.isForgotten, true);
        return Promise.resolve({ at: 0 });
      });
      assert.equal(await isKept, false);
      assert.equal(files.size, 0);
    }
  });

  it('keeps no failed reading', async () => {
    const { files } = await setUp(0);
    await assert.rejects(
      files.read(uriOf(0), () => Promise.reject(new Error('no'))),
      /no/,
    );
    const compared = calls(String.prototype, 'startsWith', () => files.forget('file:///project'));
    assert.equal(compared, 0);
  });
});
