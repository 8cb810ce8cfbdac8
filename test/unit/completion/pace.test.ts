import assert from 'node:assert/strict';
import { isQuietPlace, Pace } from '../../../src/completion/pace.ts';
import { place } from './place.ts';

describe('Pace', () => {
  it('waits longer for those who type slowly', () => {
    const waitAfter = (betweenKeys: number) => {
      const pace = new Pace();
      for (let key = 0; key < 50; key++) pace.key(key * betweenKeys);
      return pace.waitAt(place('const x█'));
    };
    assert.ok(waitAfter(80) < waitAfter(140));
    assert.ok(waitAfter(140) < waitAfter(300));
  });

  it('takes no pause for thinking as typing', () => {
    const pace = new Pace();
    const before = pace.waitAt(place('x█'));
    for (let key = 0; key < 50; key++) pace.key(key * 2_000);
    assert.equal(pace.waitAt(place('x█')), before);
  });

  it('waits longer on a blank line, where the user is about to begin', () => {
    const pace = new Pace();
    assert.ok(pace.waitAt(place('{\n  █\n}')) > pace.waitAt(place('{\n  a█\n}')));
  });
});

describe('isQuietPlace', () => {
  const cases: [at: string, isQuiet: boolean][] = [
    ['fo█o', true],
    ['foo█', false],
    ['foo█.bar', false],
    ['foo(█bar)', false],
    ['foo();█', false],
  ];
  for (const [at, isQuiet] of cases) it(at, () => assert.equal(isQuietPlace(place(at)), isQuiet));
});
