/** Matches an API key (`bw_<id>_<secret>`) or a JSON Web Token (RFC 7519), also when it is truncated. */
const CREDENTIAL = /bw_[0-9A-Za-z]{17}_[0-9A-Za-z]+|eyJ[\w-]+\.eyJ[\w-]+(\.[\w-]*)?/g;

/** The query parameter for a bearer token (RFC 6750, section 2.3). */
const TOKEN_PARAMETER = /[?&]access_token=/;

/** Whether the query of a URL has a credential in it. Logs and browser histories would store it. */
export function queryHoldsCredential(url: string): boolean {
  const start = url.indexOf('?');
  if (start < 0) return false;
  const text = decoded(url.slice(start));
  return TOKEN_PARAMETER.test(text) || text !== withoutCredentials(text);
}

/** Replaces every credential in a path with `[redacted]`. */
export function withoutCredentials(path: string): string {
  return path.replaceAll(CREDENTIAL, '[redacted]');
}

/** Decodes a text. It returns the text unchanged when it is not percent-encoded UTF-8. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
