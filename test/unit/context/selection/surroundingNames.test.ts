import assert from 'node:assert/strict';
import { surroundingNames } from '../../../../src/context/selection/surroundingNames.ts';
import { place } from '../../../support/place.ts';
import { drained } from '../../../support/work.ts';

describe('surroundingNames', () => {
  it('count more the nearer they are to the cursor', () => {
    const far = '\n// a line\n'.repeat(30);
    const { weights } = drained(
      surroundingNames(place(`import { far } from 'a';${far}const near = 1;\nreturn here█;\nafter();\n`)),
    );
    const [here, near, after, distant] = ['here', 'near', 'after', 'far'].map((name) => weights.get(name)!);
    assert.ok(here! > near! && near! > after! && after! > distant! && distant! > 0);
  });

  it('are none of comments and strings', () => {
    const { weights } = drained(surroundingNames(place("// note\nconst text = 'quoted';█ /* more */")));
    assert.deepEqual([...weights.keys()], ['text']);
  });

  it('has the line where the prompt ends, and its code', () => {
    const { endLine, text } = drained(
      surroundingNames(place('first();\n\n// note\nsec█ond();\nthird();', { startLine: 16 })),
    );
    assert.equal(endLine, 21);
    assert.equal(text, 'first();\nsecond();\nthird();');
  });

  it('takes many steps for a long text, and reads a very long line near the cursor only', () => {
    const run = (name: string) => Array.from({ length: 30_000 }, (_, at) => `${name}${at}`).join(' ');
    const work = surroundingNames(
      place(`${run('above')}\n${run('before')}█ ${run('after')}\n${'below();\n'.repeat(10_000)}`),
    );
    let pauses = 0;
    for (;;) {
      const { done, value } = work.next();
      if (!done) {
        pauses++;
        continue;
      }
      assert.deepEqual(
        ['above0', 'above29999', 'before0', 'before29999', 'after0', 'after29999'].map((name) =>
          value.weights.has(name),
        ),
        [true, false, false, true, true, false],
      );
      break;
    }
    assert.ok(pauses >= 9, `${pauses} pauses`);
  });
});
