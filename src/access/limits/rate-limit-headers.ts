import type { RequestLimit } from '../options/access.options.js';
import type { Usage } from './counting.js';

/** The name of a limit in the header fields. */
type PolicyName = 'credential' | 'authentication';

/**
 * The header fields with a client's limit and the remaining requests (draft-ietf-httpapi-ratelimit-headers-10;
 * structured fields, RFC 9651).
 */
export function rateLimitHeaders(
  name: PolicyName,
  { requests, seconds }: RequestLimit,
  usage: Usage,
): Record<string, string> {
  return {
    'RateLimit-Policy': `"${name}";q=${requests};w=${seconds}`,
    RateLimit: `"${name}";r=${usage.remaining};t=${usage.seconds}`,
  };
}
