import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type FimServer, promptOf, startFimServer } from '../server/fimServer.ts';
import { Authority } from '../server/proxy/certificate.ts';
import { openWindow, type Window, withoutList } from './window/window.ts';

/** A window in a browser is a remote one. A container's settings are in its file of the machine's settings. */
describe('the settings of a container', () => {
  let server: FimServer;
  let other: FimServer;
  let window: Window;

  before(async () => {
    [server, other] = [await startFimServer(), await startFimServer()];
    server.fault({ text: 'alpha' }, { times: Infinity });
    window = await openWindow({
      settings: { 'infill.endpoint': server.url, ...withoutList },
      machineSettings: {
        'infill.endpoint': other.url,
        'infill.budget': 1e-9,
        'infill.exclude': { '*.crt': false, 'plum.txt': true },
      },
      // The key is valid for both.
      env: { MISTRAL_API_KEY: 'test-key', NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    for (const file of ['a.txt', 'a.crt', 'plum.txt']) await writeFile(join(window.folder, file), '');
  });
  after(async () => {
    await window.close();
    await server.close();
    await other.close();
  });

  it('chooses neither where text goes nor what a month may cost, and takes away no exclusion', async () => {
    for (const excluded of ['a.crt', 'plum.txt']) {
      await window.openFile(excluded);
      await window.type('secret');
      await window.command('Trigger Inline Suggestion');
      await window.waitForStatus(/excludes it/);
    }
    await window.openFile('a.txt');
    await window.type('x');
    await window.waitForGhostText('alpha');
    await window.type('y');
    await window.command('Trigger Inline Suggestion');
    await window.waitForGhostText('alpha');
    assert.ok(!server.requests.some((request) => promptOf(request).includes('secret')));
    assert.deepEqual(other.requests, []);
  });

  it('checks certificates though the environment says that no one does', async () => {
    let requests = 0;
    const unknown = createServer(new Authority('Unknown').issue('fim.test'), () => requests++).listen(0, '127.0.0.1');
    await once(unknown, 'listening');
    const { port } = unknown.address() as AddressInfo;
    await window.changeSettings({ 'infill.endpoint': `https://127.0.0.1:${port}`, ...withoutList });
    await window.waitForStatus(`127.0.0.1:${port}`);
    await window.type('z');
    await window.command('Trigger Inline Suggestion');
    await window.waitForStatus(/certificate of 127\.0\.0\.1.* is not trusted/);
    assert.equal(requests, 0);
    unknown.close();
  });
});
