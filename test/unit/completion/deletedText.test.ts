import assert from 'node:assert/strict';
import { DeletedText } from '../../../src/completion/deletedText.ts';
import { place } from '../../support/place.ts';

/** Places after deletions, and a text that is offered at the last. */
const cases: [what: string, places: string[], offered: string, isUnwanted: boolean][] = [
  ['the deleted text', ['foo(bar);█', 'foo(bar█', 'foo(█'], 'bar);', true],
  ['its beginning', ['foo(bar);█', '█'], 'foo(', true],
  ['more than it', ['foo(bar)█', '█'], 'foo(bar);\nbaz();', true],
  ['the deleted text, with another indentation', ['  foo();█', '█'], 'foo();', true],
  ['text deleted before the cursor and after it', ['foo(█bar);', '█bar);', '█);'], 'foo(bar', true],
  ['text deleted with the lines above', ['a();\nb();\n█', 'a();\n█'], 'b();', true],
  ['another text', ['foo(bar);█', 'foo(█'], 'baz);', false],
  ['a corrected letter', ['cosnt█', 'cos█'], 'nt', false],
  ['blank text', ['f() █', 'f()█'], ' {', false],
  ['the deleted text, elsewhere', ['foo(bar);█\n', '█\n', '\n█'], 'foo(bar);', false],
];

describe('deleted text', () => {
  for (const [what, places, offered, isUnwanted] of cases) {
    it(`is ${isUnwanted ? 'offered again' : 'not offered again'} by ${what}`, () => {
      const [first, ...others] = places.map((drawing) => place(drawing));
      let deleted = new DeletedText(first!);
      for (const context of others) deleted = deleted.after(context);
      assert.equal(deleted.isOfferedBy(offered, others.at(-1)!), isUnwanted);
    });
  }

  it('is known while the text before it begins with another line', () => {
    const before = place('b();\nc();█');
    const after = { ...place('a();\nb();\n█'), startLine: before.startLine - 1 };
    assert.ok(new DeletedText(before).after(after).isOfferedBy('c();', after));
  });
});
