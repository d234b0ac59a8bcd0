import { cursorOf, positionIn } from './cursor.js';
import { checkedParameter } from '../input/check-input.js';
import { InvalidInputError } from '../input/invalid-input.error.js';
import { optional, type Rule, string, wholeNumber } from '../input/rules.js';

/** The maximum number of items in a page. */
export const MAX_LIMIT = 100;

/** The number of items in a page when the request names none. */
export const DEFAULT_LIMIT = 50;

/** The rule for the number of items in a page. */
export const limitRule = wholeNumber(1, MAX_LIMIT);

/** One page of a list, and the cursor of the next one. */
export interface Page<T> {
  items: T[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/** Selects a page of a list. */
export interface PageRequest {
  /** The maximum number of items, 1 to 100. The default is 50. */
  limit?: number;
  /** The `nextCursor` of the previous page. Without it, the result is the first page. */
  cursor?: string;
}

const CURSOR_FAULT = 'must be the next cursor of a page of this list.';

/** The rule for the cursors of a list. `isPosition` checks the position at which a page of the list ended. */
export function cursorRule(isPosition: (position: readonly unknown[]) => boolean): Rule {
  return string({}, (cursor) => {
    const position = positionIn(cursor);
    return position && isPosition(position) ? undefined : CURSOR_FAULT;
  });
}

/** The rules for a `PageRequest`. */
export function pageRules(cursor: Rule): Record<keyof PageRequest, Rule> {
  return { limit: optional(limitRule), cursor: optional(cursor) };
}

/** @throws InvalidInputError */
export function checkedLimit(limit: number = DEFAULT_LIMIT): number {
  return checkedParameter('limit', limitRule, limit);
}

/** Makes the error for a cursor that does not come from this list. */
export function malformedCursor(): InvalidInputError {
  return InvalidInputError.ofParameter('cursor', CURSOR_FAULT);
}

/** Makes a page of at most `limit` items. `items` has one more when there is a next page. */
export function pageOf<T>(
  items: T[],
  limit: number,
  positionOf: (item: T) => readonly unknown[],
): Page<T> {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = items.length > limit && last ? cursorOf(positionOf(last)) : null;
  return { items: page, nextCursor };
}
