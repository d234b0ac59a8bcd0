import { faultIn, type Rule } from '../input/rules.js';
import type { Type } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '../openapi/openapi.js';
import { DEFAULT_LIMIT, limitRule, type Page } from './page.js';
import { withDefault, optionalText } from '../input/query-parameters.js';

/** The query parameters that select a page. The list checks the cursor later. */
export const PAGE_PARAMETERS = {
  limit: withDefault(DEFAULT_LIMIT, (text) => {
    const value = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
    return faultIn(limitRule, value) ?? { value };
  }),
  cursor: withDefault(undefined, (value) => ({ value })),
};

/** The query parameters that select a page of a list whose cursors follow `cursor`. */
export function pageParameters(cursor: Rule) {
  return { ...PAGE_PARAMETERS, cursor: optionalText(cursor) };
}

/** A list as the API returns it. */
export interface ListResource<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  next_cursor: string | null;
}

/** A page as the API returns it. */
export function listResource<T, R>({ items, nextCursor }: Page<T>, resourceOf: (item: T) => R) {
  return {
    object: 'list',
    data: items.map(resourceOf),
    has_more: nextCursor !== null,
    next_cursor: nextCursor,
  } satisfies ListResource<R>;
}

/** Makes the class that describes a list of `item` in the OpenAPI document. */
export function listSchema(name: string, item: Type<object>): Type<object> {
  @ApiSchema({ name })
  class List {
    @ApiProperty({
      type: String,
      enum: ['list'],
      description: 'The kind of resource.',
      example: 'list',
    })
    object!: 'list';

    @ApiProperty({ type: [item], description: 'The items of this page.' })
    data!: object[];

    @ApiProperty({
      type: Boolean,
      description: 'Whether more items follow this page.',
      example: false,
    })
    has_more!: boolean;

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'The `cursor` of the next page; null on the last page.',
      example: null,
    })
    next_cursor!: string | null;
  }
  return List;
}
