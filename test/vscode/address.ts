import { resolve } from 'node:path';

/** What VS Code's web window reads from its address beside the folder: names of its environment service's fields. */
export type Payload = readonly (readonly [name: string, value: string])[];

/**
 * Address of a window of a server.
 * @param server the server's address, connection token included
 * @param folder the folder to open; none for an empty window
 */
export function windowAddress(server: URL, folder: string | undefined, payload: Payload = []): string {
  const address = new URL(server);
  if (folder === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set('folder', resolve(folder));
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/** Address of a file or folder on the server's side, as a payload names it. */
export function remoteUri(server: URL, path: string): string {
  return new URL(`vscode-remote://${server.host}${encodeURI(resolve(path))}`).href;
}
