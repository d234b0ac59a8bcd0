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
