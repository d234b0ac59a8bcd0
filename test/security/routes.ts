import type { OpenAPIObject } from '@nestjs/swagger';
import type { Permission } from '../../src/messaging/callers/permissions.js';
import type { TestServer } from '../support/test-server.js';

type Method = 'get' | 'put' | 'post' | 'delete';

/** A route of the server. */
export interface Route {
  method: Method;
  /** With parameters as `{name}`. */
  path: string;
  /** The permissions that the route declares; none when it is public. */
  permissions: Permission[];
}

/** The name of a route in messages. */
export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

/** The routes and permissions in the OpenAPI document, which is generated from the declarations. */
export function routesOf({ paths }: OpenAPIObject): Route[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as unknown as Record<Method, Record<string, Permission[]>>).map(
      ([method, operation]) => ({
        method: method as Method,
        path,
        permissions: operation['x-required-permissions'] ?? [],
      }),
    ),
  );
}

interface Layer {
  route?: { path: string; methods: Record<Method, boolean> };
}

/** The routes that Express serves. */
export function runningRoutes(server: TestServer): Pick<Route, 'method' | 'path'>[] {
  const { router } = server.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
  return router.stack.flatMap(({ route }) =>
    route
      ? Object.keys(route.methods).map((method) => ({
          method: method as Method,
          path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
        }))
      : [],
  );
}
