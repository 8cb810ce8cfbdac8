import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { anchorOf, settingsPage } from '../docs/settings.ts';
import { commandTitle } from '../vscode/packaged.ts';
import { projectDir } from '../vscode/install.ts';
import { sourceFiles, textsOf } from './userTexts.ts';

const read = (file: string) => readFileSync(join(projectDir, file), 'utf8');
const markdownIn = (dir: string) => readdirSync(join(projectDir, dir)).filter((file) => file.endsWith('.md'));
const docs = markdownIn('docs').map((file) => `docs/${file}`);
const pages = [...markdownIn('.'), ...docs, 'test/bench/README.md'];
const { contributes, scripts } = JSON.parse(read('package.json')) as {
  contributes: { commands: { command: string }[] };
  scripts: Record<string, string>;
};

const withoutBlocks = (file: string) => read(file).replaceAll(/^```[^]*?^```$/gm, '');
/** Without code, in which brackets are no links. */
const prose = (file: string) => withoutBlocks(file).replaceAll(/`[^`]*`/g, 'code');

interface Link {
  from: string;
  /** Path in the repository. */
  file: string;
  anchor: string | undefined;
}

function linksOf(from: string): Link[] {
  const targets = [...prose(from).matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
  return targets
    .filter((target) => !target.startsWith('https://'))
    .map((target) => {
      const [path, anchor] = target.split('#') as [string, string?];
      const file = path === '' ? from : relative(projectDir, join(projectDir, dirname(from), path));
      return { from, file, anchor };
    });
}

function anchorsOf(file: string): string[] {
  return [...withoutBlocks(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
}

describe('the documentation', () => {
  for (const page of pages) {
    it(`links to files and headings that exist in ${page}`, () => {
      for (const { file, anchor } of linksOf(page)) {
        assert.ok(existsSync(join(projectDir, file)), file);
        if (anchor !== undefined) assert.ok(anchorsOf(file).includes(anchor), `${file}#${anchor}`);
      }
    });
  }

  it('names files and npm scripts that exist', () => {
    for (const page of pages) {
      for (const [, path] of read(page).matchAll(/`((?:src|test|docs|media)\/[\w./]*\w)/g))
        assert.ok(existsSync(join(projectDir, path!)), `${page}: ${path}`);
      for (const [, script] of read(page).matchAll(/`[^`]*\bnpm run (?:--silent )?([\w:]+)/g))
        assert.ok(script! in scripts, `${page}: npm run ${script}`);
    }
  });

  it('is reached from README, each page of it', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) if (page.endsWith('.md')) for (const { file } of linksOf(page)) reached.add(file);
    assert.deepEqual(
      pages.filter((page) => !reached.has(page)),
      [],
    );
  });

  // VS Code's page of an extension shows no picture by a relative path (1.139.1): the large ones are not packaged.
  it('has links that lead to packaged files, except those of developers and moving pictures', () => {
    const packaged = new Set([...read('.vscodeignore').matchAll(/^!(.*)$/gm)].map(([, file]) => file!));
    const isPackaged = (file: string) =>
      packaged.has(file) || packaged.has(`${dirname(file)}/*${file.slice(file.lastIndexOf('.'))}`);
    const readInVSCode = ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...docs];
    assert.deepEqual(
      readInVSCode.filter((file) => !isPackaged(file)),
      [],
    );
    const missing = readInVSCode.flatMap(linksOf).filter(({ file }) => !isPackaged(file));
    assert.deepEqual([...new Set(missing.map(({ file }) => file))].sort(), [
      'CONTRIBUTING.md',
      'media/fill.png',
      'media/typing.png',
      'test/bench/README.md',
    ]);
  });

  it('has a README of at most 130 lines', () => {
    assert.ok(read('README.md').split('\n').length <= 130);
  });

  it('has moving pictures of at most 600 kB', () => {
    for (const name of ['typing', 'fill']) {
      const picture = readFileSync(join(projectDir, `media/${name}.png`));
      assert.ok(picture.includes('acTL'), `${name}: no animation`);
      assert.ok(picture.length < 600_000, `${name}: ${picture.length} bytes`);
    }
  });
});

describe('docs/settings.md', () => {
  it('is what `npm run docs` writes', () => assert.equal(read('docs/settings.md'), settingsPage()));
});

describe('docs/usage.md', () => {
  it('names every command', () => {
    const text = read('docs/usage.md');
    const titles = contributes.commands.map(({ command }) => commandTitle(command));
    assert.deepEqual(
      titles.filter((title) => !text.includes(`*${title}*`)),
      [],
    );
  });
});

describe('docs/troubleshooting.md', () => {
  it('quotes messages as they are', () => {
    const messages = sourceFiles.flatMap((file) => textsOf(file).texts.map(({ template }) => template));
    const asShown = messages.map((message) => message.replaceAll(/\{\d\}/g, '…'));
    const rows = read('docs/troubleshooting.md')
      .split('## Messages')[1]!
      .split('##')[0]!
      .matchAll(/^\| (\*.*?) \|/gm);
    const quoted = [...rows].flatMap(([, cell]) => [...cell!.matchAll(/\*([^*]+)\*/g)].map(([, quote]) => quote!));
    assert.ok(quoted.length > 20);
    assert.deepEqual(
      quoted.filter((quote) => !asShown.some((message) => message.includes(quote))),
      [],
    );
  });
});
