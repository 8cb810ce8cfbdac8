import assert from 'node:assert/strict';
import { formatsOf } from '../../../src/base/formats.ts';

describe('formats', () => {
  const amounts: [number, string][] = [
    [0, '$0.00'],
    [9e-7, '$0.0000009'],
    [0.00314, '$0.0031'],
    [0.5, '$0.50'],
    [9, '$9.00'],
    [1234.5, '$1,234.50'],
  ];
  for (const [amount, text] of amounts) {
    it(`write dollars as ${text}`, () => assert.equal(formatsOf('en').dollars(amount), text));
  }

  it('write numbers, times and days as the language does', () => {
    const [en, fr] = [formatsOf('en'), formatsOf('fr')];
    const plain = (text: string) => text.replace(/\s/g, ' ');
    assert.equal(en.number(1.5), '1.5');
    assert.equal(fr.number(1.5), '1,5');
    assert.equal(plain(fr.count(256_000)), '256 000');
    assert.equal(plain(fr.dollars(1.2)), '1,20 $US');
    assert.equal(en.date('2026-06-30'), 'Jun 30, 2026');
    assert.equal(fr.date('2026-06-30'), '30 juin 2026');
  });

  it('write a moment as the time, with the date where it is not today', () => {
    const now = new Date();
    const { moment } = formatsOf('en');
    assert.match(moment(now.getTime()), /^\d+:\d\d:\d\d\s[AP]M$/);
    assert.match(moment(new Date(2026, 5, 30, 6).getTime()), /^6\/30\/2026, 6:00:00\sAM$/);
  });
});
