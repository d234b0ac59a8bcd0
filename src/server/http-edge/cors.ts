import cors from 'cors';
import { REQUEST_ID_HEADER } from '../../http/requests/request-id.js';
import type { Middleware } from './middleware.js';

/** The seconds for which a browser may remember the answer to a preflight. */
const MAX_AGE = 600;

/**
 * Lets pages of other origins call the API (https://fetch.spec.whatwg.org/#http-cors-protocol). It answers their
 * preflights. An `OPTIONS` request that is not a preflight continues.
 */
export function allowOrigins(origins: readonly string[]): Middleware {
  const handle = cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'If-Match',
      'If-None-Match',
      REQUEST_ID_HEADER,
    ],
    exposedHeaders: [
      'ETag',
      'Location',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
      'WWW-Authenticate',
      REQUEST_ID_HEADER,
    ],
    maxAge: MAX_AGE,
  });
  return (request, response, next) => {
    const { origin, 'access-control-request-method': requested } = request.headers;
    const isPreflight = origin !== undefined && requested !== undefined;
    if (request.method === 'OPTIONS' && !isPreflight) return next();
    handle(request, response, next);
  };
}
