import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '../../http/openapi/openapi.js';
import { ApiServerProblems } from '../../http/problems/api-problem.js';
import { ActsForOwner } from './owner.guard.js';
import type { Permission } from './permissions.js';
import { RequirePermissions } from './permissions.decorators.js';

/** The owner of a set of routes: the caller, or an owner whom the caller acts for. */
export interface RouteScope {
  /** The part of the operation names that differs. */
  name: '' | 'Owner';
  permissions: { read: Permission; update: Permission };
  guarded: (permission: Permission) => MethodDecorator;
  /** A sentence for the descriptions that says who the owner is. */
  owner: string;
}

/** The routes for the caller's own resources. */
export const OWN: RouteScope = {
  name: '',
  permissions: { read: 'messaging:read', update: 'messaging:update' },
  guarded: (permission) => RequirePermissions(permission),
  owner: 'The owner is you, the caller.',
};

/** The routes for the resources of the owner in the path. */
export const NAMED_OWNER: RouteScope = {
  name: 'Owner',
  permissions: { read: 'owners:read', update: 'owners:update' },
  guarded: (permission) => ActsForOwner(permission),
  owner: 'The owner is the one in the path, in the tenant of your credential.',
};

interface Operation {
  /** The first part of the operation's name: `get` in `getPreference` and `getOwnerPreference`. */
  verb: string;
  noun: string;
  needs: 'read' | 'update';
  summary: string;
  description: string;
}

/** Guards and documents an operation in a scope. */
export function ScopedOperation(scope: RouteScope, operation: Operation): MethodDecorator {
  const permission = scope.permissions[operation.needs];
  return applyDecorators(
    scope.guarded(permission),
    ApiOperation({
      operationId: `${operation.verb}${scope.name}${operation.noun}`,
      summary: operation.summary,
      description: `${operation.description} ${scope.owner} Required permission: \`${permission}\`.`,
    }),
    ApiServerProblems(),
  );
}
