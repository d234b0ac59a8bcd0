import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { openDataSource } from './database/data-source.js';
import { migrate } from './database/migrate.js';
import { ProblemFilter } from './http/problem.filter.js';
import { REQUEST_ID_HEADER, requestIdOf } from './http/request-id.js';
import { answerClientError } from './server/client-errors.js';
import { expressEdge, type HttpEdge } from './server/http-edge.js';
import { openApiDocument, serveOpenApi } from './server/openapi-document.js';
import { RouteTable } from './server/route-table.js';
import { ServerLogger } from './server/server-logger.js';

/**
 * The server, ready to listen, on a database that is up to date. Closing it closes the database too.
 * @throws StartError when the operator has something to mend
 */
export async function createServer(
  config: Config,
  edge: HttpEdge = expressEdge(config),
): Promise<INestApplication> {
  const dataSource = await openDataSource(config);
  await migrate(dataSource);
  const app = await NestFactory.create(AppModule.forRoot(config, dataSource, edge), edge.adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(ServerLogger));
  app.useGlobalFilters(app.get(ProblemFilter));
  app.use(echoRequestId);

  const document = openApiDocument(app);
  app.get(RouteTable).learn(document);
  serveOpenApi(app, document);

  (app.getHttpServer() as Server).on('clientError', answerClientError);
  return app;
}

function echoRequestId(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  response.setHeader(REQUEST_ID_HEADER, requestIdOf(request));
  next();
}
