import { type Permission, PERMISSIONS } from '../messaging/permissions.js';

const BUILT_IN_ROLES: ReadonlyMap<string, readonly Permission[]> = new Map<
  string,
  readonly Permission[]
>([
  ['member', ['messaging:read', 'messaging:update']],
  ['backend', ['messaging:read', 'messaging:update', 'owners:read', 'owners:update']],
  ['admin', PERMISSIONS],
]);

/** What a role grants; nothing where there is no such role. */
export function permissionsOf(role: string): readonly Permission[] {
  return BUILT_IN_ROLES.get(role) ?? [];
}
