import { checkedOwner, type Owner } from '../caller.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { categoryFault, normalizedCategory } from './category.js';
import { DIGESTS } from './digest.js';
import type { PreferenceSettings } from './preference-settings.js';
import type { PreferenceInput } from './preference.input.js';

/**
 * A category as it is stored; null, the global default, is itself.
 * @throws InvalidInputError
 */
export function checkedCategory(category: string | null): string | null {
  if (category === null) return null;
  if (typeof (category as unknown) !== 'string') {
    throw new InvalidInputError('category', 'must be a string or null.');
  }
  const normalized = normalizedCategory(category);
  const fault = categoryFault(normalized);
  if (fault) throw new InvalidInputError('category', fault);
  return normalized;
}

/**
 * The four settings of a preference, an absent digest filled in.
 * @throws InvalidInputError
 */
export function checkedSettings(settings: Omit<PreferenceInput, 'category'>): PreferenceSettings {
  const { inAppEnabled, emailEnabled, pushEnabled, digest = 'instant' } = settings;
  const flags = { inAppEnabled, emailEnabled, pushEnabled };
  for (const [flag, value] of Object.entries(flags) as [string, unknown][]) {
    if (typeof value !== 'boolean') throw new InvalidInputError(flag, 'must be a boolean.');
  }
  if (!DIGESTS.includes(digest)) {
    throw new InvalidInputError('digest', `must be one of ${DIGESTS.join(', ')}.`);
  }
  return { ...flags, digest };
}

/**
 * Everything that is stored of a preference, with what was left out filled in and nothing unfit for a
 * column: whoever calls, no error of ours comes out of the database.
 * @throws InvalidInputError
 */
export function checkedPreference(owner: Owner, input: PreferenceInput) {
  const { category = null, ...settings } = input;
  return {
    ...checkedOwner(owner),
    ...checkedSettings(settings),
    category: checkedCategory(category),
  };
}
