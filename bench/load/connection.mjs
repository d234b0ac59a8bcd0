import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect } from 'node:net';

const END_OF_HEAD = '\r\n\r\n';

/**
 * A keep-alive connection that sends one request at a time. It supports only the HTTP that the contenders use, so that
 * it needs little CPU.
 */
export class Connection {
  #socket;
  #received = Buffer.alloc(0);
  #settle;

  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('The server closed the connection.')));
  }

  /** @param {string} url */
  static async open(url) {
    const { hostname, port } = new globalThis.URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /**
   * Sends a request and waits for the whole answer.
   * @param {Buffer} request
   * @returns {Promise<{ status: number; body: Buffer }>}
   */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close() {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.#received.latin1Slice(0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#settle?.reject(new Error(`No Content-Length: ${head}`));
    const start = end + END_OF_HEAD.length;
    if (this.#received.length < start + Number(length)) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#received.subarray(start) };
    this.#received = Buffer.alloc(0);
    this.#settle?.resolve(answer);
  }
}
