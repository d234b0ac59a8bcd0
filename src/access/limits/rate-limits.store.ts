import type { EntityManager } from 'typeorm';

/** The table of the counts of requests. It has no entity, because rate-limiter-flexible reads and writes it. */
export const RATE_LIMIT_TABLE = 'access_rate_limit';

/** Deletes the counts whose window ended before a time in milliseconds since 1970. */
export async function deleteCountsBefore(manager: EntityManager, time: number): Promise<void> {
  await manager.query(`DELETE FROM ${RATE_LIMIT_TABLE} WHERE expire < $1::bigint`, [time]);
}
