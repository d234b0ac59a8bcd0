import type { EntityManager } from 'typeorm';
import type { Caller } from '../../messaging/callers/caller.js';
import {
  missingPermissions,
  type Permission,
  PERMISSIONS,
} from '../../messaging/callers/permissions.js';
import { CredentialEndedError, ExceedsGrantorError } from './access.errors.js';

/** A party that changes keys and roles. It can grant only permissions that it has, and only within its tenant. */
export interface Grantor extends Pick<Caller, 'tenantId'> {
  /**
   * Reads the permissions at the time `at` with `manager`, without a cache. Returns undefined when the credential is no
   * longer valid.
   */
  permissionsAt: (
    manager: EntityManager,
    at: Date,
  ) => Promise<readonly Permission[] | undefined> | readonly Permission[];
}

/** The caller of a request to the server, as `AuthenticationService` returns it. */
export interface GrantingCaller extends Caller, Grantor {}

/** An operator who has the server's configuration, for example on the command line. */
export const OPERATOR: Grantor = { permissionsAt: () => PERMISSIONS };

/** The filter on `tenantId` for a grantor: their tenant, or no filter for a global credential. */
export function tenantFilter({ tenantId }: Pick<Grantor, 'tenantId'>): { tenantId?: string } {
  return tenantId ? { tenantId } : {};
}

/**
 * The permissions of a grantor at the time `at`.
 * @throws CredentialEndedError when the credential is no longer valid
 * @throws ExceedsGrantorError when the grantor does not have `access:manage`
 */
export async function currentPermissions(
  grantor: Grantor,
  manager: EntityManager,
  at: Date,
): Promise<readonly Permission[]> {
  const permissions = await grantor.permissionsAt(manager, at);
  if (!permissions) throw new CredentialEndedError();
  if (permissions.includes('access:manage')) return permissions;
  throw new ExceedsGrantorError(missingPermissions(['access:manage']), ['access:manage']);
}

/**
 * Checks that a grantor has all permissions that a change grants or takes away.
 * @throws ExceedsGrantorError
 */
export function assertHasPermissions(
  grantorPermissions: readonly Permission[],
  permissions: readonly Permission[],
): void {
  const missing = PERMISSIONS.filter(
    (permission) => permissions.includes(permission) && !grantorPermissions.includes(permission),
  );
  if (missing.length === 0) return;
  throw new ExceedsGrantorError(
    `You can grant or take away only permissions that you have. You lack ${missing.join(', ')}.`,
    missing,
  );
}

/**
 * Checks that a grantor may change roles, which all tenants share.
 * @throws ExceedsGrantorError for a credential of one tenant
 */
export function assertMayChangeRoles(grantor: Grantor): void {
  if (tenantFilter(grantor).tenantId === undefined) return;
  throw new ExceedsGrantorError(
    'All tenants share the roles. Only a global credential, which belongs to no tenant, can change them.',
  );
}
