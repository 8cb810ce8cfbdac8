import assert from 'node:assert/strict';
import { namesIn, wordsIn } from '../../../../src/context/index/names.ts';

describe('namesIn', () => {
  const cases: [code: string, names: string[]][] = [
    ['const parcel = store.find(id);', ['parcel', 'store', 'find', 'id']],
    ['return this.#settings', ['settings']],
    ['def weight_of(self, parcel):', ['weight_of', 'parcel']],
    ['for i in x', []],
    ['größe + $scope', ['größe', '$scope']],
    ['a a2 a2', ['a2', 'a2']],
    [`x = ${'q'.repeat(61)}`, []],
  ];
  for (const [code, names] of cases) {
    it(`finds ${names.join(' ') || 'none'} in ${code.slice(0, 40)}`, () => assert.deepEqual(namesIn(code), names));
  }
});

describe('wordsIn', () => {
  const cases: [name: string, parts: string[]][] = [
    ['readXMLFiles', ['read', 'xml', 'file']],
    ['MAX_PARCEL_WEIGHT', ['max', 'parcel', 'weight']],
    ['parcel-store.test', ['parcel', 'store', 'test']],
    ['addressToAddress', ['address']],
    ['größeDerPakete', ['größe', 'der', 'pakete']],
    ['$id', []],
  ];
  for (const [name, parts] of cases) {
    it(`are ${parts.join(' ') || 'none'} of ${name}`, () => assert.deepEqual(wordsIn(name), parts));
  }
});
