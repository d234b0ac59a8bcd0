import { type ArgumentsHost, type ExceptionFilter, Logger } from '@nestjs/common';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';

const logger = new Logger('HttpServer');

/** Does its part of every request, then calls `next`, with an error where the request ends there. */
export type Step = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: Error) => void,
) => unknown;

/**
 * Has the server take these steps, in turn, before its framework sees a request: what Nest's middleware would
 * do, without the matching of paths that frameworks do for each. Errors are answered by `filter`.
 */
export function putInFront(server: Server, steps: readonly Step[], filter: ExceptionFilter): void {
  const [framework, ...others] = server.listeners('request') as Step[];
  if (!framework || others.length > 0) throw new Error('Only the framework is to listen by now.');
  const run = [...steps, framework].reduceRight<RequestListener>(
    (rest, step) => (request, response) => {
      const fail = (error: unknown): void => {
        try {
          filter.catch(error, hostOf(request, response));
        } catch (fault) {
          logger.error(fault);
          response.destroy();
        }
      };
      try {
        const outcome = step(request, response, (error) =>
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

/** As much of it as a filter of HTTP requests looks at. */
function hostOf(request: IncomingMessage, response: ServerResponse): ArgumentsHost {
  const http = { getRequest: () => request, getResponse: () => response };
  return { switchToHttp: () => http } as unknown as ArgumentsHost;
}
