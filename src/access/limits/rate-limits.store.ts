import type { EntityManager } from 'typeorm';
import { lockTimeoutColumn } from '../../postgres/lock-timeout.js';
import { milliseconds, NOW } from '../../postgres/times.js';

/** The table of the counts of requests. It has no entity, because nothing else reads or writes it. */
const RATE_LIMIT_TABLE = 'access_rate_limit';

/** The count of a key's requests in its current window. */
export interface StoredCount {
  requests: number;
  /** The time until the window ends. */
  millisecondsLeft: number;
}

/** Counts one request for a key. The first request begins a window of `windowMs` milliseconds. */
export async function countRequest(
  manager: EntityManager,
  key: string,
  windowMs: number,
  lockTimeoutMs: number,
): Promise<StoredCount> {
  const now = '(excluded.expire - $2::bigint)';
  const [row] = await manager.query<[StoredCount]>(
    `INSERT INTO ${RATE_LIMIT_TABLE} AS stored (key, points, expire)
     SELECT $1::text, 1, clock.now + $2::bigint
     FROM (SELECT ${milliseconds(NOW)} AS now${lockTimeoutColumn(lockTimeoutMs)}) AS clock
     ON CONFLICT (key) DO UPDATE SET
       points = CASE WHEN stored.expire <= ${now} THEN 1 ELSE stored.points + 1 END,
       expire = CASE WHEN stored.expire <= ${now} THEN excluded.expire ELSE stored.expire END
     RETURNING points AS requests, greatest(expire - ${milliseconds(NOW)}, 0)::integer AS "millisecondsLeft"`,
    [key, windowMs],
  );
  return row;
}

/** Deletes the counts whose window ended. */
export async function deleteExpiredCounts(manager: EntityManager): Promise<void> {
  await manager.query(`DELETE FROM ${RATE_LIMIT_TABLE} WHERE expire < ${milliseconds(NOW)}`);
}
