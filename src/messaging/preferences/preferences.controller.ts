import { Put } from '@nestjs/common';
import { JsonBody } from '../../http/json-body.decorator.js';
import { ApiTags } from '../../http/openapi.js';
import type { CallContext } from '../call-context.js';
import { type Caller, CurrentCall, CurrentCaller } from '../caller.js';
import { MessagingController } from '../messaging-controller.decorator.js';
import { RequirePermissions } from '../permissions.decorators.js';
import { ApiUpsertPreference } from './preferences.openapi.js';
import { PreferenceInput } from './preference.input.js';
import { PreferenceResource } from './preference.resource.js';
import { PreferencesService } from './preferences.service.js';

/** The caller's own preferences. */
@MessagingController('preferences')
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
    @CurrentCall() call: CallContext,
  ): Promise<PreferenceResource> {
    return PreferenceResource.of(await this.preferences.upsert(caller, input, call));
  }
}
