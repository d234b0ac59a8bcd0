import 'reflect-metadata';

/** Every permission there is. A role is a named set of these. */
export const PERMISSIONS = ['messaging:read', 'messaging:update'] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** The metadata key under which a handler declares what it requires. */
export const REQUIRED_PERMISSIONS = 'bellwether:required-permissions';

/** What a handler declared, with `RequirePermissions` or `Public`; undefined when it declared nothing. */
export function requiredPermissions(handler: object): readonly Permission[] | undefined {
  return Reflect.getMetadata(REQUIRED_PERMISSIONS, handler) as readonly Permission[] | undefined;
}
