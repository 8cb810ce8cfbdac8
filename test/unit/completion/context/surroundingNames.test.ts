import assert from 'node:assert/strict';
import { surroundingNames } from '../../../../src/completion/context/surroundingNames.ts';
import { place } from '../place.ts';

describe('surroundingNames', () => {
  it('count more the nearer they are to the cursor', () => {
    const far = '\n// a line\n'.repeat(30);
    const { weights } = surroundingNames(
      place(`import { far } from 'a';${far}const near = 1;\nreturn here█;\nafter();\n`),
    );
    const [here, near, after, distant] = ['here', 'near', 'after', 'far'].map((name) => weights.get(name)!);
    assert.ok(here! > near! && near! > after! && after! > distant! && distant! > 0);
  });

  it('are none of comments and strings', () => {
    const { weights } = surroundingNames(place("// note\nconst text = 'quoted';█ /* more */"));
    assert.deepEqual([...weights.keys()], ['text']);
  });

  it('tells where the text that the model sees ends, and what of it is code', () => {
    const { endLine, text } = surroundingNames(place('first();\n\n// note\nsec█ond();\nthird();', { startLine: 16 }));
    assert.equal(endLine, 21);
    assert.equal(text, 'first();\nsecond();\nthird();');
  });
});
