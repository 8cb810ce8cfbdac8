import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainText } from '../../../../src/base/vscode/plainText.ts';
import { linkInNotification } from '../../../support/linkInNotification.ts';

const src = join(import.meta.dirname, '../../../../src');

describe('what notifications say', () => {
  it('has no link, whoever has put it there', () => {
    for (const link of [
      'Pay: [here](command:workbench.action.quit?%7B%7D)',
      '[a](https://x.test/) [b](http://x.test "c")',
      '[a](FILE:///etc/passwd)',
      '[[a]](command:b)',
      '[a\n](command:b)]((command:c)',
    ]) {
      assert.doesNotMatch(plainText(link), linkInNotification);
      assert.equal(plainText(link).replaceAll(' ', ''), link.replaceAll(' ', ''));
    }
    assert.match('Pay: [here](command:workbench.action.quit)', linkInNotification);
  });

  it('stays as it is without one', () => {
    for (const text of ['f(a[0])', 'a[0] (b)', 'Infill: the key works.']) assert.equal(plainText(text), text);
  });

  it('goes through the one place that sees to it', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const shows = /\bshow(?:Information|Warning|Error)Message\b/;
    const those = files.filter((file) => shows.test(readFileSync(join(src, file), 'utf8')));
    assert.deepEqual(those, [join('base', 'vscode', 'notify.ts')]);
    const own = readFileSync(join(src, 'base/vscode/notify.ts'), 'utf8');
    const calls = own.match(/\bshow\w+Message\(\w*/g)!;
    assert.ok(calls.length > 3 && calls.every((call) => call.endsWith('(plainText')), calls.join());
  });
});
