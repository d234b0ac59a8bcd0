import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { queryHoldsCredential } from '../../http/requests/credential-in-url.js';

/** The bearer token of a request. */
export interface Credential {
  token: string;
  /** The SHA-256 of the token in base64. Caches use it as their key. */
  digest: string;
}

/** The SHA-256 of a text. Credentials are stored and compared by it. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

// RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1).
const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

/**
 * The bearer token of a request. It is undefined unless the request has exactly one `Authorization` header with a
 * bearer token, and when the query of the URL contains a credential too.
 */
export function credentialIn(request: IncomingMessage): Credential | undefined {
  const [authorization = '', ...others] = request.headersDistinct.authorization ?? [];
  if (others.length > 0 || queryHoldsCredential(request.url ?? '')) return undefined;
  const [, token] = BEARER.exec(authorization) ?? [];
  return token === undefined ? undefined : { token, digest: hash('sha256', token, 'base64') };
}
