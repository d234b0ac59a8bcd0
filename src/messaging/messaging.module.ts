import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DecisionsService } from './decisions/decisions.service.js';
import { ConfigurableMessagingModule } from './messaging.options.js';
import { assertPermissionsDeclared } from './permissions.decorators.js';
import { PermissionsGuard } from './permissions.guard.js';
import { NotificationPreference } from './preferences/notification-preference.entity.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesService } from './preferences/preferences.service.js';

const CONTROLLERS = [PreferencesController];
assertPermissionsDeclared(CONTROLLERS);

/**
 * Notification preferences on the host's own data source and callers. Nothing in it is global.
 *
 * The host imports it once, adds `NotificationPreference` to its entities (or sets
 * `autoLoadEntities`) and `messagingMigrations` to its migrations.
 * @example MessagingModule.forRoot({ caller: (context) => callerOf(context) })
 */
@Module({
  imports: [TypeOrmModule.forFeature([NotificationPreference])],
  controllers: CONTROLLERS,
  providers: [PreferencesService, DecisionsService, PermissionsGuard],
  exports: [PreferencesService, DecisionsService],
})
export class MessagingModule extends ConfigurableMessagingModule {}
