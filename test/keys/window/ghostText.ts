import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FimServer, startFimServer } from '../../server/fimServer.ts';
import { newest, parseVersion } from '../../vscode/versions.ts';
import { openSharedWindow, type Window, withoutList } from './window.ts';

/** The shared window, with a new server for it. */
export interface GhostTextWindow {
  server: FimServer;
  window: Window;
  /** Opens a new file in the editor, with the cursor at its end or at `█`. */
  open: (drawing: string, extension?: string) => Promise<void>;
  /** Sets the model's answer. */
  says: (text: string) => void;
  /** The window's settings. */
  settings: () => object;
}

// In 1.100 the list opens at any letter and hides most ghost text. In 1.139 it waits for ghost text, except after a dot.
const list = parseVersion() === newest ? { 'editor.suggestOnTriggerCharacters': false } : withoutList;
let files = 0;

export async function openForGhostText(): Promise<GhostTextWindow> {
  const server = await startFimServer();
  const settings = () => ({ 'infill.endpoint': server.url, ...list });
  const env = { MISTRAL_API_KEY: 'test-key' };
  const window = await openSharedWindow({ allBuiltIns: true, settings: settings(), env });
  const open = async (drawing: string, extension = 'txt') => {
    const name = `keys-${++files}.${extension}`;
    await writeFile(join(window.folder, name), drawing.replace('█', ''));
    await window.openFile(name);
    const before = drawing.split('█')[0]!.split('\n');
    await window.setCursor(before.length, before.at(-1)!.length + 1);
  };
  const says = (text: string) => {
    server.clearFaults();
    server.fault({ text }, { times: Infinity });
  };
  return { server, window, open, says, settings };
}
