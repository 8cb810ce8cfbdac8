import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type FimServer, promptOf, type RecordedRequest } from '../../server/fimServer.ts';
import { accept, closeEditors, connect, messagesOf, open, setting, testKey, trigger, until } from '../harness.ts';

describe('the explanation of why there is no suggestion', () => {
  let server: FimServer;
  before(async () => void (server = await connect()));
  afterEach(async () => {
    for (const name of ['enable', 'exclude', 'trigger']) await setting(name, undefined);
    await closeEditors();
  });
  after(() => server.close());

  /** Waits for the explanation with this beginning. */
  const explains = async (expected: RegExp) => {
    let text = '';
    const matches = async () => {
      [text = ''] = await messagesOf(async () => vscode.commands.executeCommand('infill.explain'));
      return expected.test(text);
    };
    await until('the explanation', matches).catch(() => assert.match(text, expected));
  };
  /** Triggers at a place with this answer of the model. */
  const asked = async (drawing: string, says: string) => {
    server.reset();
    server.fault({ text: says }, { times: Infinity });
    await open(drawing);
    await trigger();
    const { done } = await server.waitForRequest((request) => promptOf(request) === drawing.split('█')[0]);
    await done;
  };

  it('names the setting that turns Infill off here', async () => {
    await open('off?█');
    await setting('enable', { '*': false });
    await explains(/^Infill is off \(setting infill\.enable\)\. \| Show Menu$/);
    await setting('enable', { plaintext: false });
    await explains(/^Infill is off for this language/);
    await setting('enable', undefined);
    await setting('exclude', { 'place-*.txt': true });
    await explains(/^Infill is off for this file: place-\*\.txt excludes it \(setting infill\.exclude\)/);
  });

  it('says that nothing was requested, or that the answer was empty', async () => {
    await setting('trigger', 'manual');
    await open('unasked?█');
    await explains(
      /^Infill completes only when you trigger a suggestion \(setting infill\.trigger\)\..*\| Trigger Suggestion$/,
    );
    await setting('trigger', undefined);
    await asked('nothing to say?█', '');
    await explains(/^codestral-latest had no suggestion here\. \| Trigger Suggestion$/);
  });

  it('names the filter, and the dropped text', async () => {
    await asked('let filtered = 1;\n█\nlet after = 2;\n', 'let after = 2;\n');
    await explains(
      /^The answer of codestral-latest was not shown \(it repeats what follows the cursor\): let after = 2;/,
    );
  });

  it("names VS Code's own snooze, in which nothing is sent", async () => {
    await asked('snoozed█', '');
    await vscode.commands.executeCommand('editor.action.inlineSuggest.snooze', 5);
    const typed = (request: RecordedRequest) => promptOf(request).startsWith('snoozeda');
    try {
      for (const text of ['a', 'b', 'c']) await vscode.commands.executeCommand('type', { text });
      await explains(
        /^VS Code did not ask Infill for a suggestion after your last key\. .*snoozed\. \| End the Snooze/,
      );
      assert.ok(!server.requests.some(typed));
      await messagesOf(async () => vscode.commands.executeCommand('infill.explain'), 'End the Snooze');
      assert.equal(promptOf(await server.waitForRequest(typed)), 'snoozedabc');
      await vscode.commands.executeCommand('type', { text: 'd' });
      await server.waitForRequest((request) => promptOf(request) === 'snoozedabcd');
    } finally {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.cancelSnooze');
    }
  });

  it('says what VS Code got, and what may hide it', async () => {
    await asked('given █', 'words');
    await explains(
      /^Infill has a suggestion of 5 characters here\. Perhaps VS Code's suggestion list is open.*\| Keep Both in View \| Trigger Suggestion$/,
    );
    const editor = vscode.window.activeTextEditor!;
    await messagesOf(async () => vscode.commands.executeCommand('infill.explain'), 'Trigger Suggestion');
    assert.equal(await accept(editor), 'given words');
  });

  it('says what failed', async () => {
    server.reset();
    server.fault({ status: 500 }, { times: Infinity });
    await open('fails?█');
    await trigger();
    await explains(/^Infill is failing: .*\(500\).* \| Show Log$/);
    server.clearFaults();
  });

  it('sends no request', async () => {
    await setting('trigger', 'manual');
    await open('no request█');
    server.reset();
    await explains(/^Infill/);
    assert.deepEqual(server.requests, []);
  });

  it('has diagnostics, without the key and the text, though a host echoes them', async () => {
    server.reset();
    const message = `${testKey} may not ask for const echoedPlum = `;
    server.fault({ status: 400, body: { message } }, { times: Infinity });
    await open('const echoedPlum = █');
    await trigger();
    await explains(/^Infill is failing: /);
    await asked('const secretPlum = █', '1');
    await explains(/suggestion of \d+ characters here/);
    const confidential = {
      exclude: { 'ownPlum/**': true },
      mask: ['maskedPlum\\d+'],
      prices: { 'hostPlum.example/*': 0 },
      allowHttp: ['plainPlum.example'],
      stop: ['stopPlum'],
    };
    for (const [name, value] of Object.entries(confidential)) await setting(name, value);
    const copied = messagesOf(async () => vscode.commands.executeCommand('infill.copyDiagnostics'));
    assert.deepEqual(await copied, ['Infill: diagnostics copied to the clipboard.']);
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^Infill \d+\.\d+\.\d+, VS Code \d+\.\d+\.\d+/);
    assert.match(report, /Key: set\n/);
    assert.match(report, /"maxTokens": 256/);
    assert.match(report, /info #\d+ requests codestral-latest on trigger: 19 characters before/);
    assert.ok(!report.includes(testKey));
    assert.match(report, /error #\d+ codestral-latest failed/);
    assert.doesNotMatch(report, /Plum/);
    for (const name of Object.keys(confidential)) await setting(name, undefined);
  });

  it('waits for a workspace that excludes more files, and takes away none', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const file = vscode.Uri.joinPath(folder, '.vscode/settings.json');
    await setting('exclude', { '*.plum': true, '*.pem': false });
    const text = '{"infill.exclude": {"*.quince": true, "*.plum": false, "*.key": false}}';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const own = () => vscode.workspace.getConfiguration('infill').inspect('exclude')?.workspaceValue;
    try {
      await until("the workspace's setting is read", own);
      await open('a█', 'plum');
      await explains(/\*\.plum excludes it/);
      await open('a█', 'quince');
      await explains(/\*\.quince excludes it/);
      await open('a█', 'key');
      await explains(/\*\.key excludes it/);
      // The user has excluded it.
      await open('a█', 'pem');
      await explains(/^Infill has not sent a request here yet/);
    } finally {
      await vscode.workspace.fs.delete(file);
      await until("the workspace's setting is gone", () => own() === undefined);
    }
  });
});
