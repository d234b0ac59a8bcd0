import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import 'reflect-metadata';
import { ApiProblem, PermissionProblem } from '../http/problem.schema.js';

/** Every permission there is. A role is a named set of these. */
export const PERMISSIONS = ['messaging:read', 'messaging:update'] as const;

export type Permission = (typeof PERMISSIONS)[number];

const REQUIRED = 'bellwether:required-permissions';

/** The OpenAPI security scheme that operations refer to. */
export const BEARER_SCHEME = 'bearer';

/**
 * Declares that a handler needs every one of `permissions`, to `PermissionsGuard` and to the OpenAPI
 * document alike (as roles of the security requirement, OpenAPI 3.1, section 4.8.30).
 */
export function RequirePermissions(...permissions: [Permission, ...Permission[]]): MethodDecorator {
  return applyDecorators(
    SetMetadata(REQUIRED, permissions),
    ApiSecurity(BEARER_SCHEME, permissions),
    ApiExtension('x-required-permissions', permissions),
    ApiProblem('unauthenticated', 'Send a valid API key: Authorization: Bearer <key>.'),
    ApiProblem(
      'permission_denied',
      `The role behind the credential must grant ${permissions.join(' and ')}.`,
      { missing_permissions: permissions },
      PermissionProblem,
    ),
  );
}

/** Declares that a handler is open to everyone, without a credential. */
export function Public(): MethodDecorator {
  return applyDecorators(SetMetadata(REQUIRED, []), ApiSecurity({}));
}

/** What a handler declared; undefined when it declared nothing. */
export function requiredPermissions(handler: object): readonly Permission[] | undefined {
  return Reflect.getMetadata(REQUIRED, handler) as readonly Permission[] | undefined;
}

/**
 * Refuses controllers with a route that declares neither `RequirePermissions` nor `Public`.
 * @throws Error that names the route's method
 */
export function assertPermissionsDeclared(
  controllers: readonly (new (...args: never[]) => object)[],
): void {
  for (const { name, prototype } of controllers) {
    const members = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    for (const [member, { value }] of members) {
      const isRoute = typeof value === 'function' && Reflect.hasMetadata('method', value as object);
      if (isRoute && !requiredPermissions(value as object)) {
        throw new Error(
          `${name}.${member} declares no permission: add @RequirePermissions or @Public.`,
        );
      }
    }
  }
}
