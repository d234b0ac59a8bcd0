import type { INestApplication } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import type { Server } from 'node:http';
import { AppModule } from './app.module.js';
import type { Config } from './server/config/config.js';
import { openDataSource } from './server/database/data-source.js';
import { describeDatabase } from './server/database/describe-database.js';
import { migrate } from './server/database/migrate.js';
import { ProblemFilter } from './http/problems/problem.filter.js';
import { setAnswerHeaders } from './server/http-edge/answer-headers.js';
import { allowOrigins } from './server/http-edge/cors.js';
import { answerClientErrors } from './server/http-edge/client-errors.js';
import { filesInMemory } from './server/http-edge/files-in-memory.js';
import { Connections } from './server/http-edge/connections.js';
import { handleExpectations } from './server/http-edge/expect-header.js';
import { LeanExpressAdapter } from './server/http-edge/lean-express.adapter.js';
import { HTTP_LIMITS, type HttpLimits, setHttpLimits } from './server/http-edge/http-limits.js';
import { useMiddleware } from './server/http-edge/middleware.js';
import { documentationOf } from './server/openapi/documentation.js';
import { openApiDocument } from './server/openapi/openapi-document.js';
import { oneAtATime } from './server/http-edge/one-at-a-time.js';
import { requireOneHost } from './server/http-edge/one-host.js';
import { requestLog } from './server/http-edge/request-log.js';
import { RouteTable } from './server/http-edge/route-table.js';
import { ServerLogger } from './server/log/server-logger.js';

/**
 * Migrates the database and makes the server, ready to listen. Closing the server closes the database too.
 * @throws StartError for an error that the operator can correct
 */
export async function createServer(
  config: Config,
  adapter: AbstractHttpAdapter = new LeanExpressAdapter(config),
  limits: HttpLimits = HTTP_LIMITS,
): Promise<INestApplication> {
  const logger = new ServerLogger(config.logLevel);
  const dataSource = await openDataSource(config);
  const migrations = await migrate(dataSource);
  logger.event({ database: describeDatabase(config), migrations }, 'database ready');
  const app = await NestFactory.create(AppModule.forRoot(config, dataSource), adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(logger);
  app.useGlobalFilters(app.get(ProblemFilter));

  const document = openApiDocument(app);
  const routes = app.get(RouteTable);
  routes.addPathsOf(document);
  const documentation = config.docs ? documentationOf(document) : [];
  if (config.docs) routes.addPage('/');
  for (const { path } of documentation) routes.addPage(path);

  const server = app.getHttpServer() as Server;
  const middleware = [
    requestLog(logger),
    oneAtATime(),
    setAnswerHeaders,
    requireOneHost,
    ...(config.corsOrigins.length > 0 ? [allowOrigins(config.corsOrigins)] : []),
    routes.check,
    filesInMemory(documentation),
  ];
  useMiddleware(server, middleware, app.get(ProblemFilter));
  const connections = app.get(Connections);
  setHttpLimits(server, limits);
  connections.watch(server, config.maxConnections, limits.answerTimeout);
  answerClientErrors(server, connections);
  handleExpectations(server);
  return app;
}
