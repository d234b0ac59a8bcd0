import { checkedOwner, type Owner } from '../caller.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { categoryFault, normalizedCategory } from './category.js';
import { DIGESTS } from './digest.js';
import type { PreferenceInput } from './preference.input.js';

const FLAGS = ['inAppEnabled', 'emailEnabled', 'pushEnabled'] as const;

/**
 * A category as it is stored; null, the global default, is itself.
 * @throws InvalidInputError
 */
export function checkedCategory(category: string | null): string | null {
  if (category === null) return null;
  const normalized = normalizedCategory(category);
  const fault = categoryFault(normalized);
  if (fault) throw new InvalidInputError('category', fault);
  return normalized;
}

/**
 * Everything that is stored of a preference, with what was left out filled in and nothing unfit for a
 * column: whoever calls, no error of ours comes out of the database.
 * @throws InvalidInputError
 */
export function checkedPreference(owner: Owner, input: PreferenceInput) {
  const { category = null, digest = 'instant', ...flags } = input;
  for (const flag of FLAGS) {
    if (typeof flags[flag] !== 'boolean') throw new InvalidInputError(flag, 'must be a boolean.');
  }
  if (!DIGESTS.includes(digest)) {
    throw new InvalidInputError('digest', `must be one of ${DIGESTS.join(', ')}.`);
  }
  return { ...checkedOwner(owner), ...flags, category: checkedCategory(category), digest };
}
