import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { newest, parseVersion } from '../../vscode/versions.ts';
import { openSharedWindow, type Window, withoutList } from './window.ts';

/** The server and the shared window of the suite that runs, for tests of ghost text. */
export let server: FimServer;
export let window: Window;

/** Opens the shared window before the tests of a suite, with a server of its own. */
export function useGhostTextWindow(): void {
  before(async () => {
    server = await startFimServer();
    const env = { MISTRAL_API_KEY: 'test-key' };
    window = await openSharedWindow({ allBuiltIns: true, settings: settings(), env });
  });
  after(() => server.close());
  beforeEach(() => server.reset());
}

// In 1.100 the list opens at any letter and hides most ghost text. In 1.139 it waits for ghost text, except after a dot.
const list = parseVersion() === newest ? { 'editor.suggestOnTriggerCharacters': false } : withoutList;

/** The window's settings. */
export function settings(): object {
  return { 'infill.endpoint': server.url, ...list };
}

let files = 0;

/** Opens a new file in the editor, with the cursor at its end or at `█`. */
export async function open(drawing: string, extension = 'txt'): Promise<void> {
  const name = `keys-${++files}.${extension}`;
  await writeFile(join(window.folder, name), drawing.replace('█', ''));
  await window.openFile(name);
  const before = drawing.split('█')[0]!.split('\n');
  await window.setCursor(before.length, before.at(-1)!.length + 1);
}

/** Sets the model's answer. */
export function says(text: string): void {
  server.clearFaults();
  server.fault({ text }, { times: Infinity });
}
