import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { BackgroundModule } from './background/background.module.js';
import { AccessModule } from './access/access.module.js';
import { AuthenticationService } from './access/authentication.service.js';
import type { Config } from './server/config/config.js';
import { ProblemFilter } from './http/problems/problem.filter.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { Connections } from './server/http-edge/connections.js';
import { Drain } from './server/http-edge/drain.js';
import { HealthController } from './server/health.controller.js';
import { HomeController } from './server/home.controller.js';
import { EMBEDDED_FOLDER, Readiness } from './server/readiness.service.js';
import { RouteTable } from './server/http-edge/route-table.js';

/** The server: the messaging module with access control, a database, HTTP limits and health checks. */
@Module({})
export class AppModule {
  static forRoot(config: Config, dataSource: DataSource): DynamicModule {
    const access = AccessModule.forRoot(config);
    return {
      module: AppModule,
      imports: [
        BackgroundModule,
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ toRetry: () => false }),
          dataSourceFactory: () => Promise.resolve(dataSource),
        }),
        access,
        MessagingModule.forRootAsync({
          imports: [access],
          inject: [AuthenticationService],
          useFactory: ({ callerOf }: AuthenticationService) => ({
            caller: callerOf,
            strictCategories: config.strictCategories,
            erasureSecret: config.erasureSecret,
            batchStatements: config.batchStatements,
            lockTimeoutMs: config.database.lockTimeoutMs,
          }),
        }),
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: config.docs ? [HomeController, HealthController] : [HealthController],
      providers: [
        Connections,
        Drain,
        {
          provide: EMBEDDED_FOLDER,
          useValue: config.databaseUrl === undefined ? config.dataDir : null,
        },
        ProblemFilter,
        Readiness,
        RouteTable,
      ],
    };
  }
}
