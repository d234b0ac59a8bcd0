import { cursorOf } from '../http/cursor.js';
import { DEFAULT_LIMIT, isLimit, MAX_LIMIT, type Page } from '../http/list.js';
import { InvalidInputError } from './invalid-input.error.js';

export type { Page };

/** Which page of a list. */
export interface PageRequest {
  /** How many items at most, 1 to 100; absent, 50. */
  limit?: number;
  /** The `nextCursor` of the page before; absent, the first page. */
  cursor?: string;
}

/** @throws InvalidInputError */
export function checkedLimit(limit: number = DEFAULT_LIMIT): number {
  if (isLimit(limit)) return limit;
  throw new InvalidInputError('limit', `must be a number from 1 to ${MAX_LIMIT}.`);
}

/** What is thrown at a cursor that no page of this list gave. */
export function malformedCursor(): InvalidInputError {
  return new InvalidInputError('cursor', 'must be the next cursor of a page of this list.');
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
