import { isNativeError } from 'node:util/types';

// SQLSTATE classes and codes after which the same request may succeed later or on another server (PostgreSQL manual,
// appendix A): connection exceptions, refused logins, insufficient resources, operator intervention such as a shutdown,
// a primary that became read-only, serialization failures, deadlocks and lock timeouts.
const SQLSTATES = /^(08|28|53|57)|^25006$|^3D000$|^40(001|P01)$|^55P03$/;

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

// node-postgres sets no code on these errors.
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/**
 * Whether `error` means that PostgreSQL could not be reached or could not answer, and not that a statement is wrong.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const { code, syscall, driverError } = error as Error & Record<string, unknown>;
  if (isNativeError(driverError)) return isDatabaseUnavailable(driverError);
  if (typeof code !== 'string') return MESSAGES.test(error.message);
  return SOCKET_ERRORS.has(code) ? syscall !== 'open' : code.length === 5 && SQLSTATES.test(code);
}

/** Whether an error comes from the database: PostgreSQL reported it, or PostgreSQL could not be reached. */
export function isOfDatabase(error: unknown): boolean {
  const state = sqlStateOf(error);
  const isReported = typeof state === 'string' && /^[\dA-Z]{5}$/.test(state);
  return isReported || isDatabaseUnavailable(error);
}

/**
 * Whether PostgreSQL aborted a transaction that may succeed in a retry: 40001 serialization_failure, 40P01
 * deadlock_detected (PostgreSQL manual, section 13.5).
 */
export function isTransactionConflict(error: unknown): boolean {
  const code = sqlStateOf(error);
  return code === '40001' || code === '40P01';
}

/** Whether rows stayed locked by another transaction until the lock timeout: 55P03 lock_not_available. */
export function isLockTimeout(error: unknown): boolean {
  return sqlStateOf(error) === '55P03';
}

/**
 * Whether a batch statement may have failed because of one item, so that the other items may succeed alone. It is false
 * when the database is unavailable. It is true for 57014 query_canceled, 53200 out_of_memory and 55P03
 * lock_not_available, because a statement with fewer items may succeed.
 */
export function mayBeCausedByOneItem(error: unknown): boolean {
  const isOfStatement = ['57014', '53200', '55P03'].includes(String(sqlStateOf(error)));
  return isOfStatement || isTransactionConflict(error) || !isDatabaseUnavailable(error);
}

function sqlStateOf(error: unknown): unknown {
  const { code, driverError = { code } } = (error ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown };
  };
  return driverError.code;
}
