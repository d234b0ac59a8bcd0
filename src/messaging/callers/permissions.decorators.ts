import { applyDecorators, SetMetadata, type Type, UseGuards } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { ApiExtension, ApiSecurity } from '../../http/openapi/openapi.js';
import { ApiProblem } from '../../http/problems/api-problem.js';
import { PermissionProblem } from '../../http/problems/problem.schema.js';
import { type Permission, REQUIRED_PERMISSIONS, requiredPermissions } from './permissions.js';
import { PermissionsGuard } from './permissions.guard.js';

/** The OpenAPI security scheme that operations refer to. */
export const BEARER_SCHEME = 'bearer';

/** The key under which `@nestjs/swagger` stores the security requirements of a handler. */
const API_SECURITY = 'swagger/apiSecurity';

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
    ApiProblem('permission_denied', 'The role of the credential does not grant the permissions.', {
      schema: PermissionProblem,
      example: {
        detail: `The role of the credential must also grant ${permissions.join(' and ')}.`,
        missing_permissions: permissions,
      },
    }),
  );
}

/**
 * Replaces the security scheme of the operations of a controller. The handlers become methods of the class itself, so
 * that its base class keeps its scheme.
 */
export function secureWith(scheme: string, controller: Type<object>): void {
  const handlers = controller.prototype as Record<string, (...given: unknown[]) => unknown>;
  for (const method of new MetadataScanner().getAllMethodNames(handlers)) {
    const handler = handlers[method];
    const permissions = (handler && requiredPermissions(handler)) ?? [];
    if (!handler || permissions.length === 0) continue;
    const own = function (this: object, ...given: unknown[]) {
      return Reflect.apply(handler, this, given);
    };
    // Nest finds the parameters of a handler by its name.
    Object.defineProperty(own, 'name', { value: method });
    for (const key of Reflect.getMetadataKeys(handler) as string[]) {
      if (key !== API_SECURITY) Reflect.defineMetadata(key, Reflect.getMetadata(key, handler), own);
    }
    const descriptor = { value: own, writable: true, configurable: true };
    Object.defineProperty(handlers, method, descriptor);
    ApiSecurity(scheme, [...permissions])(handlers, method, descriptor);
  }
}

/** Declares that a handler needs no credential. */
export function Public(): MethodDecorator {
  return applyDecorators(SetMetadata(REQUIRED_PERMISSIONS, []), ApiSecurity({}));
}

/**
 * Checks that every route of the controllers, also an inherited one, declares `RequirePermissions` or `Public`.
 * @throws Error that names the method of a route without a declaration
 */
export function assertPermissionsDeclared(
  controllers: readonly (new (...args: never[]) => object)[],
): void {
  for (const { name, prototype } of controllers) {
    const handlers = prototype as Record<string, object>;
    for (const method of new MetadataScanner().getAllMethodNames(handlers)) {
      const handler = handlers[method] ?? {};
      if (Reflect.hasMetadata('method', handler) && !requiredPermissions(handler)) {
        throw new Error(
          `${name}.${method} declares no permission: add @RequirePermissions or @Public.`,
        );
      }
    }
  }
}
