import { checkedOwner } from '../../messaging/caller.js';
import { InvalidInputError } from '../../messaging/invalid-input.error.js';
import { nameFault } from '../../messaging/text.js';

/** What an API key is made of. */
export interface ApiKeyInput {
  /** Who acts by it. */
  ownerId: string;
  /** The tenant that it belongs to; absent or null, the grantor's. */
  tenantId?: string | null;
  /** The name of a role. */
  role: string;
  /** What people call it: 1 to 128 code points. */
  name: string;
  /** From when on it is refused, in the future; absent or null is never. */
  expiresAt?: Date | null;
}

/** The longest name of a key, in code points. */
export const MAX_NAME = 128;

/** The longest time that a replaced secret may go on, in seconds: 30 days. */
export const MAX_OVERLAP = 30 * 24 * 60 * 60;

/** What is wrong with the moment that a key expires at, in words that follow its field's name. */
export function expiryFault(expiresAt: Date): string | undefined {
  if (Number.isNaN(expiresAt.getTime())) return 'must be a moment.';
  return expiresAt.getTime() > Date.now() ? undefined : 'must be in the future.';
}

/**
 * A key's values, fit to be stored.
 * @throws InvalidInputError
 */
export function checkedApiKey(input: ApiKeyInput & { tenantId: string }) {
  const { name, role, expiresAt = null } = input;
  const owner = checkedOwner(input);
  const fault =
    typeof (name as unknown) === 'string' ? nameFault(name, MAX_NAME) : 'must be a string.';
  if (fault) throw new InvalidInputError('name', fault);
  const expiry = expiresAt && expiryFault(expiresAt);
  if (expiry) throw new InvalidInputError('expiresAt', expiry);
  return { ...owner, name, role, expiresAt };
}

/**
 * For how many seconds a replaced secret goes on.
 * @throws InvalidInputError
 */
export function checkedOverlap(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_OVERLAP) return seconds;
  throw new InvalidInputError('overlapSeconds', `must be a whole number from 0 to ${MAX_OVERLAP}.`);
}
