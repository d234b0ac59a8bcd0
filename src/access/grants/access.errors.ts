import { DomainError } from '../../http/problems/domain.error.js';
import { PROBLEMS } from '../../http/problems/problem.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import type { Permission } from '../../messaging/callers/permissions.js';

/** A change of keys or roles that their state forbids; `message` says why and what to do. */
export class AccessConflictError extends DomainError {
  override readonly name = 'AccessConflictError';
  readonly code = 'conflict';
}

/** There is no such key or role, or it is not within reach of the caller. */
export class AccessNotFoundError extends DomainError {
  override readonly name = 'AccessNotFoundError';
  readonly code = 'not_found';

  constructor(what: 'API key' | 'role') {
    super(`There is no such ${what}.`);
  }
}

/** Somebody tried to grant, or to change, what they do not hold themselves. */
export class ExceedsGrantorError extends DomainError {
  override readonly name = 'ExceedsGrantorError';
  readonly code = 'permission_denied';

  constructor(
    message: string,
    /** What they would have to hold. */
    override readonly missingPermissions: readonly Permission[] = [],
  ) {
    super(message);
  }
}

/** The credential behind a change was revoked, expired or replaced before the change was made. */
export class CredentialEndedError extends DomainError {
  override readonly name = 'CredentialEndedError';
  readonly code = 'unauthenticated';

  constructor() {
    // A caller with no valid credential is told no more than that.
    super(PROBLEMS.unauthenticated.detail);
  }
}

/** For a key that was to get a role that does not exist. */
export function unknownRole(): InvalidInputError {
  const fault = 'must be the name of a role that exists.';
  return new InvalidInputError([{ path: ['role'], code: 'invalid_value', fault }]);
}
