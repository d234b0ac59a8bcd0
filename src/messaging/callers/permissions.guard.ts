import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
} from '@nestjs/common';
import { isDatabaseUnavailable } from '../../postgres/errors.js';
import { ProblemError } from '../../http/problems/problem.js';
import { type Caller, checkedCaller } from './caller.js';
import { CALLER_OF, type CallersOptions } from './callers.options.js';
import { rememberCaller } from './current-caller.decorators.js';
import { requiredPermissions } from './permissions.js';

/**
 * Lets a request through when its caller holds every permission that the handler declares with
 * `RequirePermissions`; 401 without a caller, 403 naming what is missing. A problem that the option `caller`
 * throws is answered as it is.
 */
@Injectable()
export class PermissionsGuard implements CanActivate {
  private readonly logger = new Logger(PermissionsGuard.name);

  constructor(@Inject(CALLER_OF) private readonly caller: CallersOptions['caller']) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const required = requiredPermissions(context.getHandler());
    if (!required) throw new Error('A guarded handler declares no permission.');
    const caller = await this.callerOf(context);
    const granted: unknown = caller.permissions;
    // The letters of one string must not pass for a list.
    if (!Array.isArray(granted)) {
      this.logger.error('The option caller must give permissions as an array of strings.');
      throw denied(required);
    }
    const missing = required.filter((permission) => !granted.includes(permission));
    if (missing.length > 0) throw denied(missing);
    rememberCaller(context, caller);
    return true;
  }

  private async callerOf(context: ExecutionContext): Promise<Caller> {
    let caller: Caller | null | undefined;
    try {
      caller = await this.caller(context);
      if (caller) return checkedCaller(caller);
    } catch (error) {
      if (error instanceof ProblemError || isDatabaseUnavailable(error)) throw error;
      this.logger.debug(`Refused with 401, for the option caller failed: ${oneLine(error)}`);
    }
    throw new ProblemError('unauthenticated');
  }
}

/** What others sent may be in it. */
function oneLine(error: unknown): string {
  return String(error).replaceAll(/\p{Cc}+/gu, ' ');
}

function denied(missing: readonly string[]): ProblemError {
  return new ProblemError(
    'permission_denied',
    `The role behind the credential must also grant ${missing.join(' and ')}.`,
    { members: { missing_permissions: missing } },
  );
}
