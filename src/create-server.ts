import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Server } from 'node:http';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { openDataSource } from './database/data-source.js';
import { migrate } from './database/migrate.js';
import { ProblemFilter } from './http/problem.filter.js';
import { REQUEST_ID_HEADER, requestIdOf } from './http/request-id.js';
import { answerClientErrors } from './server/client-errors.js';
import { Connections } from './server/connections.js';
import { expressEdge, type HttpEdge } from './server/http-edge.js';
import { HTTP_LIMITS, type HttpLimits, setHttpLimits } from './server/http-limits.js';
import { putInFront, type Step } from './server/in-front.js';
import { openApiDocument, serveOpenApi } from './server/openapi-document.js';
import { refuseEncoded } from './server/read-body.js';
import { requestLog } from './server/request-log.js';
import { RouteTable } from './server/route-table.js';
import { ServerLogger } from './server/server-logger.js';

/**
 * The server, ready to listen, on a database that is up to date. Closing it closes the database too.
 * @throws StartError when the operator has something to mend
 */
export async function createServer(
  config: Config,
  edge: HttpEdge = expressEdge(config),
  limits: HttpLimits = HTTP_LIMITS,
): Promise<INestApplication> {
  const dataSource = await openDataSource(config);
  await migrate(dataSource);
  const app = await NestFactory.create(AppModule.forRoot(config, dataSource), edge.adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const logger = new ServerLogger(config.logLevel);
  app.useLogger(logger);
  app.useGlobalFilters(app.get(ProblemFilter));

  const document = openApiDocument(app);
  const routes = app.get(RouteTable);
  routes.learn(document);
  serveOpenApi(app, document);

  const server = app.getHttpServer() as Server;
  const steps = [
    requestLog(logger),
    echoRequestId,
    routes.check,
    refuseEncoded,
    ...edge.bodyReaders,
  ];
  putInFront(server, steps, app.get(ProblemFilter));
  const connections = app.get(Connections);
  setHttpLimits(server, limits);
  connections.watch(server, config.maxConnections, limits.answerTimeout);
  answerClientErrors(server, connections);
  return app;
}

const echoRequestId: Step = (request, response, next) => {
  response.setHeader(REQUEST_ID_HEADER, requestIdOf(request));
  next();
};
