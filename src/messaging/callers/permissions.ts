import 'reflect-metadata';

/**
 * Every permission there is. A role is a named set of these. `messaging:read` and `messaging:update` are for what
 * is the caller's own, `owners:…` for any owner of the caller's tenant that the option `mayActFor` allows,
 * `messaging:manage` for the tenant's categories, and `access:manage` for the server's keys and roles, which an
 * embedding application has no use for.
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

export type Permission = (typeof PERMISSIONS)[number];

/** The metadata key under which a handler declares what it requires. */
export const REQUIRED_PERMISSIONS = 'bellwether:required-permissions';

/** What a handler declared, with `RequirePermissions` or `Public`; undefined when it declared nothing. */
export function requiredPermissions(handler: object): readonly Permission[] | undefined {
  return Reflect.getMetadata(REQUIRED_PERMISSIONS, handler) as readonly Permission[] | undefined;
}
