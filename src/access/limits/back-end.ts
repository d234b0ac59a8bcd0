import type { Caller } from '../../messaging/callers/caller.js';

/** Whether a caller may act for other owners, in whatever way. */
export function isBackEnd({ permissions }: Pick<Caller, 'permissions'>): boolean {
  return permissions.some((permission) => permission.startsWith('owners:'));
}
