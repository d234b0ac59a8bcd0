import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Inject,
  Logger,
  Optional,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { isNativeError } from 'node:util/types';
import { withoutCredentials } from '../requests/credential-in-url.js';
import { REQUEST_ID_HEADER, requestIdOf } from '../requests/request-id.js';
import { ProblemError } from './problem.js';
import { toProblem } from './to-problem.js';

/** The injection token of the challenge in a 401 of the filter's module; null means the default, `Bearer`. */
export const CHALLENGE = Symbol('bellwether:challenge');

/**
 * Answers every exception with problem details (RFC 9457), on any HTTP adapter. It logs an unexpected 5xx with the
 * request id: an unavailable database as a warning, and everything else with its stack. The answer never shows the
 * cause of a 5xx.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    @Optional() @Inject(CHALLENGE) private readonly challenge: string | null = null,
  ) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<IncomingMessage>();
    const response = http.getResponse<object>();
    const { httpAdapter } = this.adapterHost;
    const problem = this.challenged(toProblem(exception));
    const requestId = requestIdOf(request);
    // A problem is thrown on purpose. Whoever throws it logs what an operator should know.
    if (problem.status >= 500 && problem !== exception) this.log(exception, problem, requestId);
    if (httpAdapter.isHeadersSent(response)) return void httpAdapter.end(response);

    const url = (httpAdapter.getRequestUrl(request) as string | undefined) ?? request.url ?? '/';
    const [path = '/'] = url.split('?', 1);
    const headers = {
      [REQUEST_ID_HEADER]: requestId,
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...problem.headers,
    };
    for (const [name, value] of Object.entries(headers)) {
      httpAdapter.setHeader(response, name, value);
    }
    // As text, because Nest's adapter for Express sends an object with an error status as `application/json`.
    const body = JSON.stringify(problem.body(withoutCredentials(path), requestId));
    httpAdapter.reply(response, body, problem.status);
  }

  /** A 401 with the challenge of the module. */
  private challenged(problem: ProblemError): ProblemError {
    if (problem.status !== 401 || this.challenge === null) return problem;
    return new ProblemError('unauthenticated', 'Send a valid credential.', {
      headers: { 'WWW-Authenticate': this.challenge },
    });
  }

  private log(exception: unknown, { code }: ProblemError, requestId: string): void {
    const error = isNativeError(exception) ? exception : new Error(String(exception));
    // Every request may fail so while the database cannot answer, and the place in the code explains nothing.
    if (code === 'unavailable') return this.logger.warn(`Request ${requestId}: ${error.message}`);
    this.logger.error(`Request ${requestId} failed: ${error.message}`, error.stack);
  }
}
