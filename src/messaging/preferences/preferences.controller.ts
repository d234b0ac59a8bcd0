import { Delete, Get, HttpCode, Injectable, Param, Put } from '@nestjs/common';
import { BATCH_LIMIT, JsonBody } from '../../http/input/json-body.decorator.js';
import { listResource, pageParameters } from '../../http/lists/list.js';
import { ApiTags } from '../../http/openapi/openapi.js';
import {
  type ParametersOf,
  withDefault,
  QueryOf,
  repeatable,
} from '../../http/input/query-parameters.js';
import type { CallContext, Owner } from '../callers/caller.js';
import { CurrentCall, CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { NAMED_OWNER, OWN, type RouteScope } from '../callers/route-scope.js';
import { categoryCursorRule, categoryRule } from '../categories/category-name.js';
import { PREFERENCE_EXAMPLES } from './preference.examples.js';
import { PreferenceBatchInput, PreferenceInput } from './preference.input.js';
import {
  type AnswerPreference,
  PreferenceAnswer,
  PreferenceItemResource,
} from './preference.resource.js';
import * as documented from './preferences.openapi.js';
import { PreferencesService } from './preferences.service.js';
import { Conditions, type WriteConditions } from './write-conditions.js';

const LIST_QUERY = {
  category: repeatable(categoryRule),
  global: withDefault(false, (text) =>
    text === 'true' ? { value: true } : { fault: 'must be true or absent.' },
  ),
  ...pageParameters(categoryCursorRule),
};

/** The routes of preferences in a scope. Routes with fixed paths come before `:id`. */
function preferenceRoutes(scope: RouteScope) {
  @Injectable()
  abstract class PreferenceRoutes {
    constructor(readonly preferences: PreferencesService) {}

    // `Readonly` hides the class from a host's global pipes, which would transform the input again.
    @Put()
    @documented.ApiUpsertPreference(scope)
    async upsert(
      @CurrentOwner() owner: Owner,
      @JsonBody(PreferenceInput, { examples: PREFERENCE_EXAMPLES })
      input: Readonly<PreferenceInput>,
      @Conditions() conditions: WriteConditions,
      @CurrentCall() call: CallContext,
      @PreferenceAnswer() answer: AnswerPreference,
    ) {
      return answer(await this.preferences.upsert(owner, input, { ...call, ...conditions }));
    }

    @Put('batch')
    @documented.ApiUpsertPreferences(scope)
    async upsertMany(
      @CurrentOwner() owner: Owner,
      @JsonBody(PreferenceBatchInput, { limit: BATCH_LIMIT }) batch: Readonly<PreferenceBatchInput>,
      @CurrentCall() call: CallContext,
    ) {
      const items = await this.preferences.upsertMany(owner, batch.preferences, call);
      return listResource({ items, nextCursor: null }, PreferenceItemResource.of);
    }

    @Get()
    @documented.ApiListPreferences(scope)
    async list(
      @CurrentOwner() owner: Owner,
      @QueryOf(LIST_QUERY) { category, global, ...page }: ParametersOf<typeof LIST_QUERY>,
    ) {
      const selected = [...category, ...(global ? [null] : [])];
      const categories = selected.length > 0 ? selected : undefined;
      const preferences = await this.preferences.list(owner, { categories, ...page });
      return listResource(preferences, PreferenceItemResource.of);
    }

    @Get(':id')
    @documented.ApiGetPreference(scope)
    async get(
      @CurrentOwner() owner: Owner,
      @Param('id') id: string,
      @PreferenceAnswer() answer: AnswerPreference,
    ) {
      return answer(await this.preferences.get(owner, id));
    }

    @Delete(':id')
    @HttpCode(204)
    @documented.ApiDeletePreference(scope)
    delete(
      @CurrentOwner() owner: Owner,
      @Param('id') id: string,
      @Conditions() { ifMatch }: WriteConditions,
      @CurrentCall() call: CallContext,
    ) {
      return this.preferences.delete(owner, id, { ...call, ifMatch });
    }
  }
  return PreferenceRoutes;
}

/** The caller's own preferences. */
@MessagingController('preferences')
@ApiTags('Preferences')
export class PreferencesController extends preferenceRoutes(OWN) {}

/** The preferences of an owner whom the caller acts for. */
@MessagingController('owners/:owner_id/preferences')
@ApiTags('Owners')
export class OwnerPreferencesController extends preferenceRoutes(NAMED_OWNER) {}
