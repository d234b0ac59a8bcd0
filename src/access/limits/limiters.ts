import { type RateLimiterAbstract, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { BoundedMemoryLimiter } from './bounded-memory-limiter.js';
import type { RequestLimit } from '../options/request-limit.js';
import { UnnamedQueries } from './unnamed-queries.js';

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
