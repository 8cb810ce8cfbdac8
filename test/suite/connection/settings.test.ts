import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf, type RecordedRequest } from '../../server/fimServer.ts';
import { accept, closeEditors, connect, open, setting, trigger, until } from '../harness.ts';

/** One bad value for each setting; unit tests have more. */
const bad = {
  ...{
    model: '',
    models: [''],
    temperature: -0.1,
    topP: '1',
    maxTokens: 0,
    minTokens: 257,
    stop: '\n',
    randomSeed: -1,
  },
  ...{
    prefixTokens: null,
    suffixTokens: '0',
    trigger: true,
    debounce: 'soon',
    enable: 'no',
    exclude: { '[z-a]': true },
  },
  ...{ statusBarClick: 1, budget: '5', 'context.sources': 'tabs' },
};

describe('settings', () => {
  let server: FimServer;
  let places = 0;

  before(async () => void (server = await connect()));
  beforeEach(() => server.reset());
  afterEach(async () => {
    for (const name of Object.keys(bad)) await setting(name, undefined);
    await closeEditors();
  });
  after(() => server.close());

  /** A text that no other request has. */
  const newText = () => `place ${++places} `;

  /** The parameters of a request at a new place. */
  const asked = async () => {
    const text = newText();
    await open(`${text}█`);
    await trigger();
    return parametersOf(await server.waitForRequest((request) => promptOf(request) === text));
  };

  const parametersOf = ({ body }: RecordedRequest) => {
    assert.ok(typeof body !== 'string', 'the request did not meet the schema');
    const ofThePlace = ['prompt', 'suffix', 'stream', 'prompt_cache_key'];
    return Object.fromEntries(Object.entries(body).filter(([field]) => !ofThePlace.includes(field)));
  };

  const defaults = { model: 'codestral-latest', temperature: 0.2, max_tokens: 256 };
  it('with bad values have their defaults, and typing works as usual', async () => {
    for (const [name, value] of Object.entries(bad)) await setting(name, value);
    const text = newText();
    await open(`${text}█`);
    for (const letter of 'key') await vscode.commands.executeCommand('type', { text: letter });
    const request = await server.waitForRequest((request) => promptOf(request) === `${text}key`);
    assert.deepEqual(parametersOf(request), defaults);
  });

  it('are in the next request', async () => {
    assert.deepEqual(await asked(), defaults);
    await setting('model', 'codestral-2508');
    assert.deepEqual(await asked(), { ...defaults, model: 'codestral-2508' });
    await setting('temperature', 0);
    await setting('maxTokens', 4096);
    assert.deepEqual(await asked(), { model: 'codestral-2508', temperature: 0, max_tokens: 4096 });
    const parameters = { topP: 0.9, minTokens: 3, stop: ['\n\n', 'END'], randomSeed: 7 };
    for (const [name, value] of Object.entries(parameters)) await setting(name, value);
    // The API does not allow the temperature beside top_p.
    const sent = { top_p: 0.9, max_tokens: 4096, min_tokens: 3, stop: ['\n\n', 'END'], random_seed: 7 };
    assert.deepEqual(await asked(), { ...sent, model: 'codestral-2508' });
    for (const name of Object.keys(bad)) await setting(name, undefined);
    assert.deepEqual(await asked(), defaults);
  });

  it('that do not concern requests end none, and keep the cache', async () => {
    const text = newText();
    server.fault({ text: 'one();' }, { times: Infinity });
    const editor = await open(`${text}█`);
    await trigger();
    await (
      await server.waitForRequest((request) => promptOf(request) === text)
    ).done;
    const next = newText();
    server.clearFaults();
    server.fault({ text: 'two();', stall: { tokens: 0 } });
    await open(`${next}█`);
    // VS Code ends the command once it has the text.
    const triggered = trigger();
    const running = await server.waitForRequest((request) => promptOf(request) === next);
    const others = {
      statusBarClick: 'toggleModel',
      budget: 500,
      debounce: 20,
      suffixTokens: 300,
      models: ['codestral-2508'],
    };
    for (const [name, value] of Object.entries(others)) await setting(name, value);
    server.release();
    await running.done;
    assert.equal(running.answerText, 'two();');
    assert.equal(server.counts.closedByClient, 0);
    await triggered;
    await vscode.window.showTextDocument(editor.document);
    await trigger();
    assert.equal(await accept(editor), `${text}one();`);
    assert.equal(server.requests.filter((request) => promptOf(request) === text).length, 1);
  });

  it('say how much text around the cursor is sent', async () => {
    await setting('prefixTokens', 100);
    await setting('suffixTokens', 0);
    await open(`${'before\n'.repeat(200)}budget█\n${'after\n'.repeat(200)}`);
    await trigger();
    const { body } = await server.waitForRequest((request) => promptOf(request).endsWith('budget'));
    assert.ok(typeof body !== 'string' && body.prompt.length <= 300 && body.suffix === '');
  });

  it('turn all languages off but one', async () => {
    await setting('enable', { '*': false, markdown: true });
    await open('nothing is asked here█');
    await trigger();
    await open('# asked█', 'md');
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === '# asked');
    assert.deepEqual([...new Set(server.requests.map(promptOf))], ['# asked']);
  });

  it('turn all languages off', async () => {
    await setting('enable', { '*': false });
    await open('nothing is asked here either█', 'md');
    await trigger();
    await setting('enable', undefined);
    await asked();
    assert.ok(!server.requests.some((request) => promptOf(request).startsWith('nothing')));
  });

  it('turn automatic requests off', async () => {
    await setting('trigger', 'manual');
    await open('manual█');
    for (const letter of 'key') await vscode.commands.executeCommand('type', { text: letter });
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'manualkey');
    assert.equal(server.counts.requests, 1);
  });

  it('of a workspace cannot lead the text to another endpoint', async () => {
    const other = await connect(); // it has a key, so that only the setting's scope prevents requests
    await setting('endpoint', server.url);
    const [folder] = vscode.workspace.workspaceFolders!;
    const file = vscode.Uri.joinPath(folder!.uri, '.vscode/settings.json');
    const text = JSON.stringify({ 'infill.endpoint': other.url, 'infill.model': 'codestral-2508' });
    const ofWorkspace = () => vscode.workspace.getConfiguration('infill').inspect('model')?.workspaceValue;
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      await until("the workspace's settings are read", () => ofWorkspace() === 'codestral-2508');
      assert.deepEqual(await asked(), { ...defaults, model: 'codestral-2508' });
      assert.deepEqual(other.requests, []);
    } finally {
      await vscode.workspace.fs.delete(file);
      await until("the workspace's settings are gone", () => ofWorkspace() === undefined);
      await other.close();
    }
  });
});
