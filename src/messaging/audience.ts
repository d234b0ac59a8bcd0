import { applyDecorators } from '@nestjs/common';
import { ApiOperation } from '../http/openapi.js';
import { ApiProblem } from '../http/problem.schema.js';
import { ActsForOwner } from './owner.guard.js';
import type { Permission } from './permissions.js';
import { RequirePermissions } from './permissions.decorators.js';

/** Whom the same routes are for: the caller, or an owner whom the caller acts for. */
export interface Audience {
  /** What stands in the names of its operations. */
  name: '' | 'Owner';
  permissions: { read: Permission; update: Permission };
  guarded: (permission: Permission) => MethodDecorator;
  /** Who the owner is, for the descriptions, which speak of the owner. */
  owner: string;
}

/** The caller's own. */
export const CALLER: Audience = {
  name: '',
  permissions: { read: 'messaging:read', update: 'messaging:update' },
  guarded: (permission) => RequirePermissions(permission),
  owner: 'The owner is you, the caller.',
};

/** Those of the owner that the path names. */
export const NAMED_OWNER: Audience = {
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

/** Guards and documents an operation for an audience. */
export function OperationFor(audience: Audience, operation: Operation): MethodDecorator {
  const permission = audience.permissions[operation.needs];
  return applyDecorators(
    audience.guarded(permission),
    ApiOperation({
      operationId: `${operation.verb}${audience.name}${operation.noun}`,
      summary: operation.summary,
      description: `${operation.description} ${audience.owner} Required permission: \`${permission}\`.`,
    }),
    Faults(),
  );
}

/** Documents what any operation may answer with through no fault of its caller. */
export function Faults(): MethodDecorator {
  return applyDecorators(
    ApiProblem('internal', 'A defect on our side, logged with the request id.'),
    ApiProblem('unavailable', 'The database is away. Try again after `Retry-After` seconds.'),
  );
}
