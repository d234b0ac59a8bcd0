import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';
import type { Config } from '../config/config.js';
import { withoutCredentials } from '../http/credential-in-address.js';
import { requestIdOf } from '../http/request-id.js';

/** One JSON line a request and event on stdout: with the request id, without headers, bodies or query strings. */
export function loggerOptions({ logLevel }: Pick<Config, 'logLevel'>): Params {
  return {
    forRoutes: ['{*path}'],
    pinoHttp: {
      level: logLevel,
      timestamp: stdTimeFunctions.isoTime,
      genReqId: requestIdOf,
      autoLogging: { ignore: isHealthCheck },
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({
          id,
          method,
          path: withoutCredentials(url.split('?', 1)[0] ?? ''),
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
    },
  };
}

function isHealthCheck(request: IncomingMessage & { originalUrl?: string }): boolean {
  return request.originalUrl?.startsWith('/health/') ?? false;
}
