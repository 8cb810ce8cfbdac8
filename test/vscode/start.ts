// `npm start`: opens Infill in a VS Code in the browser. Without a key, a FIM server on this machine answers from the
// demo workspace; with MISTRAL_API_KEY set, Mistral does. Ctrl-C ends everything.
import { spawn } from 'node:child_process';
import { readCorpus } from '../server/model/corpus.ts';
import { startFimServer } from '../server/fimServer.ts';
import { windowAddress } from './address.ts';
import { installVSCode } from './install.ts';
import { onEnd, runProgram } from './lifetime.ts';
import { packageExtension } from './packaged.ts';
import { createProfile, demoDir, sampleDir, withoutKeys } from './profile.ts';
import { installExtension, VSCodeServer } from './server.ts';
import { parseVersion } from './versions.ts';

await runProgram(async () => {
  const vsix = await packageExtension();
  const version = parseVersion();
  const vscodeDir = await installVSCode(version);
  const model = process.env.MISTRAL_API_KEY ? undefined : await localModel();

  const profile = await createProfile({ 'workbench.startupEditor': 'readme', ...model?.settings });
  onEnd(() => profile.remove());
  await installExtension(vscodeDir, vsix, profile);
  // Like a user's VS Code: a random connection token, VS Code asks for trust, nothing is simplified for tests.
  const server = await VSCodeServer.start({ vscodeDir, ...profile, env: model?.env ?? process.env });
  onEnd(() => server.stop());

  const address = windowAddress(server.url, profile.workspace);
  openBrowser(address);
  console.log(`
VS Code ${version} with Infill: ${address}

Completions come from ${model ? 'a server on this machine that knows the demo workspace and the sample only' : 'Mistral, with the key in MISTRAL_API_KEY'}.
A key typed into this VS Code (Infill: Set API Key) lasts until the page is reloaded.
The workspace is a copy that is removed at the end. Ctrl-C ends it all.`);
  await server.ended;
  throw new Error('The VS Code server ended by itself.');
});

/** Starts the FIM server over the demo workspace. @returns the settings and keys for it */
async function localModel(): Promise<{ settings: object; env: NodeJS.ProcessEnv }> {
  const key = 'demo-key';
  const files = new Map([...readCorpus(demoDir), ...readCorpus(sampleDir)]);
  const server = await startFimServer({ files, latency: 'realistic', keys: [key] });
  onEnd(() => server.close());
  return { settings: { 'infill.endpoint': server.url }, env: { ...withoutKeys(), MISTRAL_API_KEY: key } };
}

/** Opens an address in the desktop's browser, where there is one. */
function openBrowser(address: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const opener = process.platform === 'darwin' ? 'open' : DISPLAY || WAYLAND_DISPLAY ? 'xdg-open' : undefined;
  if (!opener) return;
  // If it cannot be started, the address is on the terminal.
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
