import { type ArgumentsHost, type ExceptionFilter, Logger } from '@nestjs/common';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

const logger = new Logger('HttpServer');

/** Handles every request before the framework, then calls `next`. It passes an error to `next` to end the request. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: Error) => void,
) => unknown;

/**
 * Runs middleware in their order before the framework. Nest's own middleware would cost more, because the framework
 * matches the path for each of them. `filter` answers errors.
 */
export function useMiddleware(
  server: Server,
  middleware: readonly Middleware[],
  filter: ExceptionFilter,
): void {
  const [framework, ...others] = server.listeners('request') as Middleware[];
  if (!framework || others.length > 0) throw new Error('The framework must be the only listener.');
  const run = [...middleware, framework].reduceRight<RequestListener>(
    (rest, handle) => (request, response) => {
      const fail = (error: unknown): void => {
        try {
          filter.catch(error, hostOf(request, response));
        } catch (fault) {
          logger.error(fault);
          response.destroy();
        }
      };
      try {
        const outcome = handle(request, response, (error) =>
          error ? fail(error) : rest(request, response),
        );
        if (outcome instanceof Promise) outcome.catch(fail);
      } catch (error) {
        fail(error);
      }
    },
    () => undefined,
  );
  server.removeAllListeners('request').on('request', run);
}

/** The parts of an `ArgumentsHost` that an exception filter for HTTP uses. */
function hostOf(request: IncomingMessage, response: ServerResponse): ArgumentsHost {
  const http = { getRequest: () => request, getResponse: () => response };
  return { switchToHttp: () => http } as unknown as ArgumentsHost;
}
