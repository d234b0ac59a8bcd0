import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';
import { faultIn } from '../../http/input/rules.js';
import { idRule } from '../../messaging/callers/caller.js';

/** Reads the permissions of a role. They are empty when there is no such role. */
export type RolePermissions = (
  role: string,
) => readonly Permission[] | Promise<readonly Permission[]>;

/** The injection token of a `RolePermissions`. */
export const ROLE_PERMISSIONS = Symbol('bellwether:role-permissions');

/**
 * The permissions that a claim grants. The claim is a list of permissions and names of roles, or one string of them
 * with spaces between (as `scope` in RFC 6749, section 3.3). Other values grant nothing.
 */
export async function permissionsBy(
  claim: unknown,
  rolePermissions: RolePermissions,
): Promise<readonly Permission[]> {
  const granted = await Promise.all(
    namesIn(claim).map(async (name) => (isPermission(name) ? [name] : rolePermissions(name))),
  );
  return [...new Set(granted.flat())];
}

function namesIn(claim: unknown): string[] {
  const values: unknown = typeof claim === 'string' ? claim.split(' ') : claim;
  if (!Array.isArray(values)) return [];
  return [...new Set<unknown>(values)].filter(isName);
}

function isName(value: unknown): value is string {
  return faultIn(idRule, value) === undefined;
}

function isPermission(name: string): name is Permission {
  return (PERMISSIONS as readonly string[]).includes(name);
}
