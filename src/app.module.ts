import {
  type DynamicModule,
  Inject,
  type MiddlewareConsumer,
  Module,
  type NestModule,
} from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import type { DataSource } from 'typeorm';
import { AccessModule } from './access/access.module.js';
import { AuthenticationService } from './access/authentication.service.js';
import type { Config } from './config/config.js';
import { ProblemFilter } from './http/problem.filter.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { Drain } from './server/drain.js';
import { HealthController } from './server/health.controller.js';
import type { HttpEdge } from './server/http-edge.js';
import { loggerOptions } from './server/logger-options.js';
import { RouteTable } from './server/route-table.js';
import { ServerLogger } from './server/server-logger.js';

const EVERY_PATH = '{*path}';
const BODY_MIDDLEWARE = Symbol('body middleware');

/** The server: the messaging module with API keys, a database, logs and health checks around it. */
@Module({})
export class AppModule implements NestModule {
  static forRoot(
    config: Config,
    dataSource: DataSource,
    { middleware }: Pick<HttpEdge, 'middleware'>,
  ): DynamicModule {
    const access = AccessModule.forRoot(config);
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ toRetry: () => false }),
          dataSourceFactory: () => Promise.resolve(dataSource),
        }),
        access,
        MessagingModule.forRootAsync({
          imports: [access],
          inject: [AuthenticationService],
          useFactory: (authentication: AuthenticationService) => ({
            caller: (context) => authentication.callerOf(context),
            strictCategories: config.strictCategories,
            erasureSecret: config.erasureSecret,
            gatherWrites: config.gatherWrites,
          }),
        }),
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: [HealthController],
      providers: [
        Drain,
        ProblemFilter,
        RouteTable,
        ServerLogger,
        { provide: BODY_MIDDLEWARE, useValue: middleware },
      ],
    };
  }

  constructor(
    private readonly routes: RouteTable,
    @Inject(BODY_MIDDLEWARE) private readonly bodyMiddleware: HttpEdge['middleware'],
  ) {}

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(this.routes.middleware, ...this.bodyMiddleware).forRoutes(EVERY_PATH);
  }
}
