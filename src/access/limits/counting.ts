import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** How far a key has used its limit up. */
export interface Usage {
  /** Whether the request that was counted last is one too many. */
  exceeded: boolean;
  /** How many more are within the limit. */
  remaining: number;
  /** Whole seconds until the window ends, at least 1. */
  seconds: number;
}

/** Counts one for a key. */
export async function count(limiter: RateLimiterAbstract, key: string): Promise<Usage> {
  try {
    return usage(await limiter.consume(key), false);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return usage(refusal, true);
    throw refusal;
  }
}

/** The usage of a key that has none left in its window, without counting; undefined when it has. */
export async function usedUp(
  limiter: RateLimiterAbstract,
  key: string,
): Promise<Usage | undefined> {
  const result = await limiter.get(key);
  if (result?.remainingPoints !== 0 || result.msBeforeNext <= 0) return undefined;
  return usage(result, true);
}

function usage({ remainingPoints, msBeforeNext }: RateLimiterRes, exceeded: boolean): Usage {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  return { exceeded, remaining: remainingPoints, seconds };
}
