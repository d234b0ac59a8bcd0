import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '../../http/openapi/openapi.js';
import { ApiProblem } from '../../http/problems/api-problem.js';
import { PermissionProblem } from '../../http/problems/problem.schema.js';
import { missingPermissions, type Permission, REQUIRED_PERMISSIONS } from './permissions.js';
import { PermissionsGuard } from './permissions.guard.js';
import { BEARER_SCHEME } from './security-scheme.js';

/**
 * Declares that a handler requires all of `permissions`. `PermissionsGuard` checks them, and the OpenAPI document lists
 * them (as roles of the security requirement, OpenAPI 3.1, section 4.8.30).
 */
export function RequirePermissions(...permissions: [Permission, ...Permission[]]): MethodDecorator {
  return applyDecorators(
    SetMetadata(REQUIRED_PERMISSIONS, permissions),
    UseGuards(PermissionsGuard),
    ApiSecurity(BEARER_SCHEME, permissions),
    ApiExtension('x-required-permissions', permissions),
    ApiProblem('unauthenticated', 'The credential is missing or not valid.'),
    ApiProblem('permission_denied', 'The caller does not have the permissions.', {
      schema: PermissionProblem,
      example: { detail: missingPermissions(permissions), missing_permissions: permissions },
    }),
  );
}

/** Declares that a handler needs no credential. */
export function Public(): MethodDecorator {
  return applyDecorators(SetMetadata(REQUIRED_PERMISSIONS, []), ApiSecurity({}));
}
