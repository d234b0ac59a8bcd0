import type { EntityManager } from 'typeorm';
import type { Caller } from '../../messaging/callers/caller.js';
import { type Permission, PERMISSIONS } from '../../messaging/callers/permissions.js';
import { CredentialEndedError, ExceedsGrantorError } from './access.errors.js';

/** Who changes keys and roles: nobody hands out what they do not hold, nor reaches beyond their tenant. */
export interface Grantor extends Pick<Caller, 'tenantId'> {
  /**
   * What they may do at the moment `at`, as `manager` reads it now and not from memory; undefined
   * when their credential is no longer valid.
   */
  permissionsAt: (
    manager: EntityManager,
    at: Date,
  ) => Promise<readonly Permission[] | undefined> | readonly Permission[];
}

/** The caller behind a request to the server, as `AuthenticationService` finds them. */
export interface GrantingCaller extends Caller, Grantor {}

/** Whoever has the server's own configuration. */
export const OPERATOR: Grantor = { permissionsAt: () => PERMISSIONS };

/** What a grantor reaches: the one tenant that they belong to, or every one where they belong to none. */
export function reachOf({ tenantId }: Pick<Grantor, 'tenantId'>): { tenantId?: string } {
  return tenantId ? { tenantId } : {};
}

/**
 * What a grantor holds at the moment `at`, who must manage access then.
 * @throws CredentialEndedError, ExceedsGrantorError
 */
export async function heldAt(
  grantor: Grantor,
  manager: EntityManager,
  at: Date,
): Promise<readonly Permission[]> {
  const held = await grantor.permissionsAt(manager, at);
  if (!held) throw new CredentialEndedError();
  if (held.includes('access:manage')) return held;
  throw new ExceedsGrantorError('The role behind the credential must also grant access:manage.', [
    'access:manage',
  ]);
}

/**
 * Refuses to hand out, or to take away, permissions that the grantor does not hold.
 * @throws ExceedsGrantorError
 */
export function assertHolds(held: readonly Permission[], permissions: readonly Permission[]): void {
  const missing = PERMISSIONS.filter(
    (permission) => permissions.includes(permission) && !held.includes(permission),
  );
  if (missing.length === 0) return;
  throw new ExceedsGrantorError(
    `Nobody can grant or take away what they do not hold: ${missing.join(', ')}.`,
    missing,
  );
}

/**
 * Refuses what concerns every tenant to those who belong to one.
 * @throws ExceedsGrantorError
 */
export function assertOfNoTenant(grantor: Grantor, what: string): void {
  if (reachOf(grantor).tenantId === undefined) return;
  throw new ExceedsGrantorError(`${what} every tenant: a credential of one tenant may not.`);
}
