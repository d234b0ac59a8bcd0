import { Logger } from '@nestjs/common';
import { STATUS_CODES, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { newUuid } from '../../postgres/uuid.js';
import { ProblemError } from '../../http/problems/problem.js';
import { REQUEST_ID_HEADER } from '../../http/requests/request-id.js';
import type { Connections } from './connections.js';
import { COMMON_HEADERS } from './answer-headers.js';

const LINGER_MS = 1_000;

const logger = new Logger('HttpServer');

/**
 * Answers a request that Node's HTTP parser rejects with problem details, then ends the connection. The framework never
 * sees such a request. If the connection still has an unfinished answer, the connection ends after that answer instead.
 * A request that was answered while its body was arriving gets no second answer.
 */
export function answerClientErrors(server: Server, connections: Connections): void {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return void socket.destroy();
    // An earlier error has already ended this socket.
    if (socket.writableEnded) return;
    if (connections.isServed(socket)) return connections.finish(socket);
    if (!connections.isAnsweredEarly(socket)) answer(error, socket);
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
      ...Object.entries(COMMON_HEADERS).map(([name, value]) => `${name}: ${value}`),
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
      return new ProblemError('malformed_request', 'The request is not valid HTTP.');
  }
}

/** Ends the connection within a second, even if the client neither reads the answer nor closes. */
function end({ code }: NodeJS.ErrnoException, socket: Socket): void {
  // The rest of the request may still arrive. It must not be served after this answer.
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') socket.destroySoon();
  // A full close could discard the answer while the client is still sending (RFC 9112, section 9.6).
  else socket.end();
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}
