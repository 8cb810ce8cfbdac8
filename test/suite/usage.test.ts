import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { UsageRows } from '../../src/usage/rows.ts';
import { UsageStore } from '../../src/usage/store.ts';
import { usageFolder } from '../../src/usage/vscode/usageFolder.ts';
import { systemClock } from '../../src/base/clock.ts';
import { row } from '../unit/usage/usageRows.ts';
import { closeEditors, until } from './harness.ts';

describe('usage', () => {
  /** A storage that does not exist yet. */
  const storage = () => {
    const [folder] = vscode.workspace.workspaceFolders!;
    return vscode.Uri.joinPath(folder!.uri, `.storage-${crypto.randomUUID()}`);
  };

  it('has a folder whose files are written once, and whole', async () => {
    const folder = usageFolder(storage());
    assert.deepEqual(await folder.list(), []);
    await folder.remove('a.json');
    await folder.write('a.json', '{"ü":1}');
    await assert.rejects(folder.write('a.json', 'another'));
    assert.equal(await folder.read('a.json'), '{"ü":1}');
    assert.ok((await folder.list()).includes('a.json'));
    await folder.remove('a.json');
    assert.ok(!(await folder.list()).includes('a.json'));
  });

  it('loses nothing of two windows that count at once', async () => {
    const shared = storage();
    const count = async () => {
      const store = new UsageStore(usageFolder(shared), systemClock);
      for (let times = 0; times < 20; times++) await store.add(new UsageRows([row({ requests: 1 })]));
    };
    await Promise.all([count(), count()]);
    const [all] = await new UsageStore(usageFolder(shared), systemClock).rows();
    assert.equal(all!.requests, 40);
  });

  it('has one page, however often it is asked for', async () => {
    const pages = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Infill: Usage');
    await vscode.commands.executeCommand('infill.showUsage');
    await until('the page is open', () => pages().length === 1);
    await vscode.commands.executeCommand('infill.showUsage');
    assert.equal(pages().length, 1);
    await closeEditors();
    await until('the page is closed', () => pages().length === 0);
  });
});
