import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server on loopback; `sockets` are all its connections so far. */
export interface Loopback {
  endpoint: string;
  sockets: Socket[];
  /** Resolves when the client has ended the connection of this number. */
  closed(index: number): Promise<unknown>;
  stop(): Promise<void>;
}

export async function listen(handler: http.RequestListener): Promise<Loopback> {
  const sockets: Socket[] = [];
  const closings: Promise<unknown>[] = [];
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => handler(request, response));
  });
  server.on('connection', (socket) => {
    sockets.push(socket);
    closings.push(once(socket, 'close'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    closed: (index) => closings[index]!,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
