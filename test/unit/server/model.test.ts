import assert from 'node:assert/strict';
import { complete } from '../../server/model/model.ts';
import type { ServedRequest } from '../../server/schema.ts';

const FILE = [
  'function add(a, b) {',
  '  const sum = a + b;',
  '  return sum;',
  '}',
  '',
  'function subtract(a, b) {',
  '  const difference = a - b;',
  '  return difference;',
  '}',
  '',
].join('\n');

/** The completion at the bar; by default the files contain FILE. */
function say(drawn: string, more: Partial<ServedRequest> = {}, files: string[] = [FILE]) {
  const [prompt = '', suffix = ''] = drawn.split('█');
  const corpus = new Map(files.map((text, index) => [`file${index}`, text]));
  const { tokens, finishReason } = complete(corpus, { model: 'codestral-latest', prompt, suffix, ...more });
  return { text: tokens.join(''), finishReason };
}

describe('the model of the FIM server', () => {
  const cases: [what: string, drawn: string, expected: string][] = [
    [
      'continues to the suffix',
      'function add(a, b) {\n█}\n\nfunction subtract',
      '  const sum = a + b;\n  return sum;\n',
    ],
    ['continues a word', '  const dif█ = a - b;', 'ference'],
    ['continues to the end of the file', 'return diff█', 'erence;\n}\n'],
    ['is empty where nothing is missing', '  const sum = a + b;\n█  return sum;\n}', ''],
    ['is empty where only white space is missing', '  const sum = a + b;\n  █\n  return sum;\n}', ''],
    ['is empty for two characters', 'a,█', ''],
    ['is empty for text that is in no file', 'while (tru█', ''],
    ['is empty for an empty prompt', '█}', ''],
    ['is empty for a word whose end is another word', 'thissum█', ''],
    ['ends before the rest of the line', 'log(1);\n  const sum = a█;\n', ' + b'],
    ['ends before the first whole line of another suffix', 'return sum█\n}\nother();', ';'],
    ['prefers the place that meets the suffix', '(a, b) {\n  █= a - b;', 'const difference '],
    [
      'prefers the longer agreement',
      'function subtract(a, b) {\n  const █',
      'difference = a - b;\n  return difference;\n}\n',
    ],
  ];
  for (const [what, drawn, expected] of cases) {
    it(what, () => assert.equal(say(drawn).text, expected));
  }

  it('stops before the first of several stop sequences', () => {
    assert.deepEqual(say('function add(█', { stop: ';' }), {
      text: 'a, b) {\n  const sum = a + b',
      finishReason: 'stop',
    });
    assert.equal(say('function add(█', { stop: ['nowhere', ';', ')'] }).text, 'a, b');
    assert.equal(say('function add(█', { stop: ['', '}'] }).text, 'a, b) {\n  const sum = a + b;\n  return sum;\n');
  });

  it('generates at most max_tokens', () => {
    assert.deepEqual(say('function add(█', { max_tokens: 2 }), { text: 'a,', finishReason: 'length' });
    assert.deepEqual(say('function add(█', { max_tokens: 0 }), { text: '', finishReason: 'length' });
  });

  it('generates at least min_tokens, up to the end of the file', () => {
    const drawn = 'function add(a, b) {\n  const sum = █\n  return sum;\n}\n';
    assert.equal(say(drawn).text, 'a + b;');
    assert.equal(say(drawn, { min_tokens: 8 }).text, 'a + b;\n  return sum;');
    assert.equal(say('function add(█', { stop: ';', min_tokens: 1000 }).text, FILE.slice('function add('.length));
  });

  it('chooses among equal places by random_seed, and takes the first without it', () => {
    const files = ['one', 'two', 'three'].map((word) => `const value = ${word};`);
    const answer = (more: Partial<ServedRequest>) => say('const value = █', more, files).text;
    const seeded = [0, 1, 2, 3, 4, 5, 6, 7].map((random_seed) => answer({ random_seed }));
    assert.deepEqual(new Set(seeded), new Set(['one;', 'two;', 'three;']));
    assert.deepEqual(
      seeded,
      [0, 1, 2, 3, 4, 5, 6, 7].map((random_seed) => answer({ random_seed })),
    );
    assert.equal(answer({}), 'one;');
  });

  it('prefers the file most similar to the prompt among equal places', () => {
    const files = ['import x;\nconst value = one;', 'import y;\nconst value = two;'];
    assert.equal(say('import y;\n\nlet other;\n// value = █', {}, files).text, 'two;');
  });
});
