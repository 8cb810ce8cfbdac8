import * as vscode from 'vscode';
import { type Https, fetchIgnoringCertificates } from './fetchIgnoringCertificates.ts';

/** Node's `https`; undefined in a browser's worker, where the browser checks certificates. */
const https = (globalThis as { process?: { getBuiltinModule?: (name: 'https') => Https } }).process?.getBuiltinModule?.(
  'https',
);

/**
 * Fetches with VS Code's fetch, which applies its settings of proxies and certificates except `http.proxyStrictSSL`
 * (1.139.1). If the user has set that to false, any certificate of a host is accepted.
 */
export const fetchBySettings = ((url: string, init: RequestInit) => {
  // A workspace's value is ignored, since it would decide who can read the key.
  const isStrict = vscode.workspace.getConfiguration('http').inspect('proxyStrictSSL')?.globalValue !== false;
  return isStrict || !https || !url.startsWith('https:')
    ? fetch(url, init)
    : fetchIgnoringCertificates(https, url, init);
}) as typeof fetch;
