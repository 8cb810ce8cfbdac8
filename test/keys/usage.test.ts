import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FimServer, startFimServer } from '../server/fimServer.ts';
import { tiles, usageFrame } from './usagePage.ts';
import { openWindow, type Window } from './window.ts';

describe('usage', () => {
  let server: FimServer;
  let window: Window;
  const settings = () => ({ 'infill.endpoint': server.url, 'editor.quickSuggestions': false });

  before(async () => {
    server = await startFimServer();
    server.fault({ text: 'alpha beta' }, { times: Infinity });
    window = await openWindow({ settings: settings(), env: { MISTRAL_API_KEY: 'test-key' } });
    await writeFile(join(window.folder, 'usage.txt'), '');
  });
  after(async () => {
    await window.close();
    await server.close();
  });

  it('is shown as it is counted', async () => {
    await window.openFile('usage.txt');
    await window.type('x');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('alpha beta');
    await window.press('Tab');
    await window.waitForText('xalpha beta');
    await window.command('infill.showUsage');
    const frame = usageFrame(window);
    await frame.locator('.tiles').waitFor();
    await window.screenshot('usage-first');
    const shown = await tiles(frame);
    console.log(shown);
    assert.equal(shown['Requests'], String(server.counts.requests));
  });
});
