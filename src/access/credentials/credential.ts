import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { queryHoldsCredential } from '../../http/requests/credential-in-url.js';

/** A bearer token as it was presented. */
export interface Credential {
  token: string;
  /** Its SHA-256 in base64: the key of caches. */
  digest: string;
}

/** SHA-256, under which credentials are stored and compared. */
export function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

// RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1).
const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

/**
 * The bearer token of a request; undefined without exactly one `Authorization` header of that form, and where
 * the query of its URL holds a credential too.
 */
export function credentialIn(request: IncomingMessage): Credential | undefined {
  const [authorization = '', ...others] = request.headersDistinct.authorization ?? [];
  if (others.length > 0 || queryHoldsCredential(request.url ?? '')) return undefined;
  const [, token] = BEARER.exec(authorization) ?? [];
  return token === undefined ? undefined : { token, digest: hash('sha256', token, 'base64') };
}
