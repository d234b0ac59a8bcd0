import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiParam } from '../../http/openapi/openapi.js';
import { ApiProblem } from '../../http/problems/api-problem.js';
import { ProblemError } from '../../http/problems/problem.js';
import { MESSAGING_OPTIONS } from '../storage/tokens.js';
import { checkedOwner, idRule } from './caller.js';
import type { CallersOptions } from './callers.options.js';
import { partiesOf } from './current-caller.decorators.js';
import type { Permission } from './permissions.js';
import { RequirePermissions } from './permissions.decorators.js';

/**
 * Reads the owner from the path parameter `{owner_id}`, within the tenant of the caller, and calls the option
 * `mayActFor`. The answer is 400 for an id that breaks the rules, and 404 when `mayActFor` returns false.
 */
@Injectable()
export class OwnerGuard implements CanActivate {
  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: CallersOptions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const parties = partiesOf(context);
    const { caller } = parties;
    const { params } = context.switchToHttp().getRequest<{ params: { owner_id: string } }>();
    const owner = checkedOwner({ ownerId: params.owner_id, tenantId: caller.tenantId });
    const { mayActFor } = this.options;
    if (mayActFor && !(await mayActFor(caller, owner.ownerId))) {
      throw new ProblemError('not_found', NO_OWNER);
    }
    parties.owner = owner;
    return true;
  }
}

const NO_OWNER = 'There is no such owner.';

/** Declares that a handler acts for the owner in its path and requires all of `permissions`. */
export function ActsForOwner(...permissions: [Permission, ...Permission[]]): MethodDecorator {
  return applyDecorators(
    RequirePermissions(...permissions),
    UseGuards(OwnerGuard),
    ApiParam({
      name: 'owner_id',
      description: 'The id of the owner, in the tenant of your credential.',
      schema: idRule.schema as object,
      example: 'ada',
    }),
    ApiProblem('not_found', 'There is no such resource, or you may not act for this owner.', {
      example: { detail: NO_OWNER },
    }),
  );
}
