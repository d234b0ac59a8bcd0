import { isDatabaseUnavailable } from '../../http/database-unavailable.js';

/**
 * Whether PostgreSQL gave up a transaction so that others could go on, and the same one may succeed when it
 * is run again: 40001 serialization_failure, 40P01 deadlock_detected (PostgreSQL manual, section 13.5).
 */
export function isTransactionConflict(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code === '40001' || code === '40P01';
}

/**
 * Whether an error of a statement on many items may be due to one of them: any but those of a database that is away.
 * 57014 query_canceled and 53200 out_of_memory are of the statement.
 */
export function mayBeOfOneItem(error: unknown): boolean {
  const isOfStatement = ['57014', '53200'].includes(String(sqlStateOf(error)));
  return isOfStatement || isTransactionConflict(error) || !isDatabaseUnavailable(error);
}

function sqlStateOf(error: unknown): unknown {
  const { code, driverError = { code } } = (error ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown };
  };
  return driverError.code;
}
