import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf, startFimServer } from '../../server/fimServer.ts';
import { DEFAULT_MODELS, modelCard, RETIRED_MODEL } from '../../server/models.ts';
import { accept, closeEditors, connect, messagesOf, open, setting, trigger, until } from '../harness.ts';

const configuration = () => vscode.workspace.getConfiguration('infill');

const withRetired = { models: [...DEFAULT_MODELS, RETIRED_MODEL] };

/** Runs *Select Model* and returns its entries; chooses the entry with this label, or none (like Esc). */
async function select(label?: string): Promise<string[]> {
  const { window } = vscode;
  const original = window.showQuickPick;
  let offered: vscode.QuickPickItem[] = [];
  const showQuickPick = async (items: Promise<vscode.QuickPickItem[]>) => {
    offered = await items;
    return offered.find((item) => item.label === label);
  };
  Object.assign(window, { showQuickPick });
  try {
    await vscode.commands.executeCommand('infill.selectModel');
  } finally {
    Object.assign(window, { showQuickPick: original });
  }
  return offered.map(({ label, description }) => `${label} | ${description ?? ''}`);
}

describe('the selection of a model', () => {
  const servers: FimServer[] = [];
  const use = async (...options: Parameters<typeof connect>) => {
    const server = await connect(...options);
    servers.push(server);
    // The command uses the current connection: a request shows that it is ready.
    await open('connected?█');
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'connected?');
    return server;
  };

  afterEach(async () => {
    await setting('model', undefined);
    await configuration().update('model', undefined, vscode.ConfigurationTarget.Workspace);
    await setting('endpoint', undefined);
    await closeEditors();
    for (const server of servers.splice(0)) await server.close();
  });

  it("offers the host's models that fill in the middle, and uses the chosen one", async () => {
    const server = await use(withRetired);
    assert.deepEqual(await select('codestral-2501'), [
      'codestral-2508 | 256,000 tokens of context · $0.00 in, $0.00 out per million tokens',
      '$(check) codestral-latest | in use · 256,000 tokens of context · $0.00 in, $0.00 out per million tokens',
      'codestral-2501 | 256,000 tokens of context · $0.00 in, $0.00 out per million tokens · retired Jun 30, 2026, replaced by codestral-latest',
    ]);
    // For the workspace, if one is open.
    assert.equal(configuration().inspect('model')?.workspaceValue, 'codestral-2501');
    assert.equal(configuration().inspect('model')?.globalValue, undefined);
    await open('which model█');
    await trigger();
    const { body } = await server.waitForRequest((request) => promptOf(request) === 'which model');
    assert.equal(typeof body === 'string' ? body : body.model, 'codestral-2501');
  });

  it('reports a retired model once, with a button for its replacement', async () => {
    await use(withRetired);
    await setting('model', 'codestral-2501');
    const gone = /^Infill: 127\.0\.0\.1:\d+ has retired the model "codestral-2501"\. \| Switch to codestral-latest$/;
    const messages = await messagesOf(() => select(), 'Switch to codestral-latest');
    assert.equal(messages.length, 1);
    assert.match(messages[0]!, gone);
    await until('the model is switched', () => configuration().get('model') === 'codestral-latest');
    await configuration().update('model', 'codestral-2501', vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(await messagesOf(() => select()), []);
  });

  it('switches to the next model that the host has', async () => {
    const server = await use(withRetired);
    await setting('models', ['codestral-latest', 'codestral-2405', 'codestral-2501', 'codestral-2508']);
    const toggled = async () => {
      await vscode.commands.executeCommand('infill.toggleModel');
      return configuration().get('model');
    };
    assert.equal(await toggled(), 'codestral-2508');
    assert.equal(await toggled(), 'codestral-latest');
    await setting('models', undefined);
    // The host was asked for its models once.
    assert.equal(server.requests.filter(({ path }) => path === '/v1/models').length, 1);
  });

  it("ends the old model's requests, and does not show their text", async () => {
    const server = await use();
    server.fault({ text: 'old' });
    const editor = await open('cached? █');
    await trigger();
    await server.waitForRequest((request) => promptOf(request) === 'cached? ');
    await setting('model', 'codestral-2508');
    server.fault({ text: 'new' }, { times: Infinity });
    await trigger();
    assert.equal(await accept(editor), 'cached? new');
  });

  it('recognizes a model by another of its names', async () => {
    await use({ models: [modelCard('codestral-2508', { aliases: ['my-codestral'] })] });
    await setting('model', 'my-codestral');
    assert.match((await select())[0]!, /^\$\(check\) codestral-2508 \| in use/);
  });

  it('accepts a model that answers, whatever date the list has', async () => {
    await use(withRetired);
    await setting('model', 'codestral-2501');
    await open('still there?█');
    await trigger();
    await until('it has answered', () => servers[0]!.requests.some((request) => promptOf(request) === 'still there?'));
    await Promise.all(servers[0]!.requests.map(({ done }) => done));
    assert.deepEqual(await messagesOf(() => select()), []);
  });

  it('changes nothing when it is cancelled', async () => {
    await use();
    await setting('model', 'codestral-2508');
    assert.equal((await select()).length, 2);
    assert.equal(configuration().inspect('model')?.globalValue, 'codestral-2508');
  });

  it('keeps a model that the host does not list', async () => {
    await use();
    await setting('model', 'my-model');
    assert.equal((await select('$(check) my-model'))[0], '$(check) my-model | in use · not in the list of this host');
    assert.equal(configuration().get('model'), 'my-model');
  });

  const builtIn = (why: string) => [`$(check) codestral-latest | in use · ${why}`, `codestral-2508 | ${why}`];

  it('has a built-in list for a host without a list', async () => {
    await use({ host: 'codestral' });
    assert.deepEqual(await select('codestral-2508'), builtIn('built-in list: this host does not provide a list'));
    assert.equal(configuration().get('model'), 'codestral-2508');
  });

  it('has the built-in list for a host that answers unknown paths with 200', async () => {
    const server = await use();
    const body = { error: 'Unexpected endpoint or method. (GET /v1/models)' };
    server.fault({ status: 200, body }, { path: '/v1/models' });
    assert.deepEqual(await select(), builtIn('built-in list: this host does not provide a list'));
  });

  it('has the built-in list for a host whose models do not fill in the middle', async () => {
    await use({ models: [modelCard('chat', { capabilities: { completion_fim: false } })] });
    assert.deepEqual(await select(), builtIn('built-in list: this host names no model that can fill in the middle'));
  });

  it('has the built-in list without a key, and sends nothing', async () => {
    const server = await startFimServer();
    servers.push(server);
    await setting('endpoint', server.url);
    const why = 'built-in list: an endpoint and a key are needed for the list of the host';
    assert.deepEqual(await select(), builtIn(why));
    assert.deepEqual(server.requests, []);
  });

  it('has the built-in list for a host that is down', async () => {
    const server = await use();
    await server.close();
    assert.deepEqual(await select(), builtIn('built-in list: the list of the host could not be loaded'));
  });

  it('has the built-in list for a host with another answer', async () => {
    const server = await use();
    server.fault({ status: 200, body: { models: 'none' } }, { path: '/v1/models' });
    assert.deepEqual(await select(), builtIn('built-in list: the list of the host could not be loaded'));
  });
});
