import type { Socket } from 'node:net';
import { SeldomLogger } from '../../http/requests/seldom-logger.js';
import type { Middleware } from './middleware.js';

/** How many requests of a connection may wait for their turn. */
const MAX_WAITING = 32;

/**
 * Handles the requests of a connection one after the other, also when a client sends them without waiting for the
 * answers (pipelining, RFC 9112, section 9.3.2). So a client that does not read keeps at most one answer in memory. The
 * connection ends when more than 32 requests wait, and when it ends, waiting requests are discarded.
 */
export function oneAtATime(): Middleware {
  const logger = new SeldomLogger('HttpServer');
  /** The requests that wait, of each connection that is busy with an earlier one. */
  const waitingOf = new WeakMap<Socket, (() => void)[]>();
  const startNext = (socket: Socket): void => {
    const next = socket.writable ? waitingOf.get(socket)?.shift() : undefined;
    if (next) next();
    else waitingOf.delete(socket);
  };
  return ({ socket }, response, next) => {
    const waiting = waitingOf.get(socket);
    if (waiting && waiting.length >= MAX_WAITING) {
      const client = socket.remoteAddress ?? 'A client';
      logger.warn(
        'pipelined',
        `${client} sent more than ${MAX_WAITING} requests without waiting for answers. Its connection was ended.`,
      );
      return void socket.destroy();
    }
    response.once('close', () => startNext(socket));
    if (waiting) return void waiting.push(next);
    waitingOf.set(socket, []);
    next();
  };
}
