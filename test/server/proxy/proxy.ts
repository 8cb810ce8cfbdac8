import { createServer, type Server, STATUS_CODES } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** A proxy on the loopback interface: one server answers for every host, behind TLS. */
export class Proxy {
  /** The requested hosts, `HOST:PORT`, in the order of arrival. */
  readonly tunnels: string[] = [];
  /** Status for the next request for a tunnel; 200 opens it. */
  status = 200;
  readonly #http: Server;
  readonly #tls: TlsServer;
  readonly #sockets = new Set<Socket>();

  private constructor(target: URL, certificate: Certificate) {
    this.#tls = createTlsServer(certificate, (inside) => {
      const server = connect(Number(target.port), target.hostname);
      inside.pipe(server).pipe(inside);
      inside.on('error', () => server.destroy()).on('close', () => server.destroy());
      server.on('error', () => inside.destroy()).on('close', () => inside.destroy());
    }).on('tlsClientError', (_, socket) => socket.destroy());
    this.#http = createServer()
      .on('connection', (socket) => {
        this.#sockets.add(socket);
        socket.on('close', () => this.#sockets.delete(socket));
      })
      .on('connect', ({ url = '' }, socket) => {
        this.tunnels.push(url);
        const head = `HTTP/1.1 ${this.status} ${STATUS_CODES[this.status]}\r\n`;
        socket.on('error', () => undefined);
        if (this.status !== 200) return void socket.end(`${head}Proxy-Authenticate: Basic realm="office"\r\n\r\n`);
        socket.write(`${head}\r\n`);
        this.#tls.emit('connection', socket);
      });
  }

  /**
   * @param target the server's address
   * @param certificate the certificate that clients see
   */
  static async start(target: string, certificate: Certificate): Promise<Proxy> {
    const proxy = new Proxy(new URL(target), certificate);
    await proxy.listen();
    return proxy;
  }

  /** Rejects when the port is taken. */
  listen(port = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Shows another certificate from now on, and ends the tunnels with the previous one. */
  show(certificate: Certificate): void {
    this.#tls.setSecureContext(certificate);
    this.endTunnels();
  }

  endTunnels(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Stops listening and ends all connections. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#http.close(() => resolve());
      this.endTunnels();
    });
  }
}
