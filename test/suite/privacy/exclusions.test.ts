import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { link, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { Background } from '../../../src/base/background.ts';
import { WorkspaceFiles } from '../../../src/base/vscode/workspaceFiles.ts';
import { DeclarationIndex } from '../../../src/context/index/declarationIndex.ts';
import { SnippetCache } from '../../../src/context/selection/snippetCache.ts';
import { ImportIndex } from '../../../src/context/vscode/importIndex.ts';
import { Indexer } from '../../../src/context/vscode/indexer.ts';
import { SnippetReader } from '../../../src/context/vscode/snippetReader.ts';
import { FileLanguages } from '../../../src/language/vscode/fileLanguages.ts';
import { matchesGlob, readGlob } from '../../../src/base/glob.ts';
import type { ExcludeGlobs } from '../../../src/privacy/excludeSetting.ts';
import { GitIgnored } from '../../../src/privacy/vscode/gitIgnored.ts';
import { IgnoreFiles } from '../../../src/privacy/vscode/ignoreFiles.ts';
import { Exclusions } from '../../../src/privacy/vscode/exclusions.ts';
import { SnippetFiles } from '../../../src/privacy/vscode/snippetFiles.ts';
import { outermostFolder, WorkspaceUris } from '../../../src/privacy/vscode/workspaceUris.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { type FimServer, promptOf } from '../../server/fimServer.ts';
import { closeEditors, connect, messagesOf, open, setting, trigger, until } from '../harness.ts';

const workspaceFiles = new WorkspaceFiles();
after(() => workspaceFiles.dispose());

describe('excluded files', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  let server: FimServer;
  let outside: string;
  let places = 0;

  before(async () => {
    server = await connect();
    outside = await realpath(await mkdtemp(join(tmpdir(), 'infill-outside-')));
  });
  beforeEach(() => server.reset());
  afterEach(async () => {
    await setting('exclude', undefined);
    await closeEditors();
    await rm(join(folder.fsPath, 'home'), { recursive: true, force: true });
  });
  after(async () => {
    await rm(outside, { recursive: true });
    await server.close();
  });

  const at = (path: string) => vscode.Uri.joinPath(folder, 'home', path);

  /** Writes a file in the folder `home` of the workspace. */
  const put = async (path: string, text = `text of ${path}`) => {
    const file = at(path);
    await mkdir(dirname(file.fsPath), { recursive: true });
    await writeFile(file.fsPath, text);
    return file;
  };

  const openAtEnd = async (uri: vscode.Uri) => {
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(end, end);
    return editor;
  };

  /** Types and asks for ghost text and a fill, then asks for ghost text in another file: the server gets that request only. */
  const nothingIsSentOf = async (uri: vscode.Uri) => {
    server.reset();
    await openAtEnd(uri);
    await trigger();
    await vscode.commands.executeCommand('type', { text: 'x' });
    const told = await messagesOf(async () => vscode.commands.executeCommand('infill.fillSelection'));
    assert.match(told.join(), /Infill is off for this file/);
    const text = `another file, number ${++places}`;
    await open(`${text}█`);
    await trigger();
    await server.waitForRequest((request) => promptOf(request).endsWith(text));
    for (const request of server.requests) assert.ok(promptOf(request).endsWith(text), promptOf(request));
  };

  /** The server gets a request for the file. */
  const isSentOf = async (uri: vscode.Uri) => {
    const { document } = await openAtEnd(uri);
    await trigger();
    await server.waitForRequest((request) => promptOf(request).endsWith(document.getText()));
  };

  it('are secret files, of which nothing is sent', async () => {
    await nothingIsSentOf(await put('.env.local'));
  });

  it('are secret files under another name', async () => {
    const file = await put('.env');
    await symlink(file.fsPath, at('notes.txt').fsPath);
    await nothingIsSentOf(at('notes.txt'));
    await symlink('notes.txt', at('notes2.txt').fsPath);
    await nothingIsSentOf(at('notes2.txt'));
  });

  it('are secret files in a folder under another name', async () => {
    await put('.aws/config.txt');
    await symlink('.aws', at('cloud').fsPath);
    await nothingIsSentOf(at('cloud/config.txt'));
  });

  it('are messages that git opens in the editor, and all files of git itself, wherever its folder is @each', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: at('').fsPath, stdio: 'ignore' });
    await put('repository/.env', 'PASSWORD=hunter22');
    git('init', '--bare', 'bare');
    git('init', '--separate-git-dir', at('elsewhere').fsPath, 'repository');
    git('-C', 'repository', 'add', '.env');
    git('-C', 'repository', '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-m', 'one');
    git('-C', 'repository', 'worktree', 'add', at('bare/tree').fsPath);
    const message = '\n# Please enter the commit message\ndiff --git a/.env b/.env\n+PASSWORD=hunter22\n';
    await nothingIsSentOf(await put('elsewhere/COMMIT_EDITMSG', message));
    await nothingIsSentOf(await put('elsewhere/worktrees/tree/draft.txt', message));
    await nothingIsSentOf(await put('bare/draft.txt', message));
    await nothingIsSentOf(await put('linked/.git/hooks/draft.txt', message));
    await nothingIsSentOf(await put('plain/MERGE_MSG', message));
    // A worktree may be within a bare repository.
    server.reset();
    await isSentOf(await put('bare/tree/source.txt', 'source'));
  });

  it('are documents in languages of git, whatever their name', async () => {
    const file = await put('plan.txt', 'pick 1234567 words');
    const document = await vscode.workspace.openTextDocument(file);
    await isSentOf(file);
    await vscode.languages.setTextDocumentLanguage(document, 'git-rebase');
    await nothingIsSentOf(file);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
  });

  it('are copies that a program makes for one edit', async () => {
    const file = vscode.Uri.file(join(outside, 'kubectl-edit-2811439043.yaml'));
    await writeFile(file.fsPath, 'kind: Secret');
    await nothingIsSentOf(file);
  });

  it('are links that go through a secret name to a plain one', async () => {
    const plain = await put('plain.txt');
    await symlink(plain.fsPath, at('server.key').fsPath);
    await symlink('server.key', at('readme.txt').fsPath);
    await nothingIsSentOf(at('readme.txt'));
  });

  it('are links without a target, and loops of links', async () => {
    await put('a.txt');
    await symlink('two.txt', at('one.txt').fsPath);
    await symlink('one.txt', at('two.txt').fsPath);
    await symlink('.env', at('notes.txt').fsPath);
    const exclusions = new Exclusions(
      () => ({ anywhere: [], hidden: [], inWorkspace: ['.env*'] }),
      new WorkspaceUris(),
      workspaceFiles,
    );
    try {
      assert.deepEqual(await exclusions.evaluate(at('one.txt')), { scope: 'link' });
      assert.equal(await exclusions.evaluate(at('a.txt')), null);
      // The target may come to exist.
      assert.deepEqual(await exclusions.evaluate(at('notes.txt')), { scope: 'excluded', glob: '.env*' });
    } finally {
      exclusions.dispose();
    }
  });

  it('are links in folders that are links, and new documents for files there', async () => {
    await put('data/x.txt');
    await symlink('data', at('.aws').fsPath);
    await symlink('.aws', at('cfg').fsPath);
    await nothingIsSentOf(at('cfg/x.txt'));
    await put('.infillignore', 'private/\n');
    const exclusions = new Exclusions(
      () => ({ anywhere: [], hidden: [], inWorkspace: [] }),
      new WorkspaceUris(),
      workspaceFiles,
    );
    try {
      const check = (path: string) => exclusions.evaluate(at(path).with({ scheme: 'untitled' }));
      assert.deepEqual(await check('private/new.txt'), { scope: 'ignored' });
      assert.equal(await check('public/new.txt'), null);
    } finally {
      exclusions.dispose();
    }
  });

  it('are files that are renamed to a secret name, until they are renamed back @each', async () => {
    const file = await put('plum.txt', 'plum');
    await isSentOf(file);
    const renameTo = async (from: vscode.Uri, to: vscode.Uri) => {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(from, to);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    await renameTo(file, at('plum.pem'));
    await nothingIsSentOf(at('plum.pem'));
    await closeEditors();
    await renameTo(at('plum.pem'), at('pear.txt'));
    server.reset();
    await isSentOf(at('pear.txt'));
  });

  it('are files that get a secret name on disk @each', async () => {
    const file = await put('damson.txt', 'damson');
    await isSentOf(file);
    await rename(file.fsPath, at('damson.pem').fsPath);
    await nothingIsSentOf(at('damson.pem'));
  });

  it('are open files that become a link to a secret one on disk @each', async () => {
    const file = await put('quince.txt', 'quince');
    await put('.env', 'secret');
    await symlink('quince.txt', at('other.txt').fsPath);
    const globs = { anywhere: [], hidden: [], inWorkspace: ['.env*'] };
    const exclusions = new Exclusions(() => globs, new WorkspaceUris(), workspaceFiles);
    // This watcher was made later, so its events come after those of the exclusions.
    const unknown: unknown[] = [];
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    // VS Code reports a change, or that the one is gone and the other has come.
    for (const onEvent of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      onEvent(({ path }) => path === file.path && unknown.push(exclusions.known(file)));
    try {
      await openAtEnd(at('other.txt'));
      await isSentOf(file);
      await exclusions.resolve(file);
      await exclusions.resolve(at('other.txt'));
      rmSync(file.fsPath);
      symlinkSync('.env', file.fsPath);
      await until('the change is seen', () => exclusions.known(file));
      await until('it is seen of a link to it', () => exclusions.known(at('other.txt')));
      assert.ok(unknown.length > 0);
      assert.deepEqual(
        unknown.filter((exclusion) => exclusion !== undefined),
        [],
      );
      await until('the extension has seen it', async () => {
        const told = await messagesOf(async () => vscode.commands.executeCommand('infill.explain'));
        return told.join().includes('.env* excludes it');
      });
      await nothingIsSentOf(file);
    } finally {
      watcher.dispose();
      exclusions.dispose();
    }
  });

  it('are open files outside the workspace that become a link to a secret one on disk @each', async () => {
    const file = vscode.Uri.file(join(outside, 'medlar.txt'));
    await writeFile(file.fsPath, 'medlar');
    await writeFile(join(outside, '.env'), 'secret');
    await isSentOf(file);
    rmSync(file.fsPath);
    symlinkSync('.env', file.fsPath);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(vscode.window.activeTextEditor!.document.getText(), 'secret');
    server.reset();
    await vscode.commands.executeCommand('type', { text: 'x' });
    await nothingIsSentOf(file);
  });

  it('are not matched by a part of the path above the workspace', async () => {
    const part = 'home*';
    const exclusions = (globs: ExcludeGlobs, uri: vscode.Uri) => {
      const one = new Exclusions(() => globs, new WorkspaceUris(), workspaceFiles);
      return one.evaluate(uri).finally(() => one.dispose());
    };
    const above = `${folder.path.split('/').at(-2)!.slice(0, -1)}*`;
    const file = at('a.txt');
    const excluded = (glob: string) => ({ scope: 'excluded', glob });
    assert.equal(await exclusions({ anywhere: [], hidden: [], inWorkspace: [above] }, file), null);
    assert.deepEqual(await exclusions({ anywhere: [above], hidden: [], inWorkspace: [] }, file), excluded(above));
    assert.deepEqual(await exclusions({ anywhere: [], hidden: [], inWorkspace: [part] }, file), excluded(part));
    // The workspace folder itself, and folders of a file outside.
    const own = `${folder.path.split('/').at(-1)!.slice(0, -1)}*`;
    assert.deepEqual(await exclusions({ anywhere: [], hidden: [], inWorkspace: [own] }, file), excluded(own));
    const far = vscode.Uri.file(join(outside, 'a.txt'));
    const farGlob = 'infill-outside-*';
    assert.deepEqual(await exclusions({ anywhere: [], hidden: [], inWorkspace: [farGlob] }, far), excluded(farGlob));
  });

  it('include a file with a running fill that is excluded meanwhile, with its further gaps', async () => {
    const file = await put('sorb.txt', 'a = ;\nb = ;\n');
    server.fault({ text: 'sorb', stall: { tokens: 1 } }, { times: Infinity });
    const editor = await openAtEnd(file);
    editor.selections = [0, 1].map((line) => new vscode.Selection(line, 4, line, 4));
    await vscode.commands.executeCommand('infill.fillSelection');
    await server.waitForRequest();
    await setting('exclude', ['sorb.*']);
    const told = await messagesOf(async () => vscode.commands.executeCommand('infill.fillSelection'));
    assert.match(told.join(), /Infill is off for this file/);
    server.release();
    await until('the first gap is filled', () => editor.document.getText() === 'a = sorb;\nb = ;\n');
    assert.equal(server.requests.length, 1);
    server.clearFaults();
    await vscode.commands.executeCommand('infill.fill.discard');
    await nothingIsSentOf(file);
  });

  it('include a file with a running request that is excluded meanwhile, and the request ends', async () => {
    const file = await put('rowan.txt', 'rowan');
    server.fault({ text: 'words', stall: 'headers' });
    await openAtEnd(file);
    // Resolves when the request ends.
    void trigger();
    const { done } = await server.waitForRequest((request) => promptOf(request).endsWith('rowan'));
    await setting('exclude', ['rowan.*']);
    await done;
    assert.ok(server.requests.every(({ closedByClient }) => closedByClient));
    await nothingIsSentOf(file);
  });

  it('are those that git ignores, if infill.gitIgnored says so', async () => {
    await put('.gitignore', 'ignored.txt\n');
    const [file, other] = [await put('ignored.txt', 'ignored'), await put('other.txt', 'other')];
    await isSentOf(file);
    await setting('gitIgnored', 'never send');
    try {
      await nothingIsSentOf(file);
      server.reset();
      await isSentOf(other);
    } finally {
      await setting('gitIgnored', undefined);
    }
    server.reset();
    await isSentOf(file);
  });

  it('are not those of patterns that match no file, which are named once', async () => {
    const named = (exclude: unknown) =>
      messagesOf(async (messages) => {
        await setting('exclude', exclude);
        // Another change, after which all messages of the first are there.
        await setting('multiline', 'never');
        await setting('multiline', undefined);
        return messages;
      });
    assert.deepEqual(await named({ '~/plum.txt': true, '*.{a,{b,c}}': true, 'x.txt': true }), [
      'No file matches ~/plum.txt, *.{a,{b,c}} in infill.exclude: it excludes nothing. | Open Settings',
    ]);
    assert.deepEqual(await named({ '~/plum.txt': true, 'y.txt': true }), []);
    assert.match((await named({ '~/plum.txt': true, '"z.txt"': true })).join(), /^No file matches "z\.txt" in/);
  });

  it('are not those that are only kept out of snippets: ignored by git, generated, large', async () => {
    await put('.gitignore', 'ignored.js\n');
    for (const [path, text] of Object.entries({
      'ignored.js': 'ignored',
      'generated.js': '// Code generated by a tool. DO NOT EDIT.\ngenerated',
      'large.js': `${'let plum;\n'.repeat(20_000)}large`,
    })) {
      server.reset();
      await openAtEnd(await put(path, text));
      await trigger();
      await server.waitForRequest((request) => promptOf(request).endsWith(text.slice(-5)));
    }
  });

  it('are those of infill.exclude, also of a list', async () => {
    const file = await put('medlar.txt');
    await setting('exclude', { 'medlar.*': true });
    await nothingIsSentOf(file);
    await setting('exclude', ['home/*.txt']);
    await nothingIsSentOf(file);
    await setting('exclude', { 'medlar.*': false });
    server.reset();
    await isSentOf(file);
  });

  it('are those of a pattern for a place in the workspace', async () => {
    const globs = ['/home/medlar.txt', '${workspaceFolder}/home/sorb.txt', 'home\\rowan.txt'];
    const exclusions = new Exclusions(
      () => ({ anywhere: globs, hidden: [], inWorkspace: [] }),
      new WorkspaceUris(),
      workspaceFiles,
    );
    try {
      for (const [index, name] of ['medlar.txt', 'sorb.txt', 'rowan.txt'].entries())
        assert.deepEqual(await exclusions.evaluate(await put(name)), { scope: 'excluded', glob: globs[index] });
      assert.equal(await exclusions.evaluate(await put('deep/home/medlar.txt')), null);
    } finally {
      exclusions.dispose();
    }
  });

  it('are those that an .infillignore names, until it does not', async () => {
    const file = await put('deep/below/sloe.txt', 'sloe');
    await isSentOf(file);
    await put('deep/.infillignore', 'below/*\n');
    const isOff = async () => {
      const told = await messagesOf(async () => vscode.commands.executeCommand('infill.explain'));
      return told.join().includes('an .infillignore of the workspace excludes it');
    };
    await until('the rules are seen', async () => {
      await closeEditors();
      await openAtEnd(file);
      return isOff();
    });
    await nothingIsSentOf(file);
    await symlink(file.fsPath, at('other.txt').fsPath);
    await nothingIsSentOf(at('other.txt'));
    await put('deep/below/.infillignore', '!sloe.txt\n');
    await until('the exception is seen', async () => {
      await closeEditors();
      await openAtEnd(file);
      return !(await isOff());
    });
    server.reset();
    await isSentOf(file);
  });
});

describe("a glob's meaning", () => {
  it("is VS Code's @each", () => {
    const globs =
      '** **/* * **/a a/** **/a/** *.b **/*.{b,c} {a,x/*}.b **/{a,b}/c x/?.b [ab].b [!a].b [a-c]* []x]y a+b.c a(b).b x** **/.a* .a/** x/**/c **/x/**/c.b é*'.split(
        ' ',
      );
    const paths =
      'a a.b b.c x/a x/a/c x/y/c.b x/c c.b x/a.b .a .abc x/.a/b ]y xy a+b.c a(b).b xx x/b/c é é.b cb X/A.B a/b/c/a x/ab/c'.split(
        ' ',
      );
    for (const glob of globs) {
      const own = (path: string) => matchesGlob(path, readGlob(`/${glob}`));
      const ofCode = (path: string) =>
        vscode.languages.match({ pattern: `/${glob}` }, {
          uri: vscode.Uri.file(path),
          languageId: '',
        } as vscode.TextDocument) > 0;
      for (const path of paths.map((one) => `/${one}`)) {
        // Case never counts here, and a class never finds a slash.
        const isOther = path !== path.toLowerCase() || glob === '[!a].b';
        if (!isOther) assert.equal(own(path), ofCode(path), `${glob} ${path}`);
      }
    }
  });
});

describe('an .infillignore', () => {
  const folder = vscode.workspace.workspaceFolders![0]!;
  const at = (path: string) => vscode.Uri.joinPath(folder.uri, 'rules', path);
  const put = async (path: string, text: string | Uint8Array) => {
    await mkdir(dirname(at(path).fsPath), { recursive: true });
    await writeFile(at(path).fsPath, text);
  };
  afterEach(() => rm(at('').fsPath, { recursive: true }));

  it('may be in UTF-16', async () => {
    await put('.infillignore', Buffer.from('\uFEFFprivate/\r\n', 'utf16le'));
    const files = new IgnoreFiles('.infillignore');
    assert.equal(await files.ignores(at('private/a.ts')), true);
    assert.equal(await files.ignores(at('a.ts')), false);
  });

  it('brings back a file by its exact name, where case counts', async () => {
    await put('.infillignore', '*.txt\n!Back.txt\n');
    const files = new IgnoreFiles('.infillignore');
    assert.equal(await files.ignores(at('Back.txt')), false);
    await put('probe', '');
    const isCaseSensitive = !existsSync(at('PROBE').fsPath);
    assert.equal(await files.ignores(at('back.TXT')), isCaseSensitive);
  });

  it('holds from the top of the repository, above the opened folder', async () => {
    const above = vscode.Uri.joinPath(folder.uri, '..').fsPath;
    const far = dirname(above);
    const exclusions = new Exclusions(
      () => ({ anywhere: [], hidden: [], inWorkspace: [] }),
      new WorkspaceUris(),
      workspaceFiles,
    );
    try {
      // The `.git` of a worktree or submodule is a file.
      await writeFile(join(above, '.git'), 'gitdir: /elsewhere');
      await writeFile(join(above, '.infillignore'), 'above.ts\n');
      await writeFile(join(far, '.infillignore'), 'far.ts\n');
      await put('above.ts', '');
      await put('far.ts', '');
      assert.deepEqual(await exclusions.evaluate(at('above.ts')), { scope: 'ignored' });
      assert.equal(await exclusions.evaluate(at('far.ts')), null);
      // A file of the repository that is opened alone.
      assert.deepEqual(await exclusions.evaluate(vscode.Uri.file(join(above, 'above.ts'))), { scope: 'ignored' });
    } finally {
      exclusions.dispose();
      for (const name of [join(above, '.git'), join(above, '.infillignore'), join(far, '.infillignore')])
        await rm(name);
    }
  });

  it('holds in a workspace folder that is within another one', async () => {
    const inner = { ...folder, uri: at('packages/x') };
    const folderOf = (uri: vscode.Uri) =>
      `${uri.path}/`.startsWith(`${inner.uri.path}/`) ? inner : vscode.workspace.getWorkspaceFolder(uri);
    assert.equal(folderOf(at('packages/x/a.ts')), inner);
    assert.equal(outermostFolder(at('packages/x/a.ts'), folderOf)?.uri.path, folder.uri.path);
    assert.equal(outermostFolder(vscode.Uri.file('/elsewhere'), folderOf), undefined);
    const root = { ...folder, uri: vscode.Uri.file('/') };
    assert.equal(
      outermostFolder(at('a.ts'), () => root),
      root,
    );
    await put('.infillignore', 'secret.ts\n');
    await put('packages/x/.infillignore', 'inner.ts\n');
    const files = new IgnoreFiles('.infillignore');
    for (const name of ['secret.ts', 'inner.ts']) assert.ok(await files.ignores(at(`packages/x/${name}`)), name);
    assert.equal(await files.ignores(at('inner.ts')), false);
  });
});

describe('files that may not become snippets', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const workspaceUris = new WorkspaceUris();
  const gitIgnored = new GitIgnored(workspaceFiles, systemClock);
  let exclusions: Exclusions;
  let snippetFiles: SnippetFiles;
  let outside: string;

  before(async () => {
    exclusions = new Exclusions(
      () => ({ anywhere: [], hidden: [], inWorkspace: ['.env*'] }),
      workspaceUris,
      workspaceFiles,
    );
    snippetFiles = new SnippetFiles(exclusions, workspaceUris, gitIgnored);
    outside = await realpath(await mkdtemp(join(tmpdir(), 'infill-outside-')));
  });
  after(async () => {
    exclusions.dispose();
    gitIgnored.dispose();
    await closeEditors();
    await rm(at('').fsPath, { recursive: true });
    await rm(outside, { recursive: true });
  });

  const at = (path: string) => vscode.Uri.joinPath(folder, 'none', path);
  const put = async (path: string, text = 'text') => {
    await mkdir(dirname(at(path).fsPath), { recursive: true });
    await writeFile(at(path).fsPath, text);
    return at(path);
  };
  interface Repository {
    checkIgnore: (this: Repository, paths: string[]) => Promise<Set<string>>;
  }
  /** The repository of VS Code's git extension in a folder. */
  const repositoryAt = async (path: string): Promise<Repository> => {
    const git = vscode.extensions.getExtension<{ getAPI(version: 1): object }>('vscode.git')!;
    const api = (await git.activate()).getAPI(1) as { openRepository(root: vscode.Uri): Promise<Repository | null> };
    return until('git has the repository', () => api.openRepository(at(path)));
  };

  const refuses = async (uri: vscode.Uri, expected: string | null) =>
    assert.equal(await snippetFiles.exclusionOf(uri), expected, uri.path);

  it('are excluded ones, under any name', async () => {
    await refuses(await put('.env'), 'excluded');
    await symlink('.env', at('a.txt').fsPath);
    await refuses(at('a.txt'), 'excluded');
    await refuses(await put('b.txt'), null);
  });

  it('are those outside the workspace, linked into it or not, and those that do not exist', async () => {
    await writeFile(join(outside, 'a.txt'), 'text');
    await refuses(vscode.Uri.file(join(outside, 'a.txt')), 'outside');
    await symlink(join(outside, 'a.txt'), at('outside.txt').fsPath);
    await refuses(at('outside.txt'), 'outside');
    await symlink(outside, at('outside').fsPath);
    await refuses(at('outside/a.txt'), 'outside');
    const { uri } = await vscode.workspace.openTextDocument({ content: 'text' });
    await refuses(uri, 'outside');
    await refuses(at('nowhere.txt'), 'gone');
  });

  it('are not the links within the workspace', async () => {
    await put('sub/c.txt');
    await symlink('sub/c.txt', at('link.txt').fsPath);
    await refuses(at('link.txt'), null);
  });

  it('are those with hard links', async () => {
    await link((await put('hard.txt')).fsPath, join(outside, 'hard.txt'));
    await refuses(at('hard.txt'), 'linked');
  });

  it('are large ones', async () => refuses(await put('large.txt', 'x'.repeat(300_001)), 'large'));

  it('are those that .gitignore names, without a repository', async () => {
    await put('.gitignore', 'built/\n');
    const built = await put('built/a.js');
    await until('the rules are seen', async () => (await snippetFiles.exclusionOf(built)) === 'git-ignored');
    await symlink('built/a.js', at('built.js').fsPath);
    await refuses(at('built.js'), 'git-ignored');
    await refuses(await put('source/a.js'), null);
  });

  it('are those that a repository around the workspace names', async () => {
    const above = vscode.Uri.joinPath(folder, '..').fsPath;
    await mkdir(join(above, '.git/info'), { recursive: true });
    try {
      await writeFile(join(above, '.gitignore'), 'above.js\n');
      await writeFile(join(above, '.git/info/exclude'), 'excluded.js\nback.js\n');
      await put('.gitignore', '!back.js\n');
      // The other instance may have read the rules above the workspace before.
      const ignored = new GitIgnored(workspaceFiles, systemClock);
      try {
        for (const name of ['above.js', 'excluded.js']) assert.ok(await ignored.isIgnored(at(name)), name);
        assert.equal(await ignored.isIgnored(at('back.js')), false);
      } finally {
        ignored.dispose();
      }
    } finally {
      await rm(join(above, '.git'), { recursive: true });
      await rm(join(above, '.gitignore'));
      await rm(at('.gitignore').fsPath);
    }
  });

  it('are those that git ignores @each', async () => {
    const extension = vscode.extensions.getExtension<{
      getAPI(version: 1): { getRepository(uri: vscode.Uri): object | null };
    }>('vscode.git')!;
    const api = (await extension.activate()).getAPI(1);
    let isKnown = false;
    const listener = gitIgnored.onDidChange(
      () => (isKnown ||= api.getRepository(at('repository/source.txt')) !== null),
    );
    const file = await put('repository/source.txt');
    const git = (...args: string[]) => execFileSync('git', args, { cwd: at('repository').fsPath, stdio: 'ignore' });
    git('init');
    await put('repository/tracked.log');
    await put('repository/other.log');
    await put('repository/.git/info/exclude', '*.log\n');
    git('add', '--force', 'tracked.log');
    git('config', 'core.excludesFile', join(outside, 'everywhere'));
    await writeFile(join(outside, 'everywhere'), 'source.bak\n');
    // The user's global rules are unknown until git has found the repository, which it may do at any time.
    const refusal = await snippetFiles.exclusionOf(await put('repository/source.bak'));
    assert.ok(refusal === null || (refusal === 'git-ignored' && api.getRepository(file)), String(refusal));
    await vscode.window.showTextDocument(file);
    await until('git has looked', () => isKnown);
    listener.dispose();
    await refuses(at('repository/source.bak'), 'git-ignored');
    await refuses(at('repository/other.log'), 'git-ignored');
    await refuses(at('repository/tracked.log'), null);
    await refuses(file, null);
    await refuses(at('repository/.git/info/exclude'), 'excluded');
  });

  it('are those that git ignores, though its answer is lost once @each', async () => {
    const file = await put('repository/secret.log');
    await put('repository/.gitignore', '');
    execFileSync('git', ['init'], { cwd: at('repository').fsPath, stdio: 'ignore' });
    execFileSync('git', ['config', 'core.excludesFile', join(outside, 'global')], { cwd: at('repository').fsPath });
    await writeFile(join(outside, 'global'), '*.log\n');
    const repository = await repositoryAt('repository');
    const common = Object.getPrototypeOf(repository) as Repository;
    const { checkIgnore } = common;
    let calls = 0;
    common.checkIgnore = function (paths) {
      return ++calls === 1 ? Promise.resolve(new Set()) : checkIgnore.call(this, paths);
    };
    try {
      gitIgnored.forgetAnswers();
      await refuses(file, 'git-ignored');
    } finally {
      common.checkIgnore = checkIgnore;
    }
  });

  it('are asked for in one call of git and one for those left, and not again when only their text has changed @each', async () => {
    const files = await Promise.all(Array.from({ length: 20 }, (_, at) => put(`repository/file${at}.txt`)));
    execFileSync('git', ['init'], { cwd: at('repository').fsPath, stdio: 'ignore' });
    const repository = await repositoryAt('repository');
    // Each call of the API makes another object, with this prototype.
    const common = Object.getPrototypeOf(repository) as Repository;
    const { checkIgnore } = common;
    const asked: string[][] = [];
    common.checkIgnore = function (paths) {
      asked.push(paths);
      return checkIgnore.call(this, paths);
    };
    const background = new Background({ clock: systemClock });
    const languages = new FileLanguages();
    const declarationIndex = new DeclarationIndex();
    const indexer = new Indexer({
      ...{ declarationIndex, background, exclusions, gitIgnored, files: workspaceFiles, clock: systemClock },
      snippetCache: new SnippetCache({ declarationIndex, background, clock: systemClock }),
      imports: new ImportIndex(),
      reader: new SnippetReader(snippetFiles, languages, background),
    });
    try {
      assert.equal(await indexer.ensureIndexed(files, () => true), 20);
      assert.deepEqual([asked.length, new Set(asked.flat()).size], [2, 20]);
      // VS Code may report the new files only now.
      await until('all are known', async () => (await indexer.ensureIndexed(files, () => true)) === 0);
      const editor = await vscode.window.showTextDocument(files[0]!);
      // Another editor is active: the rules above the workspace are read again.
      await indexer.ensureIndexed(files, () => true);
      const before = asked.length;
      for (const text of ['one', 'two']) {
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
        assert.equal(await indexer.ensureIndexed(files, () => true), 1);
      }
      assert.match(declarationIndex.get(files[0]!.toString())!.text, /^twoone/);
      assert.deepEqual(asked.slice(before), []);
      indexer.clear();
      await indexer.ensureIndexed(files.slice(1), () => true);
      assert.deepEqual(
        asked.slice(before).map((paths) => paths.length),
        [19, 19],
      );
      assert.equal(
        await indexer.ensureIndexed(
          await Promise.all(['a', 'b'].map((name) => put(`repository/${name}.txt`))),
          () => false,
        ),
        0,
      );
    } finally {
      common.checkIgnore = checkIgnore;
      indexer.dispose();
      languages.dispose();
      background.end();
    }
  });
});
