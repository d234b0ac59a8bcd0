/** An API key (`bw_<id>_<secret>`) or a JSON Web Token (RFC 7519), whole or cut short. */
const CREDENTIAL = /bw_[0-9A-Za-z]{17}_[0-9A-Za-z]+|eyJ[\w-]+\.eyJ[\w-]+(\.[\w-]*)?/g;

/** RFC 6750, section 2.3. */
const TOKEN_PARAMETER = /[?&]access_token=/;

/** Whether the query of a URL carries a credential, which ends up in logs and histories there. */
export function queryHoldsCredential(url: string): boolean {
  const start = url.indexOf('?');
  if (start < 0) return false;
  const text = decoded(url.slice(start));
  return TOKEN_PARAMETER.test(text) || text !== withoutCredentials(text);
}

/** A path with every credential in it replaced. */
export function withoutCredentials(path: string): string {
  return path.replaceAll(CREDENTIAL, '[redacted]');
}

/** A text that cannot be decoded is no credential either. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
