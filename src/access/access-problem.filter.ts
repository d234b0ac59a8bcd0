import { Catch } from '@nestjs/common';
import { pointerTo, ROOT } from '../http/json-pointer.js';
import { ProblemError, validationFailed } from '../http/problem.js';
import { MessagingProblemFilter } from '../messaging/messaging-problem.filter.js';
import { AccessConflictError } from './errors/access-conflict.error.js';
import { AccessNotFoundError } from './errors/access-not-found.error.js';
import { CredentialEndedError } from './errors/credential-ended.error.js';
import { ExceedsGrantorError } from './errors/exceeds-grantor.error.js';
import { UnknownRoleError } from './errors/unknown-role.error.js';

/** Answers what the services of access throw, and everything else as `MessagingProblemFilter` does. */
@Catch()
export class AccessProblemFilter extends MessagingProblemFilter {
  protected override problemOf(exception: unknown): ProblemError {
    if (exception instanceof AccessNotFoundError) {
      return new ProblemError('not_found', exception.message);
    }
    if (exception instanceof AccessConflictError) {
      return new ProblemError('conflict', exception.message);
    }
    if (exception instanceof CredentialEndedError) return new ProblemError('unauthenticated');
    if (exception instanceof ExceedsGrantorError) {
      const { message, missing } = exception;
      return new ProblemError('permission_denied', message, {
        members: { missing_permissions: missing },
      });
    }
    if (exception instanceof UnknownRoleError) {
      const { message: detail } = exception;
      return validationFailed([
        { pointer: pointerTo(ROOT, 'role'), code: 'invalid_value', detail },
      ]);
    }
    return super.problemOf(exception);
  }
}
