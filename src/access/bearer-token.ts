import type { IncomingMessage } from 'node:http';

// RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1).
const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

/** A parameter that carries a token (RFC 6750, section 2.3), and an API key anywhere in an address. */
const IN_ADDRESS = /[?&]access_token=|bw_[0-9A-Za-z]{17}_[0-9A-Za-z]{49}/i;

/**
 * The bearer token of a request; undefined without exactly one `Authorization` header of that form, and where
 * the address holds a credential too: addresses end up in logs and histories.
 */
export function bearerTokenOf(request: IncomingMessage): string | undefined {
  const [authorization = '', ...others] = request.headersDistinct.authorization ?? [];
  if (others.length > 0 || IN_ADDRESS.test(decoded(request.url ?? ''))) return undefined;
  return BEARER.exec(authorization)?.[1];
}

/** What cannot be decoded is no key either. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
