import type { INestApplication } from '@nestjs/common';
import type { AddressInfo, Server } from 'node:net';
import { FirstStartService } from './access/first-start.service.js';
import type { Config } from './server/config/config.js';
import { StartError } from './server/config/start-error.js';
import { createServer } from './create-server.js';
import { DOCS_PATH } from './server/openapi/paths.js';
import { welcome } from './server/welcome.js';

const WILDCARDS = ['0.0.0.0', '::'];

/**
 * Starts the server. It listens when the promise resolves, and stops at SIGINT or SIGTERM.
 * @throws StartError for an error that the operator can correct
 */
export async function serve(config: Config): Promise<void> {
  const app = await createServer(config);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  await app.listen(config.port, config.host).catch(refuseAddress(config));
  const url = urlOf(app, config);
  const mayNeedKey = config.databaseUrl === undefined && config.bootstrapApiKey === undefined;
  const apiKey = mayNeedKey ? await app.get(FirstStartService).demoKey() : undefined;
  if (config.docs) process.stdout.write(`Swagger UI is at ${url}${DOCS_PATH}\n`);
  if (apiKey !== undefined) process.stdout.write(welcome(url, apiKey));
  process.stdout.write(`Listening on ${url}\n`);
}

function urlOf(app: INestApplication, { host }: Config): string {
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const name = WILDCARDS.includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function refuseAddress({ host, port }: Config): (error: NodeJS.ErrnoException) => never {
  return ({ code }) => {
    throw new StartError(`HOST, PORT: cannot listen on ${host} port ${port}: ${code}.`);
  };
}
