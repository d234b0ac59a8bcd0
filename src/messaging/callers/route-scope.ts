import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '../../http/openapi/openapi.js';
import { ApiServerProblems } from '../../http/problems/problem.schema.js';
import { ActsForOwner } from './owner.guard.js';
import type { Permission } from './permissions.js';
import { RequirePermissions } from './permissions.decorators.js';

/** Whose resources a set of routes is for: the caller's own, or those of an owner whom the caller acts for. */
export interface RouteScope {
  /** A part of the names of its operations. */
  name: '' | 'Owner';
  permissions: { read: Permission; update: Permission };
  guarded: (permission: Permission) => MethodDecorator;
  /** Who the owner is, for the descriptions, which speak of the owner. */
  owner: string;
}

/** The caller's own. */
export const OWN: RouteScope = {
  name: '',
  permissions: { read: 'messaging:read', update: 'messaging:update' },
  guarded: (permission) => RequirePermissions(permission),
  owner: 'The owner is you, the caller.',
};

/** Those of the owner that the path names. */
export const NAMED_OWNER: RouteScope = {
  name: 'Owner',
  permissions: { read: 'owners:read', update: 'owners:update' },
  guarded: (permission) => ActsForOwner(permission),
  owner: 'The owner is the one that the path names, in the tenant of your credential.',
};

interface Operation {
  /** As in `get` `Preference`, which is the operation `getPreference` or `getOwnerPreference`. */
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
