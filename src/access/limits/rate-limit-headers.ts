import type { RequestLimit } from '../options/access.options.js';
import type { Usage } from './counting.js';

/** What is limited, as the header fields call it. */
export type PolicyName = 'credential' | 'authentication';

/**
 * The header fields that tell a client its limit and what is left of it
 * (draft-ietf-httpapi-ratelimit-headers-10; structured fields, RFC 9651).
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
