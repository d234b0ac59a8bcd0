import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';

/** The roles that always exist and cannot be changed. */
export const BUILT_IN_ROLES: ReadonlyMap<string, readonly Permission[]> = new Map<
  string,
  readonly Permission[]
>([
  ['admin', PERMISSIONS],
  ['backend', ['messaging:read', 'messaging:update', 'owners:read', 'owners:update']],
  ['member', ['messaging:read', 'messaging:update']],
]);

/** The names of the built-in roles that grant a permission. */
export function rolesThatGrant(permission: Permission): string[] {
  return [...BUILT_IN_ROLES.keys()].filter((name) =>
    BUILT_IN_ROLES.get(name)?.includes(permission),
  );
}
