import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** How many keys are counted at most; beyond, the one that was counted longest ago is forgotten. */
export const MAX_KEYS = 100_000;

/** Counts in memory, of which it takes no more however many keys there are. */
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
