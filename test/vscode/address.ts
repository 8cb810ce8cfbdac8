import { resolve } from 'node:path';

/** Options of VS Code's web window in its address: fields of its environment service. */
export type Payload = readonly (readonly [name: string, value: string])[];

/**
 * Address of a window of a server.
 * @param server the server's address, with the connection token
 * @param folder the folder to open; undefined for an empty window
 */
export function windowAddress(server: URL, folder: string | undefined, payload: Payload = []): string {
  const address = new URL(server);
  if (folder === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', resolve(folder));
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/** URI of a file or folder on the server, for a payload. */
export function remoteUri(server: URL, path: string): string {
  return new URL(`vscode-remote://${server.host}${encodeURI(resolve(path))}`).href;
}
