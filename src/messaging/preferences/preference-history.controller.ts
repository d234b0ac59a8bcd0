import { Get, Injectable, Param } from '@nestjs/common';
import { listResource, pageParameters } from '../../http/lists/list.js';
import { ApiTags } from '../../http/openapi/openapi.js';
import { type ParametersOf, QueryOf } from '../../http/input/query-parameters.js';
import type { Owner } from '../callers/caller.js';
import { CurrentOwner } from '../callers/current-caller.decorators.js';
import { MessagingController } from '../callers/messaging-controller.decorator.js';
import { NAMED_OWNER, OWN, type RouteScope } from '../callers/route-scope.js';
import { PreferenceChangeResource } from './preference-change.resource.js';
import { historyCursorRule, PreferenceHistoryService } from './preference-history.service.js';
import { ApiListPreferenceHistory, ApiListPreferencesHistory } from './preferences.openapi.js';

const QUERY = pageParameters(historyCursorRule);

type PageParameters = ParametersOf<typeof QUERY>;

/** The routes of the history in a scope. */
function historyRoutes(scope: RouteScope) {
  @Injectable()
  abstract class HistoryRoutes {
    constructor(readonly history: PreferenceHistoryService) {}

    @Get('history')
    @ApiListPreferencesHistory(scope)
    async listAll(@CurrentOwner() owner: Owner, @QueryOf(QUERY) page: PageParameters) {
      return listResource(await this.history.list(owner, page), PreferenceChangeResource.of);
    }

    @Get(':id/history')
    @ApiListPreferenceHistory(scope)
    async list(
      @CurrentOwner() owner: Owner,
      @Param('id') preferenceId: string,
      @QueryOf(QUERY) page: PageParameters,
    ) {
      const changes = await this.history.list(owner, { preferenceId, ...page });
      return listResource(changes, PreferenceChangeResource.of);
    }
  }
  return HistoryRoutes;
}

/** The history of the caller's own preferences. */
@MessagingController('preferences')
@ApiTags('Preferences')
export class PreferenceHistoryController extends historyRoutes(OWN) {}

/** The history of the preferences of an owner whom the caller acts for. */
@MessagingController('owners/:owner_id/preferences')
@ApiTags('Owners')
export class OwnerPreferenceHistoryController extends historyRoutes(NAMED_OWNER) {}
