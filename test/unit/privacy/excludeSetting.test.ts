import assert from 'node:assert/strict';
import { type ExcludeLevels, readExclude } from '../../../src/privacy/excludeSetting.ts';

const byDefault = { '.env*': true, '.ssh': true, '*.crt': true };

/** All globs that exclude, sorted, and the problems. */
function read(levels: Partial<ExcludeLevels>) {
  const problems: string[] = [];
  const globs = readExclude({ byDefault, user: undefined, workspace: [], ...levels }, problems);
  return { globs: [...new Set(Object.values(globs).flat() as string[])].sort(), problems };
}

const own = ['*.crt', '.env*', '.ssh'];

describe('infill.exclude', () => {
  const users: [name: string, user: unknown, globs: string[], problems: number][] = [
    ['is the default where nothing is set', undefined, own, 0],
    ["adds the user's", { 'prompts/**': true }, [...own, 'prompts/**'], 0],
    ['takes off what the user says', { '*.crt': false }, ['.env*', '.ssh'], 0],
    ['takes a list', ['a', 'b'], [...own, 'a', 'b'], 0],
    ['takes a single glob', 'a', [...own, 'a'], 0],
    ['reads what is no truth value as true', { a: true, b: 'true', c: null, d: 0 }, [...own, 'a', 'b', 'c', 'd'], 3],
    ['leaves a default on for what is no truth value', { '*.crt': 'false' }, own, 1],
    ['drops the blank entry alone', { a: true, ' ': true }, [...own, 'a'], 1],
    ['drops the bad entry of a list alone', ['a', '', 7, null, 'b'], [...own, 'a', 'b'], 3],
    ['drops what is no list, object or text', 7, own, 1],
    ['drops null', null, own, 1],
  ];
  for (const [name, user, globs, problems] of users) {
    it(name, () => {
      const found = read({ user });
      assert.deepEqual(found.globs, globs);
      assert.equal(found.problems.length, problems, found.problems.join());
    });
  }

  it('adds those of a workspace and its folders, which take none away', () => {
    const workspace = [{ a: true, '*.crt': false }, undefined, ['b'], { u: false, c: true }];
    assert.deepEqual(read({ user: { u: true }, workspace }).globs, [...own, 'a', 'b', 'c', 'u']);
  });

  it('excludes again in a workspace what the user has turned off', () => {
    assert.deepEqual(read({ user: { '*.crt': false }, workspace: [['*.crt']] }).globs, own);
  });

  it("uses the default's globs of whole hidden names anywhere, the others in a workspace only", () => {
    const byDefault = { '.env*': true, '.ssh': true, '.config/{a,b}': true, kubeconfig: true, 'a/b.c': true };
    const found = readExclude({ byDefault, user: { secrets: true }, workspace: [] }, []);
    const inWorkspace = ['.env*', 'kubeconfig', 'a/b.c'];
    assert.deepEqual(found, { anywhere: ['secrets'], hidden: ['.ssh', '.config/{a,b}'], inWorkspace });
  });

  it("uses the user's and a workspace's globs anywhere", () => {
    const found = readExclude({ byDefault, user: { 'acme-*': true, '*.crt': true }, workspace: [{ 'w*': true }] }, []);
    const ofDefault = { hidden: ['.ssh'], inWorkspace: ['.env*', '*.crt'] };
    assert.deepEqual(found, { anywhere: ['acme-*', '*.crt', 'w*'], ...ofDefault });
  });

  it('excludes everything with more patterns than can be matched in time', () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `*a*${at}*`);
    for (const levels of [{ user: many }, { workspace: [many] }, { workspace: many.map((one) => [one]) }]) {
      const { globs, problems } = read(levels);
      assert.deepEqual([globs.includes('**'), globs.length, problems.length], [true, own.length + 1, 1]);
    }
  });

  for (const glob of [
    ...[
      '*.{a',
      'a}',
      '[ab',
      'a]',
      '{a,{b,c}}',
      '[z-a]',
      'a/../b',
      '~/x',
      '$HOME/x',
      '${env:HOME}/x',
      '%USERPROFILE%/x',
    ],
    ...['"a.txt"', "'a.txt'", '`a.txt`'],
  ]) {
    it(`reports that ${glob} matches nothing`, () => {
      assert.equal(read({ user: { [glob]: true } }).problems.length, 1);
    });
  }
  for (const glob of [
    '*.{a,b}',
    '*.{a, b}',
    'config\\mine.txt',
    '/x',
    '${workspaceFolder}/x',
    'a~',
    '~$*.docx',
    "it's",
    '[ab].ts',
    '[!a]',
    './',
    '[a-z]*',
    '[]a]',
    '{[ab],c}/**',
    './a',
    ' a ',
    '**/a?',
    'é/(b)+',
  ]) {
    it(`reports nothing for ${glob}`, () => assert.deepEqual(read({ user: { [glob]: true } }).problems, []));
  }
});
