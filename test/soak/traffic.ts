import type { ExtensionHost } from './extensionHost.ts';

/** What the extension host's HTTP did and what escaped in it, counted there by what Node tells of itself. */
export interface Traffic {
  /** Requests for completions that were made, whether they left or not. */
  made: number;
  /** Those whose headers were written to a socket. */
  sent: number;
  /** Connections that could not be made. */
  unconnected: number;
  rejections: string[];
}

/** Begins to count. */
export async function watchTraffic(host: ExtensionHost): Promise<void> {
  await host.evaluate(`(() => {
    const soak = (globalThis.soakTraffic = { made: 0, sent: 0, unconnected: 0, rejections: [] });
    const { subscribe } = process.getBuiltinModule('node:diagnostics_channel');
    const counts = (name) => ({ request }) => {
      if (request.path.endsWith('/fim/completions')) soak[name]++;
    };
    subscribe('undici:request:create', counts('made'));
    subscribe('undici:client:sendHeaders', counts('sent'));
    subscribe('undici:client:connectError', () => soak.unconnected++);
    process.on('unhandledRejection', (reason) => soak.rejections.push(String(reason?.stack ?? reason)));
  })()`);
}

/** What was counted so far. */
export async function trafficOf(host: ExtensionHost): Promise<Traffic> {
  return (await host.evaluate('soakTraffic')) as Traffic;
}
