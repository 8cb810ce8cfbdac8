import assert from 'node:assert/strict';
import { readlinkSync, rmSync } from 'node:fs';
import { linkNames } from '../../../src/privacy/linkNames.ts';
import { make, newFolder } from './links.ts';

/** Calls the file system. */
function readlink(path: string): Promise<string | null> {
  try {
    return Promise.resolve(readlinkSync(path));
  } catch {
    return Promise.resolve(null);
  }
}

describe('names of links', () => {
  let dir: string;
  beforeEach(() => (dir = newFolder()));
  afterEach(() => rmSync(dir, { recursive: true }));

  /** Makes links, each `from -> to`, and returns the names of a path. */
  const namesOf = async (path: string, ...links: string[]) => {
    make(dir, ...links);
    return (await linkNames(`${dir}/${path}`, readlink))?.map((name) => name.replace(dir, 'DIR'));
  };

  const cases: [name: string, path: string, links: string[], names: string[]][] = [
    ['are none without links', 'a/b', [], []],
    ['are where a link leads', 'a', ['a -> b'], ['DIR/b']],
    ['are where one leads that is absolute', 'x/a', ['x/a -> DIR/b'], ['DIR/b']],
    ['are those of a chain', 'a', ['a -> x/b', 'x/b -> ../c'], ['DIR/x/b', 'DIR/c']],
    ['are those of a chain of folders', 'cfg/x', ['cfg -> .aws', '.aws -> data'], ['DIR/.aws/x', 'DIR/data/x']],
    ['are those of links within what links lead to', 'a/x', ['a -> b', 'b/x -> y'], ['DIR/b/x', 'DIR/b/y']],
    [
      'go up from where a link has led, not from its own folder',
      'a/x',
      ['a -> deep/er/b', 'deep/er/b/x -> ../.env'],
      ['DIR/deep/er/b/x', 'DIR/deep/er/.env'],
    ],
    ['have no steps on the spot', 'a', ['a -> ./b/.././c/'], ['DIR/c']],
  ];
  for (const [name, path, links, names] of cases) {
    it(name, async () => assert.deepEqual(await namesOf(path, ...links), names));
  }

  it('are unknown for a loop', async () => {
    assert.equal(await namesOf('a/x', 'a -> b', 'b -> a'), undefined);
  });

  it('are found on Windows and on a share', async () => {
    const links: Record<string, string> = {
      'c:/a': 'D:/b',
      'D:/b/c': '../d',
      '//srv/share/a': '/b',
      'c:/s': '//srv/share/a',
    };
    const of = (path: string) => linkNames(path, (one) => Promise.resolve(links[one] ?? null));
    assert.deepEqual(await of('c:/a/c/x'), ['D:/b/c/x', 'D:/d/x']);
    assert.deepEqual(await of('c:/s/x'), ['//srv/share/a/x', '/b/x']);
  });
});
