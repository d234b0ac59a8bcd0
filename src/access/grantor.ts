import type { Caller } from '../messaging/callers/caller.js';
import { type Permission, PERMISSIONS } from '../messaging/callers/permissions.js';
import { ExceedsGrantorError } from './access.errors.js';

/** Who changes keys and roles: nobody hands out what they do not hold, nor reaches beyond their tenant. */
export type Grantor = Pick<Caller, 'tenantId' | 'permissions'>;

/** Whoever has the server's own configuration. */
export const OPERATOR: Grantor = { permissions: PERMISSIONS };

/** What a grantor reaches: the one tenant that they belong to, or every one where they belong to none. */
export function reachOf({ tenantId }: Grantor): { tenantId?: string } {
  return tenantId ? { tenantId } : {};
}

/**
 * Refuses to hand out permissions that the grantor does not hold.
 * @throws ExceedsGrantorError
 */
export function assertHolds(grantor: Grantor, permissions: readonly Permission[]): void {
  const missing = permissions.filter((permission) => !grantor.permissions.includes(permission));
  if (missing.length === 0) return;
  throw new ExceedsGrantorError(
    `Nobody can grant what they do not hold: ${missing.join(', ')}.`,
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
