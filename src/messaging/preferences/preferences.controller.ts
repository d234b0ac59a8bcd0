import { Controller, Put, UseFilters, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { JsonBody } from '../../http/json-body.decorator.js';
import { ProblemFilter } from '../../http/problem.filter.js';
import { type Caller, CurrentCaller } from '../caller.js';
import { RequirePermissions } from '../permissions.decorators.js';
import { ApiUpsertPreference } from './preferences.openapi.js';
import { PreferenceInput } from './preference.input.js';
import { PreferenceResource } from './preference.resource.js';
import { PreferencesService } from './preferences.service.js';

/** The caller's own preferences. */
@Controller({ path: 'v1/messaging/preferences', version: VERSION_NEUTRAL })
@UseFilters(ProblemFilter)
@ApiTags('Preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Put()
  @RequirePermissions('messaging:update')
  @ApiUpsertPreference()
  async upsert(
    @CurrentCaller() caller: Caller,
    // `Readonly` hides the class from a host's global pipes, which would transform it once more.
    @JsonBody(PreferenceInput) input: Readonly<PreferenceInput>,
  ): Promise<PreferenceResource> {
    return PreferenceResource.of(await this.preferences.upsert(caller, input));
  }
}
