import { type Permission, PERMISSIONS } from '../messaging/permissions.js';

const BUILT_IN_ROLES: ReadonlyMap<string, readonly Permission[]> = new Map([
  ['member', ['messaging:read', 'messaging:update']],
  ['admin', PERMISSIONS],
]);

/** What a role grants; nothing where there is no such role. */
export function permissionsOf(role: string): readonly Permission[] {
  return BUILT_IN_ROLES.get(role) ?? [];
}
