import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { isNativeError } from 'node:util/types';
import { withoutCredentials } from '../requests/credential-in-url.js';
import { REQUEST_ID_HEADER, requestIdOf } from '../requests/request-id.js';
import { toProblem } from './to-problem.js';

/**
 * Answers every exception with problem details (RFC 9457), on any HTTP adapter. It logs an unexpected 5xx with the
 * request id. The answer never shows the cause of a 5xx.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<IncomingMessage>();
    const response = http.getResponse<object>();
    const { httpAdapter } = this.adapterHost;
    const problem = toProblem(exception);
    const requestId = requestIdOf(request);
    // A problem is thrown on purpose. Whoever throws it logs what an operator should know.
    if (problem.status >= 500 && problem !== exception) this.log(exception, requestId);
    if (httpAdapter.isHeadersSent(response)) return void httpAdapter.end(response);

    const url = (httpAdapter.getRequestUrl(request) as string | undefined) ?? request.url ?? '/';
    const [path = '/'] = url.split('?', 1);
    const headers = {
      [REQUEST_ID_HEADER]: requestId,
      'Content-Type': 'application/problem+json',
      ...problem.headers,
    };
    for (const [name, value] of Object.entries(headers)) {
      httpAdapter.setHeader(response, name, value);
    }
    httpAdapter.reply(response, problem.body(withoutCredentials(path), requestId), problem.status);
  }

  private log(exception: unknown, requestId: string): void {
    const error = isNativeError(exception) ? exception : new Error(String(exception));
    this.logger.error(`Request ${requestId} failed: ${error.message}`, error.stack);
  }
}
