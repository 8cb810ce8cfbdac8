import * as vscode from 'vscode';
import { userValue } from '../base/vscode/userValue.ts';
import { environment } from './keyStore.ts';
import { type Https, fetchByHttps } from './fetchByHttps.ts';

/** Node's `https`; undefined in a browser's worker, where the browser checks certificates. */
const https = (globalThis as { process?: { getBuiltinModule?: (name: 'https') => Https } }).process?.getBuiltinModule?.(
  'https',
);

/**
 * Fetches with VS Code's fetch, which applies its settings of proxies and certificates except `http.proxyStrictSSL`
 * (1.139.1). If the user has set that to false, any certificate of a host is accepted. Nothing else turns the check off: in
 * an environment that does so for Node's fetch, `https` checks.
 */
export const fetchBySettings = ((url: string, init: RequestInit) => {
  // The value of a workspace or a container is ignored, since it would decide who can read the key.
  const isStrict = userValue(vscode.workspace.getConfiguration('http').inspect<boolean>('proxyStrictSSL')) !== false;
  const isDefault = isStrict && environment.NODE_TLS_REJECT_UNAUTHORIZED !== '0';
  return isDefault || !https || !url.startsWith('https:') ? fetch(url, init) : fetchByHttps(https, url, init, isStrict);
}) as typeof fetch;
