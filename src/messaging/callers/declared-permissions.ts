import { MetadataScanner } from '@nestjs/core';
import { requiredPermissions } from './permissions.js';

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
