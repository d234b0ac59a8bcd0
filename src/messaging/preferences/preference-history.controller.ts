import { Get, Injectable, Param } from '@nestjs/common';
import { listOf, PAGE_PARAMETERS } from '../../http/list.js';
import { ApiTags } from '../../http/openapi.js';
import { type ParametersOf, QueryOf } from '../../http/query-parameters.js';
import { type Audience, CALLER, NAMED_OWNER } from '../audience.js';
import { CurrentOwner, type Owner } from '../caller.js';
import { MessagingController } from '../messaging-controller.decorator.js';
import { PreferenceChangeResource } from './preference-change.resource.js';
import { PreferenceHistoryService } from './preference-history.service.js';
import { ApiListPreferenceHistory, ApiListPreferencesHistory } from './preferences.openapi.js';

type PageParameters = ParametersOf<typeof PAGE_PARAMETERS>;

/** The routes of the history of an audience. */
function historyRoutes(audience: Audience) {
  @Injectable()
  abstract class HistoryRoutes {
    constructor(readonly history: PreferenceHistoryService) {}

    @Get('history')
    @ApiListPreferencesHistory(audience)
    async listAll(@CurrentOwner() owner: Owner, @QueryOf(PAGE_PARAMETERS) page: PageParameters) {
      return listOf(await this.history.list(owner, page), PreferenceChangeResource.of);
    }

    @Get(':id/history')
    @ApiListPreferenceHistory(audience)
    async list(
      @CurrentOwner() owner: Owner,
      @Param('id') preferenceId: string,
      @QueryOf(PAGE_PARAMETERS) page: PageParameters,
    ) {
      const changes = await this.history.list(owner, { preferenceId, ...page });
      return listOf(changes, PreferenceChangeResource.of);
    }
  }
  return HistoryRoutes;
}

/** What became of the caller's own preferences. */
@MessagingController('preferences')
@ApiTags('Preferences')
export class PreferenceHistoryController extends historyRoutes(CALLER) {}

/** What became of the preferences of an owner whom the caller acts for. */
@MessagingController('owners/:owner_id/preferences')
@ApiTags('Owners')
export class OwnerPreferenceHistoryController extends historyRoutes(NAMED_OWNER) {}
