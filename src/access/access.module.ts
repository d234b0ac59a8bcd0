import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MESSAGING_CALLER, type CallersOptions } from '../messaging/callers/callers.options.js';
import { accessEntities } from './entities/access-entities.js';
import { ConfigurableAccessModule } from './options/access.options.js';
import { ApiKeyVerifier } from './api-keys/api-key-verifier.service.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AuthenticationService } from './authentication.service.js';
import { BackgroundModule } from '../background/background.module.js';
import { AccessCaches } from './cache/access-caches.service.js';
import { InvalidationListener } from './cache/invalidation-listener.service.js';
import { AccessTransactions } from './grants/access-transactions.service.js';
import { AccessEventsController } from './events/access-events.controller.js';
import { AccessEventsService } from './events/access-events.service.js';
import { FirstStartService } from './first-start.service.js';
import { ExpiredCountsService } from './limits/expired-counts.service.js';
import { RateLimitsService } from './limits/rate-limits.service.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesService } from './roles/roles.service.js';
import { ROLE_PERMISSIONS, type RolePermissions } from './tokens/role-permissions.js';
import { TokensService } from './tokens/tokens.service.js';

/** Access control of the server: API keys, tokens of an issuer, roles, rate limits and the record of changes. */
@Module({
  imports: [BackgroundModule, TypeOrmModule.forFeature(accessEntities)],
  controllers: [ApiKeysController, RolesController, AccessEventsController],
  providers: [
    AccessCaches,
    AccessEventsService,
    AccessTransactions,
    ApiKeyVerifier,
    ApiKeysService,
    AuthenticationService,
    ExpiredCountsService,
    FirstStartService,
    InvalidationListener,
    RateLimitsService,
    RolesService,
    TokensService,
    {
      provide: ROLE_PERMISSIONS,
      inject: [RolesService],
      useFactory:
        (roles: RolesService): RolePermissions =>
        (name) =>
          roles.permissionsOf(name),
    },
    {
      provide: MESSAGING_CALLER,
      inject: [AuthenticationService],
      useFactory: ({ callerOf }: AuthenticationService): CallersOptions['caller'] => callerOf,
    },
  ],
  exports: [ApiKeysService, AuthenticationService, FirstStartService, RolesService],
})
export class AccessModule extends ConfigurableAccessModule {}
