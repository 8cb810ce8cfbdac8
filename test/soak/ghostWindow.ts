import { apiKey, BenchServer } from '../bench/window/server.ts';
import { openWindow, type Window } from '../keys/window/window.ts';
import { onEnd } from '../vscode/lifetime.ts';
import { packageExtension } from '../vscode/packaged.ts';
import type { Version } from '../vscode/versions.ts';

/** Set-up of a soak test of ghost text. */
interface Setup {
  version: Version;
  latency: BenchServer['latency'];
  model: NonNullable<BenchServer['model']>;
  settings: object;
}

/**
 * Opens a window with the packaged extension and its own server; both close at the program's end.
 * @returns the window, and its settings with the server's address
 */
export async function openGhostWindow(setup: Setup): Promise<{ window: Window; settings: object }> {
  const { version, latency, model } = setup;
  const server = new BenchServer();
  await server.listen();
  onEnd(() => server.close());
  server.latency = latency;
  server.model = model;
  const settings = { ...setup.settings, 'infill.endpoint': server.url };
  const vsix = await packageExtension();
  const window = await openWindow({ vsix, version, settings, env: { MISTRAL_API_KEY: apiKey } });
  onEnd(() => window.close());
  return { window, settings };
}
