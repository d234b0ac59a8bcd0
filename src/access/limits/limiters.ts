import { LRUCache } from 'lru-cache';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { RequestLimit } from '../options/access.options.js';
import { RATE_LIMIT_TABLE } from './rate-limits.store.js';
import { UnnamedQueries } from './unnamed-queries.js';

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

/**
 * Makes a limiter that counts in the database, for all servers together, and in memory while the database fails. It
 * rejects a key that has reached its limit without another statement.
 */
export function databaseLimiter(limit: RequestLimit, dataSource: DataSource): RateLimiterAbstract {
  return new RateLimiterPostgres({
    points: limit.requests,
    duration: limit.seconds,
    keyPrefix: 'credential',
    inMemoryBlockOnConsumed: limit.requests,
    insuranceLimiter: memoryLimiter(limit),
    storeClient: new UnnamedQueries(dataSource),
    storeType: 'client',
    tableName: RATE_LIMIT_TABLE,
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
}
