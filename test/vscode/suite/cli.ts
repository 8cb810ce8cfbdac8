// Replaces VS Code's `code` binary where `@vscode/test-electron` runs a suite: takes its arguments, runs the VS Code
// server with a headless browser as the window, prints the suite's output, and exits with the suite's result.
// INFILL_VSCODE_VERSION selects the version.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { remoteUri, windowAddress } from '../address.ts';
import type { Payload } from '../address.ts';
import { launchBrowser } from '../browser.ts';
import { onlyBuiltIns, suiteBuiltIns } from '../builtIns.ts';
import { installVSCode } from '../install.ts';
import { takeMessagesDirectly } from '../directMessages.ts';
import { onEnd, runProgram } from '../lifetime.ts';
import { installExtension, VSCodeServer } from '../server.ts';
import { patience } from '../patience.ts';
import { newsVariable } from './output.ts';
import { suiteResult } from './result.ts';
import { parseVersion } from '../versions.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
// Not strict: the flags for Electron and the desktop are accepted and have no meaning here.
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: texts,
    extensionTestsPath: text,
    'install-extension': texts,
    'user-data-dir': text,
    'extensions-dir': text,
    'disable-extensions': { type: 'boolean' },
    'disable-workspace-trust': { type: 'boolean' },
  },
});

const version = parseVersion();
const temporary = await mkdtemp(join(tmpdir(), 'infill-code-'));
const path = (value: unknown, otherwise: string) =>
  resolve(typeof value === 'string' ? value : join(temporary, otherwise));
const dirs = {
  userDataDir: path(values['user-data-dir'], 'data'),
  extensionsDir: path(values['extensions-dir'], 'extensions'),
};
onEnd(() => rm(temporary, { recursive: true, force: true }));

await runProgram(async () => {
  const vscodeDir = await installVSCode(version);
  for (const vsix of list(values['install-extension'])) await installExtension(vscodeDir, resolve(vsix), dirs);
  return values.extensionTestsPath ? runSuite(vscodeDir, path(values.extensionTestsPath, '')) : 0;
});

/** Runs a suite in a new server and window. @returns its exit code */
async function runSuite(vscodeDir: string, suite: string): Promise<number> {
  const trust = values['disable-workspace-trust'] ? ['--disable-workspace-trust'] : [];
  // Without the test driver, current versions ignore the addresses of tests in a payload.
  const args = ['--without-connection-token', '--enable-smoke-test-driver', ...trust];
  args.push(...(await onlyBuiltIns(vscodeDir, join(temporary, 'built-in'), suiteBuiltIns)));
  const server = await VSCodeServer.start({ vscodeDir, ...dirs, args, env: { ...process.env, [newsVariable]: '1' } });
  onEnd(() => server.stop());
  const payload: Payload = [
    ...list(values.extensionDevelopmentPath).map(
      (dir) => ['extensionDevelopmentPath', remoteUri(server.url, dir)] as const,
    ),
    ['extensionTestsPath', remoteUri(server.url, suite)],
    ['skipWelcome', 'true'],
    ['disableExtensions', String(values['disable-extensions'] ?? false)],
  ];

  const browser = await launchBrowser();
  onEnd(() => browser.close());
  // No suite looks at the window: a small one is drawn faster.
  const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
  await page.addInitScript(takeMessagesDirectly);
  const result = suiteResult(page, `suites-${version}`);
  await page.goto(windowAddress(server.url, positionals[0], payload), { timeout: patience });
  return await Promise.race([result, serverEnded(server)]);
}

async function serverEnded(server: VSCodeServer): Promise<never> {
  await server.ended;
  throw new Error('The VS Code server ended while the suite ran.');
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
