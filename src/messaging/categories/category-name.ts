import { positionIn } from '../../http/lists/cursor.js';
import { checkedParameter } from '../../http/input/check-input.js';
import { faultIn, nameFault, nullable, string } from '../../http/input/rules.js';
import { malformedCursor } from '../../http/lists/page.js';

/** The maximum length of a category's name, in code points. */
const MAX_LENGTH = 128;

/** White space. Each of these characters is one UTF-16 code unit, so `charAt` finds it. */
const WHITE_SPACE = /[\p{White_Space}\uFEFF]/u;

/** The name of a category: in Unicode normalisation form NFC (UAX #15), then 1 to 128 code points. */
export const categoryRule = string(
  { minLength: 1, maxLength: MAX_LENGTH },
  categoryFault,
  (category) => category.normalize('NFC'),
);

function categoryFault(category: string): string | undefined {
  if (category === '') return 'must not be empty.';
  const ends = category.charAt(0) + category.charAt(category.length - 1);
  return WHITE_SPACE.test(ends)
    ? 'must not start or end with white space.'
    : nameFault(category, MAX_LENGTH);
}

/**
 * Checks and normalises the name of a category.
 * @throws InvalidInputError
 */
export function checkedCategoryName(name: string): string {
  return checkedParameter('name', categoryRule, name);
}

const categoryOrNull = nullable(categoryRule);

/**
 * Checks and normalises a category, or null for the global default.
 * @throws InvalidInputError
 */
export function checkedCategory(category: string | null): string | null {
  return checkedParameter('category', categoryOrNull, category);
}

/**
 * Decodes the cursor of a list: the last category of the previous page, `''` for the global default, or null without a
 * cursor.
 * @throws InvalidInputError
 */
export function checkedCategoryCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [category, ...others] = positionIn(cursor) ?? [];
  const isCategory = category === '' || faultIn(categoryRule, category) === undefined;
  if (!isCategory || others.length > 0) throw malformedCursor();
  return category as string;
}
