import type { Socket } from 'node:net';
import type { Middleware } from './middleware.js';

/** How many requests of a connection may wait for their turn. */
const MAX_WAITING = 32;

/**
 * Handles the requests of a connection one after the other, also when a client sends them without waiting for the
 * answers (pipelining, RFC 9112, section 9.3.2). So a client that does not read keeps at most one answer in memory. The
 * connection ends when more than 32 requests wait, and when it ends, waiting requests are discarded.
 */
export function oneAtATime(): Middleware {
  const waiting = new WeakMap<Socket, (() => void)[]>();
  return ({ socket }, response, next) => {
    const queue = waiting.get(socket);
    if (queue && queue.length >= MAX_WAITING) return void socket.destroy();
    response.once('close', () => {
      const following = socket.writable ? waiting.get(socket)?.shift() : undefined;
      if (following) following();
      else waiting.delete(socket);
    });
    if (queue) return void queue.push(next);
    waiting.set(socket, []);
    next();
  };
}
