import type { IncomingMessage, ServerResponse } from 'node:http';
import { withoutCredentials } from '../../http/requests/credential-in-url.js';
import { requestIdOf } from '../../http/requests/request-id.js';
import { requestCallers } from '../../http/requests/request-caller.js';
import type { Middleware } from './middleware.js';
import { isDocumentation } from '../openapi/paths.js';
import type { ServerLogger } from '../log/server-logger.js';

const HEALTH = /^\/health([/?]|$)/;

/**
 * Logs each request in one line, with the request id, the credential and its owner, and without headers, body or query
 * string.
 */
export function requestLog(logger: ServerLogger): Middleware {
  return (request, response, next) => {
    const { url = '' } = request;
    if (logger.logsRequests && !HEALTH.test(url) && !isDocumentation(url)) {
      const start = performance.now();
      response.once('close', () => write(logger, request, response, url, start));
    }
    next();
  };
}

function write(
  logger: ServerLogger,
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  start: number,
): void {
  const [path = ''] = url.split('?', 1);
  const logged = {
    req: { id: requestIdOf(request), method: request.method, path: withoutCredentials(path) },
    res: { statusCode: response.statusCode },
    ...requestCallers.get(request),
    responseTime: Math.round(performance.now() - start),
  };
  logger.event(logged, response.writableFinished ? 'request completed' : 'request aborted');
}
