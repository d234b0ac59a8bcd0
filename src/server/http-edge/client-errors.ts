import { Logger } from '@nestjs/common';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { newUuid } from '../../postgres/uuid.js';
import { ProblemError } from '../../http/problems/problem.js';
import { REQUEST_ID_HEADER } from '../../http/requests/request-id.js';
import type { Connections } from './connections.js';

const LINGER_MS = 1_000;

const logger = new Logger('HttpServer');

/**
 * Answers what Node's HTTP parser refuses, which no framework sees, with problem details too, and ends the
 * connection. Where the connection is served already, it ends after the answer to that request instead.
 */
export function answerClientErrors(server: Server, connections: Connections): void {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return void socket.destroy();
    // The answer is on the way already.
    if (socket.writableEnded) return;
    if (connections.isServed(socket)) return connections.finish(socket);
    answer(error, socket);
    end(error, socket);
  });
}

function answer(error: NodeJS.ErrnoException, socket: Socket): void {
  const problem = toProblem(error.code);
  const requestId = newUuid();
  const body = JSON.stringify(problem.body('/', requestId));
  logger.warn(`Request ${requestId} was not valid HTTP: ${error.code ?? error.message}`);
  socket.write(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `${REQUEST_ID_HEADER}: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function toProblem(code: string | undefined): ProblemError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError('headers_too_large');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError('request_timeout');
    default:
      return new ProblemError('malformed_request', 'This is not a valid HTTP request.');
  }
}

/** Ends the connection within a second, whether or not the client reads the answer or closes. */
function end({ code }: NodeJS.ErrnoException, socket: Socket): void {
  // The rest of the request may still come. It must not be served after this answer.
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroySoon();
  // When the client is still sending, a full close could lose it the answer (RFC 9112, section 9.6).
  else socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}
