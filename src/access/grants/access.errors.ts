import { DomainError } from '../../http/problems/domain.error.js';
import { PROBLEMS } from '../../http/problems/problem-codes.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import type { Permission } from '../../messaging/callers/permissions.js';

/** The detail of the conflict when a change would remove the last global key that can manage access. */
export const LAST_GLOBAL_KEY =
  'Without this key or role, no valid global key could manage access. Create another global key first.';

/** A change conflicts with the current state of keys or roles. `message` says why and what to do. */
export class AccessConflictError extends DomainError {
  override readonly name = 'AccessConflictError';
  readonly code = 'conflict';
}

/** There is no such key or role, or it belongs to another tenant than the caller. */
export class AccessNotFoundError extends DomainError {
  override readonly name = 'AccessNotFoundError';
  readonly code = 'not_found';

  constructor(resource: 'API key' | 'role') {
    super(`There is no such ${resource}.`);
  }
}

/** A caller tried to grant or to change permissions that they do not have. */
export class ExceedsGrantorError extends DomainError {
  override readonly name = 'ExceedsGrantorError';
  readonly code = 'permission_denied';

  constructor(
    message: string,
    /** The permissions that the caller lacks. */
    override readonly missingPermissions: readonly Permission[] = [],
  ) {
    super(message);
  }
}

/** The credential of the caller was revoked, replaced or expired before the change was made. */
export class CredentialEndedError extends DomainError {
  override readonly name = 'CredentialEndedError';
  readonly code = 'unauthenticated';

  constructor() {
    // A caller without a valid credential must learn nothing more.
    super(PROBLEMS.unauthenticated.detail);
  }
}

const MAX_NAMED = 20;

/** Makes the error for an API key with a role that does not exist. `known` are the roles that exist. */
export function unknownRole(known: readonly string[]): InvalidInputError {
  const more = known.length > MAX_NAMED ? `, … (${known.length} in all)` : '';
  const fault = `must be an existing role: ${known.slice(0, MAX_NAMED).join(', ')}${more}.`;
  return new InvalidInputError([{ path: ['role'], code: 'invalid_value', fault }]);
}
