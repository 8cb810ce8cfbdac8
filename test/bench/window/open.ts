import { openWindow, type Window } from '../../keys/window/window.ts';
import { onEnd } from '../../vscode/lifetime.ts';
import { packageExtension } from '../../vscode/packaged.ts';
import { newest } from '../../vscode/versions.ts';
import { startRecording } from './recorder.ts';
import { apiKey, BenchServer } from './server.ts';

/** Opens a window of the newest VS Code that records what it shows, with a server for it; both end with the program. */
export async function openRecorded(settings: object = {}): Promise<{ window: Window; server: BenchServer }> {
  const server = new BenchServer();
  await server.listen();
  onEnd(() => server.close());
  const window = await openWindow({
    vsix: await packageExtension(),
    version: newest,
    settings: {
      'infill.endpoint': server.url,
      ...settings,
    },
    env: { MISTRAL_API_KEY: apiKey },
  });
  onEnd(() => window.close());
  await window.page.evaluate(startRecording);
  return { window, server };
}
