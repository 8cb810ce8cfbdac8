import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Authority } from '../server/proxy/certificate.ts';
import { type FimServer, startFimServer } from '../server/fimServer.ts';
import { Proxy } from '../server/proxy/proxy.ts';
import { openWindow, type Window } from './window/window.ts';

describe('proxies and certificates', () => {
  /** The system trusts only the first one. */
  const [trusted, unknown] = [new Authority(), new Authority('Unknown')];
  let folder: string;
  let server: FimServer;
  let proxy: Proxy;
  let window: Window;
  const settings = (more: object = {}) => ({
    'infill.endpoint': 'https://fim.test',
    'editor.quickSuggestions': false,
    'http.proxy': proxy.url,
    'http.noProxy': ['direct.test'],
    ...more,
  });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infill-authority-'));
    await writeFile(join(folder, 'authority.pem'), trusted.cert);
    server = await startFimServer();
    server.fault({ text: 'alpha' }, { times: Infinity, path: '/v1/fim/completions' });
    proxy = await Proxy.start(server.url, trusted.issue('fim.test'));
    // Where VS Code looks for the system's certificates on Linux (1.139.1); it reads them once.
    window = await openWindow({
      settings: settings(),
      machineSettings: { 'http.proxyStrictSSL': false },
      env: { SSL_CERT_FILE: join(folder, 'authority.pem') },
    });
    await writeFile(join(window.folder, 'office.txt'), '');
    await mkdir(join(window.folder, '.vscode'), { recursive: true });
    await writeFile(join(window.folder, '.vscode/settings.json'), '{ "http.proxyStrictSSL": false }');
    await window.openFile('office.txt');
  });
  after(async () => {
    await window.close();
    await proxy.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  /** VS Code itself uses the proxy, too. */
  const tunnelsTo = (host: string) => proxy.tunnels.filter((tunnel) => tunnel === `${host}:443`).length;
  const setKey = async (expected: RegExp) => {
    await window.command('infill.setApiKey');
    await window.answer('test-key');
    await window.waitForNotification(expected);
    await window.command('Notifications: Clear All Notifications');
    await window.focusEditor();
  };
  /** Triggers a request at a new place, whatever back-off there is. */
  const ask = async () => {
    await window.press('Escape');
    await window.type('x');
    await window.command('Trigger Inline Suggestion');
  };
  /** The status bar reports it, and the host has received nothing. */
  const fails = async (expected: RegExp) => {
    const before = server.requests.length;
    await ask();
    const item = await window.waitForStatus(expected);
    assert.equal(server.requests.length, before);
    return item;
  };

  it("uses VS Code's proxy and the system's certificates", async () => {
    await setKey(/the key for .* works/);
    await window.type('x');
    await window.waitForGhostText('alpha');
    assert.ok(tunnelsTo('fim.test') > 0);
  });

  it('warns once that a budget does not hold for a host without a known price', async () => {
    await window.changeSettings(settings({ 'infill.budget': 5 }));
    const { buttons } = await window.waitForNotification(
      /no price is known for codestral-latest at fim\.test\. Its requests do not count towards this month's budget of \$5\.00/,
    );
    assert.deepEqual(buttons, ['Set Price', 'Show Usage']);
    await window.command('Notifications: Clear All Notifications');
    const before = server.counts.requests;
    await window.focusEditor();
    await ask();
    await server.waitForRequest(before + 1);
    await window.waitForGhostText('alpha');
    await window.waitForNoNotification('no price is known');
    await window.changeSettings(settings());
  });

  it('sends nothing where the certificate is not trusted, whatever workspace and container say', async () => {
    proxy.show(unknown.issue('fim.test'));
    await fails(/The certificate of fim\.test is not trusted on this machine, so nothing was sent\./);
    await window.command('infill.fillSelection');
    await window.waitForNotification(/certificate of fim\.test is not trusted.*add its authority to the system's/);
    await window.command('Notifications: Clear All Notifications');
    await window.focusEditor();
  });

  it('reports a proxy that refuses or is gone', async () => {
    proxy.show(trusted.issue('fim.test'));
    proxy.status = 407;
    await fails(/The proxy on the way to fim\.test wants a sign-in \(407\)\. Put user and password into http\.proxy/);
    const { host, port } = new URL(proxy.url);
    await proxy.close();
    await fails(new RegExp(`The proxy ${host} cannot be reached\\. Check http\\.proxy in the settings`));
    proxy.status = 200;
    await proxy.listen(Number(port));
    await ask();
    await window.waitForGhostText('alpha');
  });

  it('bypasses the proxy for hosts in http.noProxy', async () => {
    await window.changeSettings(settings({ 'infill.endpoint': 'https://direct.test' }));
    await window.waitForStatus('Infill has no API key for direct.test');
    await setKey(/the key is stored, but could not be checked\. direct\.test was not found/);
    assert.equal((await fails(/direct\.test was not found/)).text, 'Infill: offline');
    assert.equal(tunnelsTo('direct.test'), 0);
  });

  it('accepts any certificate where the user turns http.proxyStrictSSL off', async () => {
    proxy.show(unknown.issue('fim.test'));
    // VS Code in a browser reads application settings only at its start (1.139.1).
    await window.changeSettings(settings({ 'http.proxyStrictSSL': false }));
    await window.reload();
    await window.openFile('office.txt');
    const tunnels = tunnelsTo('fim.test');
    await setKey(/the key for .* works/);
    await ask();
    await window.waitForGhostText('alpha');
    assert.ok(tunnelsTo('fim.test') > tunnels);
  });
});
