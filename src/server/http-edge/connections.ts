import { Injectable, Logger } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { BackgroundWork } from '../../background/background-work.service.js';

const WARN_EVERY_MS = 60_000;

interface Connection {
  readonly socket: Socket;
  /** Answers that are not finished, in the order of their requests. */
  readonly answers: Set<ServerResponse>;
  /** The last request that has begun to arrive. Earlier ones have arrived as a whole. */
  latest?: IncomingMessage;
  /** The first unfinished answer at the last check, and how many bytes had been sent by then. */
  lastCheck?: { answer: ServerResponse | undefined; bytesWritten: number };
}

/**
 * Knows which connections are there and which of them are served. Ends those that are too many and those
 * whose answers take too long. A connection is served while it has a request that has arrived as a whole
 * and is not answered to the end.
 */
@Injectable()
export class Connections {
  private readonly logger = new Logger('HttpServer');
  private readonly all = new Map<Socket, Connection>();
  /** Those that are not known to be served. The first has been without a whole request for longest. */
  private readonly waiting = new Set<Connection>();
  private finishing = false;
  private warnedAt = -Infinity;

  constructor(private readonly background: BackgroundWork) {}

  /**
   * Watches the connections of a server that does not listen yet. Call it once.
   * @param limit how many there may be
   * @param answerTimeout in milliseconds: an answer of which nothing is sent for so long is cut, at twice this time at
   * the latest
   */
  watch(server: Server, limit: number, answerTimeout: number): void {
    server.on('connection', (socket: Socket) => {
      this.open(socket);
      if (this.all.size > limit) this.makeRoom(limit);
    });
    server.prependListener('request', (request, response) => this.ask(request, response));
    this.background.repeat('Ending stuck answers', answerTimeout, () => this.endStuck());
  }

  /** Whether a request of this connection has arrived as a whole and is not answered to the end. */
  isServed(socket: Socket): boolean {
    const connection = this.all.get(socket);
    return connection !== undefined && isServed(connection);
  }

  /** Ends a connection once its requests are answered, at once where there are none. */
  finish(socket: Socket): void {
    const answers = this.all.get(socket)?.answers;
    if (!answers?.size) return this.end(socket);
    for (const answer of answers) closeAfter(answer);
  }

  /** Does the same with every connection, and with those that send a request later. */
  finishAll(): void {
    this.finishing = true;
    for (const socket of this.all.keys()) this.finish(socket);
  }

  /** Ends every connection at once. */
  endAll(): void {
    for (const socket of this.all.keys()) this.end(socket);
  }

  private open(socket: Socket): void {
    const connection = { socket, answers: new Set<ServerResponse>() };
    this.all.set(socket, connection);
    this.waiting.add(connection);
    socket.once('close', () => this.forget(connection));
  }

  private ask(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.all.get(request.socket);
    if (!connection) return;
    connection.latest = request;
    connection.answers.add(response);
    if (this.finishing) closeAfter(response);
    response.once('close', () => this.answered(connection, response));
  }

  private answered(connection: Connection, response: ServerResponse): void {
    connection.answers.delete(response);
    if (!this.all.has(connection.socket)) return;
    // A request that is answered before it has arrived as a whole does not move its connection.
    if (response.req.complete) this.waiting.delete(connection);
    this.waiting.add(connection);
  }

  /** Ends the first that is not served. The newest is the last of them, and ends when all others are served. */
  private makeRoom(limit: number): void {
    this.warn(
      `All ${limit} connections are in use (MAX_CONNECTIONS). Each new one ends an old one.`,
    );
    for (const connection of this.waiting) {
      // A served one is added again when it is answered, so each answer costs one look at most.
      this.waiting.delete(connection);
      if (!isServed(connection)) return this.end(connection.socket);
    }
  }

  /** Ends the served ones whose first unfinished answer has not moved on since the last call. */
  private endStuck(): void {
    for (const connection of this.all.values()) {
      const { socket, answers, lastCheck } = connection;
      const [answer] = isServed(connection) ? answers : [];
      const { bytesWritten } = socket;
      const isStuck =
        answer && answer === lastCheck?.answer && bytesWritten === lastCheck.bytesWritten;
      if (isStuck) this.end(socket);
      connection.lastCheck = { answer, bytesWritten };
    }
  }

  /** Forgets it at once: while it closes it does not count any more. */
  private end(socket: Socket): void {
    const connection = this.all.get(socket);
    if (connection) this.forget(connection);
    socket.destroy();
  }

  private forget(connection: Connection): void {
    this.all.delete(connection.socket);
    this.waiting.delete(connection);
  }

  private warn(message: string): void {
    if (performance.now() - this.warnedAt < WARN_EVERY_MS) return;
    this.warnedAt = performance.now();
    this.logger.warn(message);
  }
}

function isServed({ answers, latest }: Connection): boolean {
  return answers.size > (latest?.complete === false ? 1 : 0);
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
