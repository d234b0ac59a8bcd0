import { checkedCategory } from '../category-name.js';
import { checkedOwner, type Owner } from '../caller.js';
import { InvalidInputError } from '../invalid-input.error.js';
import { checkedSettings } from '../preference-settings.js';
import type { PreferenceInput } from './preference.input.js';

/**
 * Everything that is stored of a preference, with what was left out filled in and nothing unfit for a
 * column: whoever calls, no error of ours comes out of the database.
 * @throws InvalidInputError
 */
export function checkedPreference(owner: Owner, input: PreferenceInput) {
  if (typeof (input as unknown) !== 'object' || (input as unknown) === null) {
    throw new InvalidInputError('input', 'must be an object.');
  }
  const category = checkedCategory(input.category ?? null);
  return Object.assign(checkedOwner(owner), checkedSettings(input), { category });
}

/** A preference that is fit to be stored. */
export type CheckedPreference = ReturnType<typeof checkedPreference>;

/** The most preferences that are written together. */
export const MAX_BATCH = 100;

/**
 * Many preferences of one owner, each of another category.
 * @throws InvalidInputError whose field names the position, as in `preferences[3].digest`
 */
export function checkedPreferences(owner: Owner, inputs: readonly PreferenceInput[]) {
  if (!Array.isArray(inputs) || inputs.length < 1 || inputs.length > MAX_BATCH) {
    throw new InvalidInputError('preferences', `must be a list of 1 to ${MAX_BATCH}.`);
  }
  const preferences = inputs.map((input: PreferenceInput, position) => {
    try {
      return checkedPreference(owner, input);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      throw new InvalidInputError(`preferences[${position}].${error.field}`, error.fault);
    }
  });
  const [repeated] = repeatedCategories(preferences);
  if (repeated) {
    const fault = `must not be that of preferences[${repeated.first}] too.`;
    throw new InvalidInputError(`preferences[${repeated.position}].category`, fault);
  }
  return preferences;
}

/** Which of some preferences have a category that one before them has. */
export function repeatedCategories(
  preferences: readonly Pick<PreferenceInput, 'category'>[],
): { position: number; first: number }[] {
  const categories = preferences.map(({ category = null }) => category);
  return [...categories.entries()]
    .map(([position, category]) => ({ position, first: categories.indexOf(category) }))
    .filter(({ position, first }) => first < position);
}
