import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfigurableAccessModule } from './access.options.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthenticationService } from './authentication.service.js';
import { FirstStartService } from './first-start.service.js';
import { ExpiredCountsService } from './limits/expired-counts.service.js';
import { RateLimitsService } from './limits/rate-limits.service.js';

/** Who may call the server: API keys, the roles behind them, and how much they may ask. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  providers: [
    ApiKeysService,
    AuthenticationService,
    FirstStartService,
    ExpiredCountsService,
    RateLimitsService,
  ],
  exports: [ApiKeysService, AuthenticationService, FirstStartService],
})
export class AccessModule extends ConfigurableAccessModule {}
