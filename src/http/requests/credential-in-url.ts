/** Matches an API key (`bw_<id>_<secret>`) or a JSON Web Token (RFC 7519), also when it is truncated. */
const CREDENTIAL = /bw_[0-9A-Za-z]{17}_[0-9A-Za-z]+|eyJ[\w-]+\.eyJ[\w-]+(\.[\w-]*)?/g;

/** The query parameter for a bearer token (RFC 6750, section 2.3). */
const TOKEN_PARAMETER = /[?&]access_token=/;

/** The credentials without a format by which they can be found. */
const unformatted = new Set<string>();

/** Lets this process find a credential that has no format of its own. */
export function findInUrls(credential: string): void {
  unformatted.add(credential);
}

/** Whether the query of a URL has a credential in it. Logs and browser histories would store it. */
export function queryHoldsCredential(url: string): boolean {
  const start = url.indexOf('?');
  if (start < 0) return false;
  const text = decoded(url.slice(start));
  return TOKEN_PARAMETER.test(text) || text !== redacted(text);
}

/** Replaces every credential in a path with `[redacted]`, and every segment with a percent-encoded one. */
export function withoutCredentials(path: string): string {
  const plain = redacted(path);
  return plain.includes('%') ? plain.split('/').map(withoutEncoded).join('/') : plain;
}

function withoutEncoded(segment: string): string {
  const text = decoded(segment);
  return text === redacted(text) ? segment : '[redacted]';
}

function redacted(text: string): string {
  let plain = text.replaceAll(CREDENTIAL, '[redacted]');
  for (const credential of unformatted) plain = plain.replaceAll(credential, '[redacted]');
  return plain;
}

/**
 * Decodes percent-encoded ASCII, which credentials consist of, also when it was encoded several times. The rest stays
 * as it is, so that bad percent-encoding hides nothing.
 */
function decoded(text: string): string {
  const once = text.replaceAll(/%([2-7][\da-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return once === text ? text : decoded(once);
}
