import assert from 'node:assert/strict';
import { noPreamble, type Preamble } from '../../../../src/completion/prompt/snippet.ts';
import { fimRequest, promptParts } from '../../../../src/completion/prompt/prompt.ts';
import { snippet } from '../../../support/snippet.ts';
import { place } from '../../../support/place.ts';

const parameters = { model: 'codestral-latest', temperature: 0.2, maxTokens: 256 };
const other = snippet('export const b = 1;\n', { path: 'src/b.ts' });
const withOther: Preamble = { path: 'src/a.ts', snippets: [other] };
const textOf = (...args: Parameters<typeof promptParts>) =>
  promptParts(...args)
    .map(({ text }) => text)
    .join('');

function stopsOf(drawing: string, preamble = withOther, stop: string[] = []) {
  const context = place(drawing);
  return fimRequest(promptParts(context, preamble), context.suffix, { ...parameters, stop }, 'key').stop;
}

describe('promptParts', () => {
  it('is the prefix alone where there is nothing else', () => {
    assert.equal(textOf(place('const a = █'), noPreamble), 'const a = ');
    assert.equal(textOf(place('const a = █'), { path: 'src/a.ts', snippets: [] }), 'const a = ');
  });

  it('has other files first, each with its path as heading, and the file itself last', () => {
    const second = snippet('c();', { path: 'src/c.ts' });
    assert.equal(
      textOf(place('const a = █;\n'), { path: 'src/a.ts', snippets: [other, second] }),
      '+++++ src/b.ts\nexport const b = 1;\n\n+++++ src/c.ts\nc();\n\n+++++ src/a.ts\nconst a = ',
    );
  });

  it('has the path of a file that is still empty', () => {
    assert.equal(textOf(place('\n█\n'), { path: 'src/a.ts', snippets: [] }), '+++++ src/a.ts\n\n');
  });

  it('names the language of a file whose path does not show it', () => {
    assert.match(
      textOf(place('a█'), { path: 'Untitled-1', snippets: [other] }),
      /\n\+{5} Untitled-1 \(typescript\)\na$/,
    );
    assert.match(textOf(place('a█'), { path: null, snippets: [other] }), /\n\+{5} untitled \(typescript\)\na$/);
  });

  it('says which part is which snippet, and the joined parts are the prompt', () => {
    const context = place('a█');
    const parts = promptParts(context, withOther);
    assert.deepEqual(
      parts.map((part) => part.snippet),
      [other, null],
    );
    const { prompt } = fimRequest(parts, context.suffix, parameters, 'key');
    assert.equal(parts.map(({ text }) => text).join(''), prompt);
  });
});

describe('fimRequest', () => {
  it("stops before the next file, after the user's stop sequences", () => {
    assert.deepEqual(stopsOf('const a = █', withOther, [';']), [';', '\n+++++ ']);
  });

  it('does not stop there without such headings, nor in a file that contains them', () => {
    assert.equal(stopsOf('const a = █', { path: null, snippets: [] }), undefined);
    assert.equal(stopsOf('x\n+++++ a\n█'), undefined);
    assert.equal(stopsOf('x█\n+++++ a\n'), undefined);
  });
});
