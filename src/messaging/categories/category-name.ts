import { positionIn } from '../../http/lists/cursor.js';
import { checkedParameter } from '../../http/input/check-input.js';
import { faultIn, nameFault, nullable, string } from '../../http/input/rules.js';
import { cursorRule } from '../../http/lists/page.js';

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

/** The rule for a category, or null for the global default. */
export const categoryOrNullRule = nullable(categoryRule);

/**
 * Checks and normalises a category, or null for the global default.
 * @throws InvalidInputError
 */
export function checkedCategory(category: string | null): string | null {
  return checkedParameter('category', categoryOrNullRule, category);
}

/** The rule for the cursor of a list by category: the last category of a page, `''` for the global default. */
export const categoryCursorRule = cursorRule(
  ([category, ...others]) =>
    (category === '' || faultIn(categoryRule, category) === undefined) && others.length === 0,
);

/** Decodes a checked cursor: the last category of the previous page, or null without a cursor. */
export function categoryBefore(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [category] = positionIn(cursor) as [string];
  return category;
}
