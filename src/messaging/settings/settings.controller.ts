import { Get, Injectable, Put } from '@nestjs/common';
import { JsonBody } from '../../http/input/json-body.decorator.js';
import { type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import { listResource, pageParameters } from '../../http/lists/list.js';
import { ApiTags } from '../../http/openapi/openapi.js';
import type { CallContext, Owner } from '../callers/caller.js';
import { CurrentCall, CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { NAMED_OWNER, OWN, type RouteScope } from '../callers/route-scope.js';
import { Conditions, type WriteConditions } from '../preferences/write-conditions.js';
import { SettingsInput } from './settings.input.js';
import { ApiGetSettings, ApiListSettingsHistory, ApiPutSettings } from './settings.openapi.js';
import {
  type AnswerSettings,
  SettingsAnswer,
  SettingsChangeResource,
} from './settings.resource.js';
import { settingsCursorRule, SettingsService } from './settings.service.js';

const HISTORY_QUERY = pageParameters(settingsCursorRule);

/** The routes of settings in a scope. */
function settingsRoutes(scope: RouteScope) {
  @Injectable()
  abstract class SettingsRoutes {
    constructor(readonly settings: SettingsService) {}

    @Get()
    @ApiGetSettings(scope)
    async get(@CurrentOwner() owner: Owner, @SettingsAnswer() answer: AnswerSettings) {
      return answer(await this.settings.get(owner));
    }

    @Put()
    @ApiPutSettings(scope)
    async put(
      @CurrentOwner() owner: Owner,
      @JsonBody(SettingsInput) input: Readonly<SettingsInput>,
      @Conditions() conditions: WriteConditions,
      @CurrentCall() call: CallContext,
      @SettingsAnswer() answer: AnswerSettings,
    ) {
      return answer(await this.settings.put(owner, input, { ...call, ...conditions }));
    }

    @Get('history')
    @ApiListSettingsHistory(scope)
    async history(
      @CurrentOwner() owner: Owner,
      @QueryOf(HISTORY_QUERY) page: ParametersOf<typeof HISTORY_QUERY>,
    ) {
      return listResource(await this.settings.history(owner, page), SettingsChangeResource.of);
    }
  }
  return SettingsRoutes;
}

/** The caller's own settings. */
@MessagingController('settings')
@ApiTags('Settings')
export class SettingsController extends settingsRoutes(OWN) {}

/** The settings of an owner whom the caller acts for. */
@MessagingController('owners/:owner_id/settings')
@ApiTags('Owners')
export class OwnerSettingsController extends settingsRoutes(NAMED_OWNER) {}
