import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { isOfDatabase } from '../../postgres/errors.js';
import { InvalidInputError } from '../../http/input/invalid-input.error.js';
import { SeldomLogger } from '../../http/requests/seldom-logger.js';
import { ProblemError } from '../../http/problems/problem.js';
import { type Caller, checkedCaller } from './caller.js';
import { MESSAGING_CALLER, type CallersOptions } from './callers.options.js';
import { setCaller } from './current-caller.decorators.js';
import { missingPermissions, requiredPermissions } from './permissions.js';

/**
 * Allows a request when its caller has all permissions that the handler declares with `RequirePermissions`. The answer
 * is 401 without a caller, and 403 with the missing permissions otherwise. A `ProblemError` of the option `caller` is
 * answered as it is.
 */
@Injectable()
export class PermissionsGuard implements CanActivate {
  private readonly logger = new SeldomLogger(PermissionsGuard.name);

  constructor(@Inject(MESSAGING_CALLER) private readonly caller: CallersOptions['caller']) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = requiredPermissions(context.getHandler());
    if (!required) throw new Error('A guarded handler declares no permission.');
    const caller = await this.callerOf(context);
    const granted: unknown = caller.permissions;
    // A string has `includes` too, so it must not be accepted as a list.
    if (!Array.isArray(granted)) {
      this.logger.error(
        'permissions',
        'Answered with 403: the option caller must return permissions as an array of strings.',
      );
      throw denied(required);
    }
    const missing = required.filter((permission) => !granted.includes(permission));
    if (missing.length > 0) throw denied(missing);
    setCaller(context, caller);
    return true;
  }

  private async callerOf(context: ExecutionContext): Promise<Caller> {
    let caller: Caller | null | undefined;
    try {
      caller = await this.caller(context);
      if (caller) return checkedCaller(caller);
    } catch (error) {
      if (error instanceof ProblemError || isOfDatabase(error)) throw error;
      this.logFailure(error);
    }
    throw new ProblemError('unauthenticated');
  }

  /** An error that is probably a fault of the option `caller` is logged as one. An invalid credential is not. */
  private logFailure(error: unknown): void {
    if (error instanceof InvalidInputError) {
      const advice = 'Return ids as strings, such as String(user.id).';
      const text = `Answered with 401: the option caller returned an invalid caller. ${oneLine(error.message)} ${advice}`;
      return this.logger.error('invalid', text);
    }
    if (error instanceof TypeError || error instanceof ReferenceError) {
      const advice = 'Return undefined for a request without a valid credential.';
      const text = `Answered with 401: the option caller threw ${oneLine(error)}. ${advice}`;
      return this.logger.error('thrown', text, error.stack);
    }
    this.logger.debug(`Answered with 401: the option caller threw ${oneLine(error)}.`);
  }
}

/** Writes an error on one line, because its message may contain text from a client. */
function oneLine(error: unknown): string {
  return String(error).replaceAll(/\p{Cc}+/gu, ' ');
}

function denied(missing: readonly string[]): ProblemError {
  return new ProblemError('permission_denied', missingPermissions(missing), {
    members: { missing_permissions: missing },
  });
}
