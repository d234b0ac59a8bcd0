import { applyDecorators, Get, Injectable } from '@nestjs/common';
import { listResource } from '../../http/lists/list.js';
import { ApiAnswer, ApiWrongParameter } from '../../http/lists/list.schema.js';
import { ApiQuery, ApiTags } from '../../http/openapi/openapi.js';
import {
  type ParametersOf,
  withDefault,
  QueryOf,
  repeatable,
} from '../../http/input/query-parameters.js';
import { momentIn } from '../../http/input/rfc3339.js';
import type { Owner } from '../callers/caller.js';
import { CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { NAMED_OWNER, OWN, type RouteScope, ScopedOperation } from '../callers/route-scope.js';
import { categoryRule } from '../categories/category-name.js';
import { DecisionsService } from './decisions.service.js';
import {
  EffectivePreferenceListResource,
  EffectivePreferenceResource,
} from './effective-preference.resource.js';

const QUERY = {
  category: repeatable(categoryRule),
  as_of: withDefault(undefined, (text) => {
    const value = momentIn(text);
    if (value) return { value };
    // A + that is not encoded arrives as a space.
    const hint = / \d\d:\d\d$/.test(text) ? ' Write + as %2B.' : '';
    return { fault: `must be an RFC 3339 date-time.${hint}` };
  }),
};

const ApiListEffectivePreferences = (scope: RouteScope) =>
  applyDecorators(
    ScopedOperation(scope, {
      verb: 'list',
      noun: 'EffectivePreferences',
      needs: 'read',
      summary: 'List effective preferences, with reasons',
      description:
        'Lists for each category the effective values, their source, and whether each channel delivers. Without ' +
        '`category` the list has every registered category, every category with a preference of the owner, ' +
        'and null for all others.',
    }),
    ApiQuery({
      name: 'category',
      required: false,
      description: 'A category. Repeat the parameter for several categories.',
      schema: { type: 'array', items: { type: 'string' } },
      explode: true,
    }),
    ApiQuery({
      name: 'as_of',
      required: false,
      description:
        'A time in the past. Changes at exactly this time count. The system default is always the current one.',
      schema: { type: 'string', format: 'date-time' },
    }),
    ApiWrongParameter('as_of', 'must not be in the future.'),
    ApiAnswer(EffectivePreferenceListResource, 'All effective preferences, in one page.'),
  );

/** The routes of effective preferences in a scope. */
function effectivePreferenceRoutes(scope: RouteScope) {
  @Injectable()
  abstract class EffectivePreferenceRoutes {
    constructor(readonly decisions: DecisionsService) {}

    @Get()
    @ApiListEffectivePreferences(scope)
    async list(
      @CurrentOwner() owner: Owner,
      @QueryOf(QUERY) { category, as_of }: ParametersOf<typeof QUERY>,
    ) {
      const categories = category.length > 0 ? category : undefined;
      const items = await this.decisions.effectivePreferences(owner, { categories, asOf: as_of });
      return listResource({ items, nextCursor: null }, EffectivePreferenceResource.of);
    }
  }
  return EffectivePreferenceRoutes;
}

/** The effective preferences of the caller. */
@MessagingController('preferences/effective')
@ApiTags('Preferences')
export class EffectivePreferencesController extends effectivePreferenceRoutes(OWN) {}

/** The effective preferences of an owner whom the caller acts for. */
@MessagingController('owners/:owner_id/preferences/effective')
@ApiTags('Owners')
export class OwnerEffectivePreferencesController extends effectivePreferenceRoutes(NAMED_OWNER) {}
