import { ProblemError } from '../../http/problems/problem.js';
import type { Middleware } from './middleware.js';

/**
 * Rejects a request that does not have exactly one `Host` header (RFC 9112, section 3.2), and ends its connection:
 * servers on its way may have read different hosts. HTTP/1.0 needs no `Host`.
 */
export const requireOneHost: Middleware = (request, response, next) => {
  const hosts = hostsIn(request.rawHeaders);
  if (hosts === 1 || (hosts === 0 && request.httpVersion === '1.0')) return next();
  response.setHeader('Connection', 'close');
  next(new ProblemError('malformed_request', 'Send exactly one Host header.'));
};

/** Counts the `Host` headers. Node's `headers` has only the first one, and `headersDistinct` copies all headers. */
function hostsIn(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
