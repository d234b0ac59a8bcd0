import type { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { ApiSecurity } from '../../http/openapi/openapi.js';
import { requiredPermissions } from './permissions.js';

/** The OpenAPI security scheme that operations refer to. */
export const BEARER_SCHEME = 'bearer';

/** The key under which `@nestjs/swagger` stores the security requirements of a handler. */
const API_SECURITY = 'swagger/apiSecurity';

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
