import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfigurableAccessModule } from './access.options.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthenticationService } from './authentication.service.js';
import { FirstStartService } from './first-start.service.js';
import { permissionsOf } from './roles.js';
import { ROLE_PERMISSIONS } from './tokens/role-permissions.js';
import { TokensService } from './tokens/tokens.service.js';

/** Who may call the server: API keys, an issuer's tokens and the roles behind them. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  providers: [
    ApiKeysService,
    AuthenticationService,
    FirstStartService,
    TokensService,
    { provide: ROLE_PERMISSIONS, useValue: permissionsOf },
  ],
  exports: [ApiKeysService, AuthenticationService, FirstStartService],
})
export class AccessModule extends ConfigurableAccessModule {}
