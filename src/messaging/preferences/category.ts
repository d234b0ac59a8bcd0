import { nameFault } from '../text.js';

const WHITE_SPACE_AT_AN_END = /^[\p{White_Space}\uFEFF]|[\p{White_Space}\uFEFF]$/u;

/** A category as it is stored and returned: in Unicode normalisation form NFC (UAX #15). */
export function normalizedCategory(category: string): string {
  return category.normalize('NFC');
}

/** What is wrong with a normalised category, in words that follow its field's name, or undefined when nothing is. */
export function categoryFault(category: string): string | undefined {
  if (category === '') return 'must not be empty; send null for the global default.';
  return WHITE_SPACE_AT_AN_END.test(category)
    ? 'must not start or end with white space.'
    : nameFault(category, 128);
}
