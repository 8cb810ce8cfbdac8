import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Faults of the network on the way to a host, below HTTP. */
export interface GateFault {
  /** Sent in place of an answer; nothing if absent. */
  says?: string;
  /** The connection ends after that; otherwise it stays open and silent. */
  ends?: boolean;
  /** It happens on a connection that has served a request before. */
  isLater?: boolean;
  /** The connection is refused. */
  refuses?: boolean;
}

/** A way to a host that can fail; otherwise it only passes bytes on. */
export class Gate {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #port = 0;
  fault: GateFault | null = null;
  /** Requests that a fault has swallowed. */
  swallowed = 0;
  #onSwallowed = () => {};

  /** @param url the host's */
  constructor(url: string) {
    this.#target = Number(new URL(url).port);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Resolves as soon as a request is swallowed. */
  async whenSwallowed(): Promise<void> {
    if (this.swallowed === 0) await new Promise<void>((resolve) => (this.#onSwallowed = resolve));
  }

  async open(): Promise<void> {
    this.#server = createServer((socket) => this.#connected(socket)).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    if (this.#server === null) return;
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
    this.#server = null;
  }

  #connected(socket: Socket): void {
    const host = connect(this.#target, '127.0.0.1');
    for (const end of [socket, host]) {
      this.#sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        this.#sockets.delete(end);
        socket.destroy();
        host.destroy();
      });
    }
    host.pipe(socket);
    socket.on('data', (bytes) => {
      if (this.fault === null) return host.write(bytes);
      this.swallowed += bytes.toString('latin1').match(/ HTTP\/1\.1\r\n/g)?.length ?? 0;
      this.#onSwallowed();
      if (this.fault.says !== undefined) socket.write(this.fault.says);
      if (this.fault.ends) socket.end();
    });
  }
}
