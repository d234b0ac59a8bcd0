import { isNativeError } from 'node:util/types';

// SQLSTATE classes and codes after which the same request may succeed elsewhere or later
// (PostgreSQL manual, appendix A): connection exceptions, refused logins, insufficient
// resources, operator intervention such as a shutdown, a primary that became read-only, and transactions
// that were given up so that others could go on.
const SQLSTATES = /^(08|28|53|57)|^25006$|^3D000$|^40(001|P01)$/;

const SOCKET_ERRORS = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

// node-postgres gives these no code.
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** Whether `error` says that PostgreSQL could not be reached or could not answer now, as against a faulty statement. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const { code, syscall, driverError } = error as Error & Record<string, unknown>;
  if (isNativeError(driverError)) return isDatabaseUnavailable(driverError);
  if (typeof code !== 'string') return MESSAGES.test(error.message);
  return SOCKET_ERRORS.has(code) ? syscall !== 'open' : code.length === 5 && SQLSTATES.test(code);
}

/**
 * Whether PostgreSQL gave up a transaction so that others could go on, and the same one may succeed when it
 * is run again: 40001 serialization_failure, 40P01 deadlock_detected (PostgreSQL manual, section 13.5).
 */
export function isTransactionConflict(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code === '40001' || code === '40P01';
}

/**
 * Whether one of the items may be the reason why a statement on many of them failed. It is not where the database is
 * away. 57014 query_canceled and 53200 out_of_memory concern the statement, which may succeed with fewer items.
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
