import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** The usage of a limit by one key. */
export interface Usage {
  /** Whether the last request exceeds the limit. */
  exceeded: boolean;
  /** How many more requests the limit allows in this window. */
  remaining: number;
  /** The time until the window ends, in whole seconds, at least 1. */
  seconds: number;
}

/** Counts one request for a key. */
export async function count(limiter: RateLimiterAbstract, key: string): Promise<Usage> {
  try {
    return usage(await limiter.consume(key), false);
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes) return usage(rejection, true);
    throw rejection;
  }
}

/** Checks a key without counting. Returns its usage when the limit is reached, and undefined otherwise. */
export async function reachedLimit(
  limiter: RateLimiterAbstract,
  key: string,
): Promise<Usage | undefined> {
  const result = await limiter.get(key);
  if (result?.remainingPoints !== 0 || result.msBeforeNext <= 0) return undefined;
  return usage(result, true);
}

function usage({ remainingPoints, msBeforeNext }: RateLimiterRes, exceeded: boolean): Usage {
  return { exceeded, remaining: remainingPoints, seconds: wholeSeconds(msBeforeNext) };
}

/** A time in milliseconds as the `seconds` of a usage. */
export function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
