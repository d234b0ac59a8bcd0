import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfigurableAccessModule } from './access.options.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthenticationService } from './authentication.service.js';
import { FirstStartService } from './first-start.service.js';

/** Who may call the server: API keys and the roles behind them. */
@Module({
  imports: [TypeOrmModule.forFeature([ApiKey])],
  providers: [ApiKeysService, AuthenticationService, FirstStartService],
  exports: [ApiKeysService, AuthenticationService, FirstStartService],
})
export class AccessModule extends ConfigurableAccessModule {}
