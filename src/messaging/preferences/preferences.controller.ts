import { Delete, Get, HttpCode, Param, Put, UseInterceptors } from '@nestjs/common';
import { JsonBody } from '../../http/json-body.decorator.js';
import { ApiTags } from '../../http/openapi.js';
import type { CallContext } from '../call-context.js';
import { type Caller, CurrentCall, CurrentCaller } from '../caller.js';
import { MessagingController } from '../messaging-controller.decorator.js';
import { RequirePermissions } from '../permissions.decorators.js';
import { Conditions, type RequestConditions } from './conditions.decorator.js';
import type { NotificationPreference } from './notification-preference.entity.js';
import { PreferenceAnswer } from './preference-answer.interceptor.js';
import { PreferenceInput } from './preference.input.js';
import {
  ApiDeletePreference,
  ApiGetPreference,
  ApiUpsertPreference,
} from './preferences.openapi.js';
import { PreferencesService } from './preferences.service.js';

/** The caller's own preferences. */
@MessagingController('preferences')
@ApiTags('Preferences')
export class PreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Put()
  @RequirePermissions('messaging:update')
  @UseInterceptors(PreferenceAnswer)
  @ApiUpsertPreference()
  upsert(
    @CurrentCaller() caller: Caller,
    // `Readonly` hides the class from a host's global pipes, which would transform it once more.
    @JsonBody(PreferenceInput) input: Readonly<PreferenceInput>,
    @Conditions() conditions: RequestConditions,
    @CurrentCall() call: CallContext,
  ): Promise<NotificationPreference> {
    return this.preferences.upsert(caller, input, { ...call, ...conditions });
  }

  @Get(':id')
  @RequirePermissions('messaging:read')
  @UseInterceptors(PreferenceAnswer)
  @ApiGetPreference()
  get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<NotificationPreference> {
    return this.preferences.get(caller, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequirePermissions('messaging:update')
  @ApiDeletePreference()
  delete(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Conditions() { ifMatch }: RequestConditions,
    @CurrentCall() call: CallContext,
  ): Promise<void> {
    return this.preferences.delete(caller, id, { ...call, ifMatch });
  }
}
