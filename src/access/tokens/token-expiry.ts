import type { JWTPayload } from 'jose';

/** The tolerated difference between clocks, in seconds (RFC 7519, section 4.1.4). */
export const CLOCK_TOLERANCE_S = 5;

/** Whether a token has expired since its claims were verified. */
export function hasExpired({ exp = 0 }: JWTPayload): boolean {
  return exp + CLOCK_TOLERANCE_S <= Math.floor(Date.now() / 1000);
}
