import type { ExtensionHost } from './extensionHost.ts';

/** HTTP traffic and unhandled rejections of the extension host, counted by Node's diagnostics channels. */
export interface Traffic {
  /** Requests for completions that were created, sent or not. */
  made: number;
  /** Those whose headers were written to a socket. */
  sent: number;
  /** Connections that failed. */
  unconnected: number;
  rejections: string[];
}

/** Starts to count. */
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

/** The counts so far. */
export async function trafficOf(host: ExtensionHost): Promise<Traffic> {
  return (await host.evaluate('soakTraffic')) as Traffic;
}
