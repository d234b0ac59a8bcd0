import { ProblemError } from '../../http/problems/problem.js';
import type { Middleware } from './middleware.js';

/**
 * Rejects a request that does not have exactly one `Host` header (RFC 9112, section 3.2), and ends its connection:
 * servers on its way may have read different hosts. HTTP/1.0 needs no `Host`.
 */
export const requireOneHost: Middleware = (request, response, next) => {
  // Node's `headers` has only the first one, and `headersDistinct` copies all headers.
  const hosts = request.rawHeaders.filter((text, i) => i % 2 === 0 && /^host$/i.test(text)).length;
  if (hosts === 1 || (hosts === 0 && request.httpVersion === '1.0')) return next();
  response.setHeader('Connection', 'close');
  next(new ProblemError('malformed_request', 'Send exactly one Host header.'));
};
