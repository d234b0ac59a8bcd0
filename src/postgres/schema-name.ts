/** Completes the sentence "the schema must be …". */
export const SCHEMA_NAME = 'the name of a schema, 1 to 63 bytes without NUL';

/** Whether a value can be the name of a schema. PostgreSQL would truncate a longer one. */
export function isSchemaName(value: unknown): value is string {
  if (typeof value !== 'string' || value.includes('\0')) return false;
  const length = Buffer.byteLength(value);
  return length > 0 && length <= 63;
}
