import assert from 'node:assert/strict';
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { pathNames } from '../../../src/privacy/pathNames.ts';
import { make, newFolder } from './links.ts';

describe('names of a path', () => {
  let dir: string;
  beforeEach(() => (dir = newFolder()));
  afterEach(() => rmSync(dir, { recursive: true }));

  /** Makes files, and links as `from -> to`; returns the names that links give to a path, and its real name. */
  const namesOf = async (path: string, ...made: string[]) => {
    make(dir, ...made);
    const names = await pathNames(`${dir}/${path}`, files);
    return names && [...names.links, names.real].map((name) => name.replace(dir, 'DIR'));
  };

  const cases: [name: string, path: string, made: string[], names: string[]][] = [
    ['are its own alone without links', 'a', ['a'], ['DIR/a']],
    ['are its own of what is not there, nor its folder', 'x/y/a', [], ['DIR/x/y/a']],
    ['are where a link leads', 'notes.txt', ['.env', 'notes.txt -> .env'], ['DIR/.env', 'DIR/.env']],
    ['are those of a link whose file is gone', 'notes.txt', ['notes.txt -> .env'], ['DIR/.env', 'DIR/.env']],
    ['are those of a folder that is gone', 'cloud/c.txt', ['cloud -> .aws'], ['DIR/.aws/c.txt', 'DIR/.aws/c.txt']],
    [
      'are those of a chain whose end is gone',
      'a',
      ['a -> x/b', 'x/b -> ../.env', 'x/c'],
      ['DIR/x/b', 'DIR/.env', 'DIR/.env'],
    ],
    [
      'are those of a new file in a folder that is a link',
      'cfg/new.txt',
      ['.aws/c.txt', 'cfg -> DIR/.aws'],
      ['DIR/.aws/new.txt', 'DIR/.aws/new.txt'],
    ],
  ];
  for (const [name, path, made, names] of cases) {
    it(name, async () => assert.deepEqual(await namesOf(path, ...made), names));
  }

  it('are unknown for a loop', async () => {
    await assert.rejects(namesOf('a/x', 'a -> b', 'b -> a'), { code: 'ELOOP' });
  });

  it('are unknown where the file system does not say', async () => {
    await assert.rejects(namesOf('a/x', 'a'), { code: 'ENOTDIR' });
  });

  it('are more where a file has hard links, and a folder has none', async () => {
    writeFileSync(join(dir, 'a'), '');
    assert.equal((await pathNames(join(dir, 'a'), files))!.hasMore, false);
    linkSync(join(dir, 'a'), join(dir, 'b'));
    assert.equal((await pathNames(join(dir, 'a'), files))!.hasMore, true);
    assert.equal((await pathNames(dir, files))!.hasMore, false);
  });

  it('are those of a drive and of the root', async () => {
    const isThere = new Set(['c:/', '/']);
    const known = (path: string) =>
      isThere.has(path) ? Promise.resolve(path) : Promise.reject(Object.assign(new Error(path), { code: 'ENOENT' }));
    const stat = () => Promise.resolve({ nlink: 2, isFile: () => false });
    for (const path of ['c:/a', 'c:/a/b', '/a', '/a/b'])
      assert.equal((await pathNames(path, { realpath: known, readlink: known, stat }))!.real, path);
  });
});
