import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FimServer, promptOf, startFimServer } from '../server/fimServer.ts';
import { openWindow, type Window } from './window/window.ts';
import { clickTrust, decideTrust } from './window/workspaceTrust.ts';

describe('a folder that is not trusted', () => {
  let server: FimServer;
  let other: FimServer;
  let folder: string;
  let window: Window;

  before(async () => {
    server = await startFimServer();
    server.fault({ text: 'alpha' }, { times: Infinity });
    other = await startFimServer();
    folder = await mkdtemp(join(tmpdir(), 'infill-untrusted-'));
    await mkdir(join(folder, '.vscode'));
    const itsOwn = { 'infill.endpoint': other.url, 'infill.enable': { plaintext: true } };
    await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(itsOwn));
    await writeFile(join(folder, 'notes.txt'), 'one\n');
    await writeFile(join(folder, 'code.js'), "import { plum } from './b.js';\na();\n");
    await writeFile(join(folder, 'b.js'), 'export function plum() {\n  return 1;\n}\n');
    window = await openWindow({
      folder,
      settings: {
        'infill.endpoint': server.url,
        'infill.enable': { '*': true, plaintext: false },
        'editor.quickSuggestions': false,
        'infill.context.tokens': 1000,
      },
      env: { MISTRAL_API_KEY: 'test-key' }, // valid for both
      workspaceTrust: true,
    });
    await decideTrust(window.page, false);
  });
  after(async () => {
    await window.close();
    await rm(folder, { recursive: true });
    await server.close();
    await other.close();
  });

  it('chooses neither where text goes nor of which files, and gives nothing but the file itself', async () => {
    await window.openFile('notes.txt');
    await window.setCursor(2, 1);
    await window.type('notes');
    await window.command('Trigger Inline Suggestion');
    await window.openFile('b.js');
    await window.openFile('code.js');
    await window.setCursor(3, 1);
    await window.type('x');
    await window.waitForGhostText('alpha');
    await window.screenshot('restricted-mode');
    assert.deepEqual([...new Set(server.requests.map(promptOf))], ["import { plum } from './b.js';\na();\nx"]);
    assert.deepEqual(other.requests, []);
  });

  it('chooses the files once it is trusted, and still not where their text goes', async () => {
    await window.command('Workspaces: Manage Workspace Trust');
    await clickTrust(window.page);
    await window.openFile('notes.txt');
    await window.setCursor(2, 6);
    await window.type('!');
    await window.waitForGhostText('alpha');
    assert.ok(server.requests.some((request) => promptOf(request).endsWith('one\nnotes!')));
    assert.deepEqual(other.requests, []);
  });

  it('gives text of other files once it is trusted', async () => {
    await window.openFile('code.js');
    await window.setCursor(3, 2);
    const hasSnippet = () =>
      server.requests.some((request) => promptOf(request).includes('+++++ b.js\nexport function plum'));
    while (!hasSnippet()) {
      const { length } = server.requests;
      await window.type('y');
      await server.waitForRequest(length + 1);
      // A pause, in which context is gathered.
      await window.page.waitForTimeout(400);
    }
    assert.deepEqual(other.requests, []);
  });
});
