import { Injectable, Logger } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BackgroundWork } from '../../background/background-work.service.js';

const WARN_EVERY_MS = 60_000;

/** The time in which a new connection sends its first request. */
const FIRST_REQUEST_MS = 1_000;

/** The turns of the event loop without a new connection after which the server stops to listen. */
const QUIET_TURNS = 5;

/** It stops to listen after so many turns, even if there are always new connections. */
const MAX_LAST_TURNS = 1_000;

interface Connection {
  readonly socket: Socket;
  readonly openedAt: number;
  /** Unfinished answers, in the order of their requests. */
  readonly answers: Set<ServerResponse>;
  /** The latest request. It may still be arriving; all earlier requests have arrived completely. */
  latest?: IncomingMessage;
  /** The first unfinished answer at the last check, and the number of bytes that were sent until then. */
  lastCheck?: { answer: ServerResponse | undefined; bytesWritten: number };
}

/**
 * Tracks the HTTP connections. It ends connections over the limit and connections whose answers take too long. A
 * connection is served while one of its requests has arrived completely and the answer is unfinished.
 */
@Injectable()
export class Connections {
  private readonly logger = new Logger('HttpServer');
  private readonly all = new Map<Socket, Connection>();
  /**
   * Connections that may be unserved. The first one has gone longest without a complete request. A served connection
   * can be among them.
   */
  private readonly waiting = new Set<Connection>();
  private server?: Server;
  /** How many connections there were since the start. */
  private opened = 0;
  private closing = false;
  private warnedAt = -Infinity;

  constructor(private readonly background: BackgroundWork) {}

  /**
   * Starts to track the connections of a server. Call it once, before the server listens.
   * @param limit the maximum number of connections
   * @param answerTimeout in milliseconds. A connection ends when its answer makes no progress for this time, at the
   * latest after twice this time.
   */
  watch(server: Server, limit: number, answerTimeout: number): void {
    this.server = server;
    server.on('connection', (socket: Socket) => {
      this.open(socket);
      if (this.all.size > limit) this.makeRoom(limit);
    });
    server.prependListener('request', (request, response) => this.ask(request, response));
    this.background.repeat('Ending stuck answers', answerTimeout, () => this.endStuck());
  }

  /** Whether a request of this connection has arrived completely and its answer is unfinished. */
  isServed(socket: Socket): boolean {
    const connection = this.all.get(socket);
    return connection !== undefined && isServed(connection);
  }

  /** Whether the latest request of this connection was answered before it has arrived completely. */
  isAnsweredEarly(socket: Socket): boolean {
    const { latest, answers } = this.all.get(socket) ?? {};
    return latest?.complete === false && answers?.size === 0;
  }

  /** Ends a connection after its requests are answered. It ends at once if there are none. */
  finish(socket: Socket): void {
    const last = [...(this.all.get(socket)?.answers ?? [])].at(-1);
    if (!last) return this.end(socket);
    closeAfter(last);
  }

  /** Ends every connection after its next answer. Idle connections stay open until `finishAll`. */
  closeAfterAnswers(): void {
    this.closing = true;
    for (const { answers } of this.all.values()) {
      const last = [...answers].at(-1);
      if (last) closeAfter(last);
    }
  }

  /**
   * Stops to listen, and ends every idle connection. A connection that was opened within the last second may still send
   * its first request. Call `closeAfterAnswers` before.
   */
  async finishAll(): Promise<void> {
    await this.stopListening();
    for (const connection of this.all.values()) {
      const { socket, openedAt, latest, answers } = connection;
      if (answers.size > 0) continue;
      const timeLeft = latest ? 0 : openedAt + FIRST_REQUEST_MS - performance.now();
      if (timeLeft <= 0) this.end(socket);
      else setTimeout(() => this.finish(socket), timeLeft).unref();
    }
  }

  /** Ends every connection at once. */
  endAll(): void {
    for (const socket of this.all.keys()) this.end(socket);
  }

  /** Node accepts one connection in a turn of the event loop. The system resets those that still wait at the close. */
  private async stopListening(): Promise<void> {
    if (!this.server?.listening) return;
    for (let turn = 0, quiet = 0; turn < MAX_LAST_TURNS && quiet < QUIET_TURNS; turn += 1) {
      const before = this.opened;
      await nextTurn();
      quiet = this.opened === before ? quiet + 1 : 0;
    }
    this.server.close();
  }

  private open(socket: Socket): void {
    this.opened += 1;
    const connection = { socket, openedAt: performance.now(), answers: new Set<ServerResponse>() };
    this.all.set(socket, connection);
    this.waiting.add(connection);
    socket.once('close', () => this.untrack(connection));
  }

  private ask(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.all.get(request.socket);
    if (!connection) return;
    connection.latest = request;
    connection.answers.add(response);
    if (this.closing) closeAfter(response);
    response.once('close', () => this.answered(connection, response));
  }

  private answered(connection: Connection, response: ServerResponse): void {
    connection.answers.delete(response);
    if (!this.all.has(connection.socket)) return;
    // A request that is answered before it has arrived completely does not change the order.
    if (response.req.complete) this.waiting.delete(connection);
    this.waiting.add(connection);
  }

  /** Ends the first unserved connection. That is the new connection itself if all others are served. */
  private makeRoom(limit: number): void {
    this.warn(
      `All ${limit} connections are in use (MAX_CONNECTIONS). Each new connection ends an old one.`,
    );
    for (const connection of this.waiting) {
      // A served connection is added again when its answer is finished, so it is skipped at most once for each answer.
      this.waiting.delete(connection);
      if (!isServed(connection)) return this.end(connection.socket);
    }
  }

  /** Ends the served connections whose first unfinished answer made no progress since the last call. */
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

  /** Ends a connection. It stops counting at once, before the socket has closed. */
  private end(socket: Socket): void {
    const connection = this.all.get(socket);
    if (connection) this.untrack(connection);
    socket.destroy();
  }

  private untrack(connection: Connection): void {
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

/** Ends the connection after an answer. Node then discards the answers that follow on the connection. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
  else response.once('finish', () => response.req.socket.destroySoon());
}
