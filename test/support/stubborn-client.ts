import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client that sends given bytes and never closes its connection by itself. */
export class StubbornClient {
  /** The text that it has received. It receives nothing before `read` is called. */
  received = '';
  /** Whether the server has ended the connection. */
  isEnded = false;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => (this.isEnded = true)).on('end', () => (this.isEnded = true));
  }

  /** Connects. The server may end the connection at once. */
  static async open(url: string, bytes = ''): Promise<StubbornClient> {
    const { hostname: host, port } = new URL(url);
    const socket = connect({ host, port: Number(port), allowHalfOpen: true });
    const client = new StubbornClient(socket);
    await once(socket, 'connect').catch(() => undefined);
    client.send(bytes);
    return client;
  }

  send(bytes: string): void {
    if (bytes) this.socket.write(bytes);
  }

  read(): this {
    this.socket.on('data', (chunk) => (this.received += String(chunk)));
    return this;
  }

  /** Sends one byte every `everyMs` milliseconds until the connection closes. */
  trickle(everyMs: number): this {
    const timer = setInterval(() => this.send('x'), everyMs);
    this.socket.once('close', () => clearInterval(timer));
    return this;
  }

  remove(): void {
    this.socket.destroy();
  }
}
