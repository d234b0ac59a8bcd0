import { positionIn } from '../http/cursor.js';
import { InvalidInputError } from './invalid-input.error.js';
import { malformedCursor } from './page.js';
import { nameFault } from './text.js';

/** None of it takes more than one code unit. */
const WHITE_SPACE = /[\p{White_Space}\uFEFF]/u;

/** A category as it is stored and returned: in Unicode normalisation form NFC (UAX #15). */
export function normalizedCategory(category: string): string {
  return category.normalize('NFC');
}

/** What is wrong with a normalised category, in words that follow its field's name, or undefined when nothing is. */
export function categoryFault(category: string): string | undefined {
  if (category === '') return 'must not be empty; send null for the global default.';
  const ends = category.charAt(0) + category.charAt(category.length - 1);
  return WHITE_SPACE.test(ends)
    ? 'must not start or end with white space.'
    : nameFault(category, 128);
}

/**
 * The category that a page of a list ended with, out of its cursor; the global default is `''`.
 * @throws InvalidInputError
 */
export function checkedCategoryCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [category, ...others] = positionIn(cursor) ?? [];
  const isPosition =
    others.length === 0 &&
    typeof category === 'string' &&
    (category === '' || categoryFault(category) === undefined);
  if (!isPosition) throw malformedCursor();
  return category;
}

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
