import 'reflect-metadata';

/**
 * All permissions. A role is a named set of permissions. `messaging:read` and `messaging:update` apply to the caller's
 * own preferences, `owners:…` to every owner of the caller's tenant that the option `mayActFor` allows,
 * `messaging:manage` to the tenant's categories, and `access:manage` to the keys and roles of the server, which a host
 * application does not use.
 */
export const PERMISSIONS = [
  'messaging:read',
  'messaging:update',
  'messaging:manage',
  'owners:read',
  'owners:update',
  'owners:erase',
  'access:manage',
] as const;

/** One of `PERMISSIONS`. */
export type Permission = (typeof PERMISSIONS)[number];

/** The metadata key for the required permissions of a handler. */
export const REQUIRED_PERMISSIONS = 'bellwether:required-permissions';

/** The permissions that a handler requires; empty with `Public`. It is undefined when the handler declares nothing. */
export function requiredPermissions(handler: object): readonly Permission[] | undefined {
  return Reflect.getMetadata(REQUIRED_PERMISSIONS, handler) as readonly Permission[] | undefined;
}

/** Says which permissions a caller lacks. */
export function missingPermissions(missing: readonly string[]): string {
  const noun = missing.length === 1 ? 'permission' : 'permissions';
  return `The caller also needs the ${noun} ${missing.join(' and ')}.`;
}
