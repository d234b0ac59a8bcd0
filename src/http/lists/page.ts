import { cursorOf } from './cursor.js';
import { checkedParameter } from '../input/check-input.js';
import { InvalidInputError } from '../input/invalid-input.error.js';
import { wholeNumber } from '../input/rules.js';

/** The most items of a page. */
export const MAX_LIMIT = 100;

export const DEFAULT_LIMIT = 50;

/** The rule of how many items a page holds. */
export const limitRule = wholeNumber(1, MAX_LIMIT);

/** One page of a list, and the cursor of the next one. */
export interface Page<T> {
  items: T[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** Which page of a list. */
export interface PageRequest {
  /** How many items at most, 1 to 100; absent, 50. */
  limit?: number;
  /** The `nextCursor` of the page before; absent, the first page. */
  cursor?: string;
}

/** @throws InvalidInputError */
export function checkedLimit(limit: number = DEFAULT_LIMIT): number {
  return checkedParameter('limit', limitRule, limit);
}

/** For a cursor that no page of this list gave. */
export function malformedCursor(): InvalidInputError {
  return InvalidInputError.ofParameter('cursor', 'must be the next cursor of a page of this list.');
}

/** A page of at most `limit` out of `items`, which hold one more where there is a next page. */
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
