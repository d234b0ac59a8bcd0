import { LRUCache } from 'lru-cache';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RequestLimit } from '../options/access.options.js';

/** The maximum number of keys in memory. Above it, the least recently counted key is removed. */
export const MAX_KEYS = 100_000;

/** Counts in memory, with a limit on the number of keys and so on the memory. */
export class BoundedMemoryLimiter extends RateLimiterMemory {
  private readonly keys = new LRUCache<string | number, true>({
    max: MAX_KEYS,
    dispose: (_, key) => void this.delete(key),
  });

  override consume(key: string | number, points?: number): Promise<RateLimiterRes> {
    this.keys.set(key, true);
    return super.consume(key, points);
  }
}

/** Makes a limiter that counts within this server. */
export function memoryLimiter({ requests, seconds }: RequestLimit): RateLimiterAbstract {
  return new BoundedMemoryLimiter({ points: requests, duration: seconds });
}
