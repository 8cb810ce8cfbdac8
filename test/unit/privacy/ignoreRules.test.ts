import assert from 'node:assert/strict';
import { ignoreRules, isIgnored, rulesText } from '../../../src/privacy/ignoreRules.ts';

/** Files with rules by their folder, and paths with whether they are ignored. */
const cases: [name: string, rules: Record<string, string>, paths: Record<string, boolean>][] = [
  ['none', {}, { 'a.ts': false }],
  [
    'of the top folder hold everywhere',
    { '': '*.log\nbuild/\n' },
    { 'a.log': true, 'x/y/a.log': true, 'x/build/a.ts': true, build: false, 'a.ts': false },
  ],
  ['that begin with a slash hold at their place', { '': '/a.ts' }, { 'a.ts': true, 'x/a.ts': false }],
  ['of a folder hold in it', { x: 'a.ts\n/y/b.ts' }, { 'a.ts': false, 'x/a.ts': true, 'x/y/b.ts': true }],
  ['of a deeper folder win', { '': '*.ts', x: '!a.ts' }, { 'a.ts': true, 'x/a.ts': false, 'x/b.ts': true }],
  ['bring nothing back from an ignored folder', { '': 'x/', x: '!a.ts' }, { 'x/a.ts': true }],
  ['ask for no upper or lower case', { '': 'Secret.txt' }, { 'secret.TXT': true }],
  ['have comments and blanks', { '': '# a.ts\n\n  \n\\#b.ts' }, { 'a.ts': false, '#b.ts': true }],
  ['have a Windows line end', { '': 'a.ts\r\nb.ts\r\n' }, { 'a.ts': true, 'b.ts': true }],
];

describe('ignore rules', () => {
  for (const [name, rules, paths] of cases) {
    it(name, () => {
      const rulesIn = (folder: string) => (folder in rules ? ignoreRules(rules[folder]!) : undefined);
      for (const [path, expected] of Object.entries(paths)) assert.equal(isIgnored(path, rulesIn), expected, path);
    });
  }
});

describe('an ignore rule', () => {
  const ignores = (text: string, path: string, isCaseSensitive = false) =>
    isIgnored(path, (folder) => (folder === '' ? ignoreRules(text, isCaseSensitive) : undefined));

  it('finds a name that is composed otherwise', () => {
    assert.ok(ignores('caf\u00e9/', 'cafe\u0301/a.ts'));
    assert.ok(ignores('cafe\u0301.txt', 'caf\u00e9.txt'));
  });

  it('brings back a file by its exact name where case counts, and ignores by any', () => {
    assert.deepEqual(
      ['A.txt', 'a.txt', 'B.TXT'].map((path) => ignores('*.txt\n!a.txt', path, true)),
      [true, false, true],
    );
    assert.deepEqual(
      ['A.txt', 'a.txt'].map((path) => ignores('*.txt\n!a.txt', path)),
      [false, false],
    );
  });

  it('has ranges and classes in brackets', () => {
    for (const rule of ['[a-c]x', '[!d-z]x', '[^d]x', '[[:alpha:]]x', '[]b]x', '[\\b]x', '[-b]x', '[B]x'])
      assert.ok(ignores(rule, 'bx'), rule);
    for (const rule of ['[a-', '[[:word:]]x', '[c-a]x', '[!a-c]x']) assert.equal(ignores(rule, 'bx'), false, rule);
  });

  it('with many stars is matched in time', () => {
    const path = `${`${'a'.repeat(100)}/`.repeat(10)}c`;
    // A matcher that backtracks does not come to an end with these.
    for (const rule of ['*a*a*a*a*a*b', `${'*a'.repeat(500)}b`, `${'**/a*/'.repeat(200)}b`])
      assert.equal(ignores(rule, path), false);
  });

  it('is not matched where there are too many: then everything is ignored', () => {
    assert.equal(ignores(Array.from({ length: 20_000 }, (_, at) => `*a*${at}*`).join('\n'), 'x.ts'), true);
  });
});

describe('a file of ignore rules', () => {
  const bytesOf = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);
  const texts: [name: string, bytes: Uint8Array, text: string | null][] = [
    ['is UTF-8', bytesOf('é/\n', 'utf8'), 'é/\n'],
    ['may have a byte-order mark', bytesOf('\uFEFFa', 'utf8'), 'a'],
    ['may be UTF-16, as some editors of Windows write it', bytesOf('\uFEFFé/\r\n', 'utf16le'), 'é/\r\n'],
    ['may be UTF-16 the other way round', bytesOf('\uFEFFé/\n', 'utf16le').swap16(), 'é/\n'],
    ['may be empty', new Uint8Array(), ''],
    ['cannot be read as UTF-16 without a mark', bytesOf('private/', 'utf16le'), null],
    ['cannot be read as Latin-1', bytesOf('privé/', 'latin1'), null],
    ['cannot be read as UTF-32', new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), null],
  ];
  for (const [name, bytes, text] of texts) it(name, () => assert.equal(rulesText(bytes), text));
});
