import { Delete, Get, HttpCode, Injectable, Param, Put } from '@nestjs/common';
import { BATCH_LIMIT, JsonBody } from '../../http/json-body.decorator.js';
import { listOf, PAGE_PARAMETERS } from '../../http/list.js';
import { ApiTags } from '../../http/openapi.js';
import { type ParametersOf, optional, QueryOf, repeatable } from '../../http/query-parameters.js';
import { type Audience, CALLER, NAMED_OWNER } from '../audience.js';
import type { CallContext } from '../call-context.js';
import { CurrentCall, CurrentOwner, type Owner } from '../caller.js';
import { MessagingController } from '../messaging-controller.decorator.js';
import { PreferenceBatchInput, preferencesIn } from './batch.input.js';
import { Conditions, type RequestConditions } from './conditions.decorator.js';
import { type AnswerPreference, PreferenceAnswer } from './preference-answer.decorator.js';
import { PreferenceInput } from './preference.input.js';
import { PreferenceItemResource } from './preference.resource.js';
import * as documented from './preferences.openapi.js';
import { PreferencesService } from './preferences.service.js';

const LIST_QUERY = {
  category: repeatable,
  global: optional(false, (text) =>
    text === 'true' ? { value: true } : { fault: 'must be true, or left out.' },
  ),
  ...PAGE_PARAMETERS,
};

/** The routes of the preferences of an audience. Fixed paths come before `:id`. */
function preferenceRoutes(audience: Audience) {
  @Injectable()
  abstract class PreferenceRoutes {
    constructor(readonly preferences: PreferencesService) {}

    @Get()
    @documented.ApiListPreferences(audience)
    async list(
      @CurrentOwner() owner: Owner,
      @QueryOf(LIST_QUERY) { category, global, ...page }: ParametersOf<typeof LIST_QUERY>,
    ) {
      const wanted = [...category, ...(global ? [null] : [])];
      const categories = wanted.length > 0 ? wanted : undefined;
      const preferences = await this.preferences.list(owner, { categories, ...page });
      return listOf(preferences, PreferenceItemResource.of);
    }

    // `Readonly` hides the class from a host's global pipes, which would transform it once more.
    @Put()
    @documented.ApiUpsertPreference(audience)
    async upsert(
      @CurrentOwner() owner: Owner,
      @JsonBody(PreferenceInput) input: Readonly<PreferenceInput>,
      @Conditions() conditions: RequestConditions,
      @CurrentCall() call: CallContext,
      @PreferenceAnswer() answer: AnswerPreference,
    ) {
      return answer(await this.preferences.upsert(owner, input, { ...call, ...conditions }));
    }

    @Put('batch')
    @documented.ApiUpsertPreferences(audience)
    async upsertMany(
      @CurrentOwner() owner: Owner,
      @JsonBody(PreferenceBatchInput, BATCH_LIMIT) batch: Readonly<PreferenceBatchInput>,
      @CurrentCall() call: CallContext,
    ) {
      const items = await this.preferences.upsertMany(owner, preferencesIn(batch), call);
      return listOf({ items, nextCursor: null }, PreferenceItemResource.of);
    }

    @Get(':id')
    @documented.ApiGetPreference(audience)
    async get(
      @CurrentOwner() owner: Owner,
      @Param('id') id: string,
      @PreferenceAnswer() answer: AnswerPreference,
    ) {
      return answer(await this.preferences.get(owner, id));
    }

    @Delete(':id')
    @HttpCode(204)
    @documented.ApiDeletePreference(audience)
    delete(
      @CurrentOwner() owner: Owner,
      @Param('id') id: string,
      @Conditions() { ifMatch }: RequestConditions,
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
export class PreferencesController extends preferenceRoutes(CALLER) {}

/** The preferences of an owner whom the caller acts for. */
@MessagingController('owners/:owner_id/preferences')
@ApiTags('Owners')
export class OwnerPreferencesController extends preferenceRoutes(NAMED_OWNER) {}
