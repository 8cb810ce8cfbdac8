import * as vscode from 'vscode';
import { type Https, uncheckedFetch } from './uncheckedFetch.ts';

/** Undefined in a browser's worker, where the browser alone decides whom it trusts. */
const https = (globalThis as { process?: { getBuiltinModule?: (name: 'https') => Https } }).process?.getBuiltinModule?.(
  'https',
);

/**
 * VS Code's fetch, which goes by its settings of proxies and certificates but for `http.proxyStrictSSL` (1.139.1): where
 * the user has set that to false, a host may show any certificate.
 */
export const fetchBySettings = ((url: string, init: RequestInit) => {
  // Never a workspace's word: it would decide who reads the key.
  const isStrict = vscode.workspace.getConfiguration('http').inspect('proxyStrictSSL')?.globalValue !== false;
  return isStrict || !https || !url.startsWith('https:') ? fetch(url, init) : uncheckedFetch(https, url, init);
}) as typeof fetch;
