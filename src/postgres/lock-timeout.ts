import type { EntityManager } from 'typeorm';

/** The rows stayed locked by another transaction for too long. The call changed nothing. */
export class LockTimeoutError extends Error {
  override readonly name = 'LockTimeoutError';
  /** The SQLSTATE of PostgreSQL for the same fault, lock_not_available. */
  readonly code = '55P03';

  constructor() {
    super('Another transaction holds the rows.');
  }
}

/**
 * SQL for a column of a sub-select that a statement reads before it locks rows. It sets the lock timeout until the end
 * of the transaction, which is the end of the statement when there is no other transaction. So nothing stays behind on
 * the connection, also behind a pooler. Without a time it is empty.
 */
export function lockTimeoutColumn(milliseconds: number | undefined): string {
  return milliseconds === undefined
    ? ''
    : `, set_config('lock_timeout', '${milliseconds}ms', true)`;
}

/** Sets the lock timeout of the open transaction. Returns a function that sets it back to what it was. */
export async function setLockTimeout(
  manager: EntityManager,
  milliseconds: number,
): Promise<() => Promise<void>> {
  const [{ before }] = await manager.query<[{ before: string }]>(
    `SELECT before, set_config('lock_timeout', $1, true)
     FROM (SELECT current_setting('lock_timeout') AS before OFFSET 0) AS setting`,
    [`${milliseconds}ms`],
  );
  return () => manager.query(`SELECT set_config('lock_timeout', $1, true)`, [before]);
}
