import { Logger } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newUuid } from '../../postgres/uuid.js';
import { ProblemError } from '../../http/problems/problem.js';
import { REQUEST_ID_HEADER } from '../../http/requests/request-id.js';

const logger = new Logger('HttpServer');

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

/** Answers what Node's HTTP parser refuses, which no framework sees, with problem details too. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = toProblem(error.code);
  const requestId = newUuid();
  const body = JSON.stringify(problem.body('/', requestId));
  logger.warn(`Request ${requestId} was not valid HTTP: ${error.code ?? error.message}`);
  socket.end(
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
