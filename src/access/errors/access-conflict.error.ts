/** A change of keys or roles that their state forbids; `message` says why and what to do. */
export class AccessConflictError extends Error {
  override readonly name = 'AccessConflictError';
}
