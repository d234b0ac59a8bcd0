import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { problemBody, ProblemError, PROBLEMS } from '../http/problem.js';
import { REQUEST_ID_HEADER } from '../http/request-id.js';

function toProblem(code: string | undefined): ProblemError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError('headers_too_large', 'The request headers are larger than 16 KiB.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError('request_timeout', 'The request did not arrive in time.');
    default:
      return new ProblemError('malformed_request', 'This is not a valid HTTP request.');
  }
}

/** Answers what Node's HTTP parser refuses, which no framework sees, with problem details too. */
export function answerClientErrors(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const problem = toProblem(error.code);
    const requestId = uuidv7();
    const { status, title } = PROBLEMS[problem.code];
    const body = JSON.stringify(problemBody(problem, '/', requestId));
    socket.end(
      [
        `HTTP/1.1 ${status} ${title}`,
        'Content-Type: application/problem+json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        `${REQUEST_ID_HEADER}: ${requestId}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  });
}
