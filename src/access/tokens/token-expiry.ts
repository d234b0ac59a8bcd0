import type { JWTPayload } from 'jose';

/** How far apart clocks may be, in seconds (RFC 7519, section 4.1.4). */
export const CLOCK_TOLERANCE_S = 5;

/** Whether a token whose claims were verified has expired since. */
export function hasExpired({ exp = 0 }: JWTPayload): boolean {
  return exp + CLOCK_TOLERANCE_S <= Math.floor(Date.now() / 1000);
}
