import { LRUCache } from 'lru-cache';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import type { RequestLimit } from '../options/access.options.js';
import { UnnamedQueries } from './unnamed-queries.js';

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

/** Counts within this server. */
export function memoryLimiter({ requests, seconds }: RequestLimit): RateLimiterAbstract {
  return new BoundedMemoryLimiter({ points: requests, duration: seconds });
}

/**
 * Counts in the database, for all servers on it, and in memory while the database fails. What has used its
 * limit up is refused without a further statement.
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
    tableName: 'access_rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
}
