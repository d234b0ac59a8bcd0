import type { IncomingMessage } from 'node:http';
import { queryHoldsCredential } from '../../http/requests/credential-in-url.js';

// RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1).
const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

/**
 * The bearer token of a request; undefined without exactly one `Authorization` header of that form, and where
 * the query of its address holds a credential too.
 */
export function bearerTokenOf(request: IncomingMessage): string | undefined {
  const [authorization = '', ...others] = request.headersDistinct.authorization ?? [];
  if (others.length > 0 || queryHoldsCredential(request.url ?? '')) return undefined;
  return BEARER.exec(authorization)?.[1];
}
