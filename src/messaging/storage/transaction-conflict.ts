/**
 * Whether PostgreSQL gave up a transaction so that others could go on, and the same one may succeed when it
 * is run again: 40001 serialization_failure, 40P01 deadlock_detected (PostgreSQL manual, section 13.5).
 */
export function isTransactionConflict(error: unknown): boolean {
  const { code, driverError = { code } } = (error ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown };
  };
  return driverError.code === '40001' || driverError.code === '40P01';
}
