import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type FimServer, promptOf } from '../../server/fimServer.ts';
import { closeEditors, connect, setting, testKey, trigger, until } from '../harness.ts';

/** A made-up key in GitHub's format. */
const randomKey = 'ghp_q7Zt2LmX9vB4kRs8WcJ3dNf6GhY1pQa5TuE0';
const sources = ['definitions', 'imports', 'importers', 'tabs', 'edits', 'siblings'];

describe('context from the workspace', () => {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const at = (path: string) => vscode.Uri.joinPath(folder, path);
  let server: FimServer;

  before(async () => void (server = await connect()));
  beforeEach(async () => {
    server.reset();
    await setting('context.tokens', undefined);
  });
  afterEach(async () => {
    for (const name of ['context.sources', 'exclude']) await setting(name, undefined);
    await closeEditors();
    await rm(at('home').fsPath, { recursive: true, force: true });
  });
  after(async () => {
    await setting('context.tokens', 0);
    await server.close();
  });

  const only = (...names: string[]) =>
    setting('context.sources', Object.fromEntries(sources.map((name) => [name, names.includes(name)])));

  /** Writes a file in the folder `home` of the workspace. */
  const put = async (path: string, text: string) => {
    await mkdir(dirname(at(`home/${path}`).fsPath), { recursive: true });
    await writeFile(at(`home/${path}`).fsPath, text);
    return at(`home/${path}`);
  };

  /** Opens a file with the cursor behind this text. */
  const openBehind = async (uri: vscode.Uri, text: string) => {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    // VS Code may still have the text of another test's file of this name.
    const onDisk = await readFile(uri.fsPath, 'utf8');
    await until(`the text of ${uri.path}`, () => document.isDirty || document.getText() === onDisk);
    const cursor = document.positionAt(document.getText().indexOf(text) + text.length);
    editor.selection = new vscode.Selection(cursor, cursor);
    return editor;
  };

  /** Types a letter and asks for ghost text until a prompt fits, with a rest for gathering in between. */
  const promptThat = async (what: string, fits: (prompt: string) => boolean) => {
    const from = server.requests.length;
    const found = () => server.requests.slice(from).map(promptOf).find(fits);
    return until(what, async () => {
      await vscode.commands.executeCommand('type', { text: 'x' });
      await trigger(); // no request if the suggestion list opens at this moment: VS Code then stops its call (1.139.1)
      return found() ?? new Promise<undefined>((rested) => setTimeout(rested, 400));
    });
  };
  const promptWith = (text: string) => promptThat(`a prompt has ${text}`, (prompt) => prompt.includes(text));

  it('has the definitions of the names around the cursor that a language server finds @each', async () => {
    await only('definitions');
    await openBehind(at('cli/main.ts'), 'const add: Command = (store, [recipient');
    const prompt = await promptWith('+++++ cli/store.ts\n');
    assert.match(prompt, /class ParcelStore/);
    assert.match(prompt, /\+\+\+\+\+ cli\/main\.ts\n[^]*const add: Command = \(store, \[recipientx*$/);
  });

  it('has the files that this one imports, and those that import it', async () => {
    await only('imports');
    await put('a.ts', 'export function alphaOfA(): number {\n  return 1;\n}\n');
    const b = await put('b.ts', "import { alphaOfA } from './a.ts';\n\nexport const beta = alphaOfA(");
    await openBehind(b, 'alphaOfA(');
    assert.match(await promptWith('+++++ home/a.ts\n'), /function alphaOfA/);
    await only('imports', 'importers', 'siblings');
    await openBehind(at('home/a.ts'), 'return 1;');
    assert.match(await promptWith('+++++ home/b.ts\n'), /beta = alphaOfA/);
  });

  it('has the current text of places that were visited, and of changes in other files @each', async () => {
    await only('tabs');
    const text = 'export function seenBefore(): void {}\n';
    await openBehind(await put('seen.ts', text), 'seenBefore');
    const user = await put('user.ts', 'seenBefore(');
    await openBehind(user, 'seenBefore(');
    assert.match(await promptWith('+++++ home/seen.ts\n'), /function seenBefore/);
    await only('edits');
    const other = await openBehind(at('home/seen.ts'), 'seenBefore');
    await other.edit((edit) => edit.insert(new vscode.Position(0, 26), 'AndChanged'));
    await openBehind(user, 'seenBefore(');
    await promptWith('seenBeforeAndChanged');
    // The earlier text is gone.
    assert.doesNotMatch(promptOf(server.requests.at(-1)!), /seenBefore\(\): void/);
  });

  it('has what was changed in the same file, far from the cursor', async () => {
    await only('edits');
    const filler = Array.from({ length: 600 }, (_, line) => `let filler${line} = '${'-'.repeat(20)}';\n`).join('');
    const long = await put('long.ts', `export function atTheTop(): void {}\n\n${filler}atTheTop(`);
    const editor = await openBehind(long, 'atTheTop');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 25), 'count: number'));
    await openBehind(long, "';\natTheTop(");
    await promptWith('+++++ home/long.ts\nexport function atTheTop(count: number): void {}\n');
  });

  it('has the file that a test belongs to', async () => {
    await only('siblings');
    await put('plum.ts', 'export function plumOfTheTree(): void {}\n');
    await openBehind(await put('plum.test.ts', 'plumOfTheTree('), 'plumOfTheTree(');
    assert.match(await promptWith('+++++ home/plum.ts\n'), /function plumOfTheTree/);
  });

  it('is empty where all of its sources are off, or it gets no tokens', async () => {
    await put('a.ts', 'export function alphaOfA(): number {\n  return 1;\n}\n');
    const b = await put('b.ts', "import { alphaOfA } from './a.ts';\n\nexport const beta = alphaOfA(");
    await openBehind(b, 'alphaOfA(');
    await promptWith('+++++ home/a.ts\n');
    await setting('context.tokens', 0);
    await promptThat('no snippet', (prompt) => !prompt.includes('+++++ home/a.ts'));
    await setting('context.tokens', undefined);
    await promptWith('+++++ home/a.ts\n');
    await only();
    await promptThat('no snippet', (prompt) => !prompt.includes('+++++ home/a.ts'));
  });

  it('has nothing of files that are excluded under any name, and no secret', async () => {
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'infill-outside-')));
    try {
      // Each declares another name that is wanted. The allowed files come, with a link and a long one among them.
      const forbidden = ['.env.ts', 'ignored.ts', 'git.ts', 'generated.ts', 'excluded.ts', 'out.ts', 'large.ts'];
      const allowed = ['plain.ts', 'in.ts', 'small.ts'];
      const nameIn = (file: string) => file.replace(/\W/g, '_');
      const body = (file: string) => `export const ${nameIn(file)} = 'of ${file}';\n`;
      await writeFile(join(outside, 'out.ts'), body('out.ts'));
      await put('.infillignore', 'ignored.ts\n');
      await put('.gitignore', 'git.ts\n');
      for (const file of ['.env.ts', 'ignored.ts', 'git.ts', 'excluded.ts']) await put(file, body(file));
      await put('generated.ts', `// @generated\n${body('generated.ts')}`);
      await put('large.ts', body('large.ts') + '// line\n'.repeat(12_500));
      await put('small.ts', body('small.ts') + '// line\n'.repeat(200));
      await put('deep/in.ts', body('in.ts'));
      await symlink('deep/in.ts', at('home/in.ts').fsPath);
      await symlink(join(outside, 'out.ts'), at('home/out.ts').fsPath);
      // The link to a secret file has an ordinary name.
      await symlink('.env.ts', at('home/link.ts').fsPath);
      await setting('exclude', { 'excluded.ts': true });
      const key = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
      await put('plain.ts', `${body('plain.ts')}export const key = '${key}';\n`);
      const files = [...forbidden, 'link.ts', ...allowed];
      for (const file of files) await openBehind(at(`home/${file}`), 'export');
      const names = [...forbidden, ...allowed].map(nameIn);
      const imports = files.map((file) => `import * as from${nameIn(file)} from './${file}';\n`).join('');
      const text = `console.log(${names.join(', ')}, `;
      await openBehind(await put('user.ts', `${imports}\n${text}`), text);
      const has = (prompt: string, file: string) => prompt.includes(`= 'of ${file}'`);
      const prompt = await promptThat('all that is allowed', (one) => allowed.every((file) => has(one, file)));
      assert.match(prompt, /key = '\*\*\*'/);
      const ofUser = server.requests.map(promptOf).filter((one) => one.includes('console.log('));
      const leaks = forbidden.filter((file) => ofUser.some((one) => has(one, file)));
      assert.deepEqual(leaks, []);
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('loses a file that is renamed to a secret name, or excluded, at once', async () => {
    const a = await put('a.ts', 'export function alphaOfA(): number {\n  return 1;\n}\n');
    const text = "import { alphaOfA } from './a.ts';\nimport './b.ts';\n\nexport const beta = alphaOfA(";
    const user = await put('user.ts', text);
    await openBehind(user, 'alphaOfA(');
    await promptWith('function alphaOfA');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(a, at('home/a.pem'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await openBehind(user, 'alphaOfA(');
    await promptThat('no snippet', (prompt) => !prompt.includes('function alphaOfA'));
    await put('b.ts', 'export function betaOfB(): number {\n  return 1;\n}\n');
    await promptWith('function betaOfB');
    await put('.infillignore', 'b.ts\n');
    await promptThat('no snippet', (prompt) => !prompt.includes('function betaOfB'));
    // It does not come back.
    server.reset();
    await promptThat('one more', () => true);
    assert.ok(!server.requests.some((request) => promptOf(request).includes('function betaOfB')));
  });

  it('is shown by Show Last Request as it was sent, without the key, and that document is never sent @each', async () => {
    await put('a.ts', `export function alphaOfA(key = "${randomKey}"): number {\n  return use(key);\n}\n`);
    const text = `import { alphaOfA } from './a.ts';\n\nconst key = "${randomKey}";\nexport const beta = alphaOfA(█);\n`;
    const user = await openBehind(await put('user.ts', text.replace('█', '')), 'beta = alphaOfA(');
    const prompt = await promptWith('function alphaOfA');
    const last = server.requests.at(-1)!;
    assert.ok(typeof last.body !== 'string');
    await vscode.commands.executeCommand('infill.showLastRequest');
    const shown = await until('the request is shown', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document !== user.document && document;
    });
    const sent = shown.getText();
    assert.match(sent, /^The last request asked for a completion in home\/user\.ts, at /);
    assert.ok(sent.includes(`${server.url}/v1/fim/completions`));
    assert.ok(sent.includes('Masked secrets: 1 around the cursor, 1 in snippets of other files.'), sent);
    assert.ok(!sent.includes(randomKey) && !promptOf(last).includes(randomKey));
    for (const part of prompt.split(/(?=\+\+\+\+\+ )/)) assert.ok(sent.includes(part), part);
    assert.match(sent, /===== Prompt, part \d+ of \d+: home\/a\.ts from line 1, /);
    assert.ok(sent.includes(last.body.suffix!));
    assert.match(sent, /"model": "codestral-latest"/);
    const shownParameters = /Parameters =====\n([^]*?)\n=====/.exec(sent)![1]!;
    const { prompt: all, suffix } = last.body;
    assert.deepEqual({ ...(JSON.parse(shownParameters) as object), prompt: all, suffix }, last.body);
    assert.ok(!sent.includes(testKey));
    // The document shows the request as it was, whatever the settings are now.
    await setting('endpoint', 'http://127.0.0.1:9');
    await vscode.commands.executeCommand('infill.showLastRequest');
    assert.ok(vscode.window.activeTextEditor!.document.getText().includes(`${server.url}/v1/fim/completions`));
    await setting('endpoint', server.url);
    server.reset();
    await trigger();
    await vscode.window.showTextDocument(user.document);
    await promptThat('a request of the file', (one) => one.includes('beta'));
    assert.ok(!server.requests.some((request) => promptOf(request).includes('The last request asked')));
  });

  it('is in the prompt of a fill, too', async () => {
    await put('a.ts', 'export function alphaOfA(): number {\n  return 1;\n}\n');
    const text = "import { alphaOfA } from './a.ts';\n\nexport const beta = alphaOfA(";
    await openBehind(await put('user.ts', text), 'beta = alphaOfA(');
    await promptWith('function alphaOfA');
    const keyOf = ({ body }: (typeof server.requests)[number]) => typeof body !== 'string' && body.prompt_cache_key;
    const key = keyOf(server.requests.at(-1)!);
    // VS Code may report the new file late; the extension then reads it again, and its text is missing until then.
    await until('a fill has the definition', async () => {
      server.reset();
      await vscode.commands.executeCommand('infill.fillSelection');
      const request = await server.waitForRequest(
        (one) => typeof one.body !== 'string' && one.body.max_tokens === 1024,
      );
      assert.equal(keyOf(request), key, 'what ghost text has paid for is billed at a tenth');
      if (/^\+{5} home\/a\.ts\nexport function alphaOfA/m.test(promptOf(request))) return true;
      await vscode.commands.executeCommand('infill.fill.discard');
      return false;
    });
    await vscode.commands.executeCommand('infill.fill.discard');
    await vscode.commands.executeCommand('infill.showLastRequest');
    await until('the fill is shown', () => {
      return vscode.window.activeTextEditor?.document.getText().includes('asked for a fill in home/user.ts');
    });
  });
});
