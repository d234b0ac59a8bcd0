import type { INestApplication } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo, Server } from 'node:net';
import { FirstStartService } from './access/first-start.service.js';
import type { Config } from './server/config/config.js';
import { isLoopback } from './server/config/rules.js';
import { StartError } from './server/config/start-error.js';
import { serverVersion } from './server/config/version.js';
import { createServer } from './create-server.js';
import { Drain } from './server/http-edge/drain.js';
import { ServerLogger } from './server/log/server-logger.js';
import { DOCS_PATH } from './server/openapi/paths.js';
import { welcome } from './server/welcome.js';

const WILDCARDS = ['0.0.0.0', '::'];

/**
 * Starts the server. It listens when the promise resolves, and stops at SIGINT or SIGTERM.
 * @throws StartError for an error that the operator can correct
 */
export async function serve(config: Config): Promise<void> {
  const log = new ServerLogger(config.logLevel);
  const app = await createServer(config);
  stopAtSignals(app, config, log);
  await app.listen(config.port, config.host).catch(refuseAddress(config));
  const url = urlOf(app, config);
  if (config.docs) process.stdout.write(`Swagger UI is at ${url}${DOCS_PATH}\n`);
  await welcomeToNewDatabase(app, config, url);
  log.event({ version: serverVersion(), address: url }, 'server started');
  process.stdout.write(`Listening on ${url}\n`);
}

/** Creates and prints the first key. Only somebody on this machine gets one that may do everything. */
async function welcomeToNewDatabase(
  app: INestApplication,
  { databaseUrl, bootstrapApiKey, host }: Config,
  url: string,
): Promise<void> {
  if (databaseUrl !== undefined || bootstrapApiKey !== undefined) return;
  const role = isLoopback(host) ? 'admin' : 'member';
  const apiKey = await app.get(FirstStartService).demoKey(role);
  if (apiKey !== undefined) process.stdout.write(welcome(url, apiKey, role));
}

function stopAtSignals(app: INestApplication, config: Config, log: ServerLogger): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A terminal and npm may both send the signal.
      if (isStopping) return;
      isStopping = true;
      stop(app, config, signal, log).catch((error: unknown) => {
        log.fatal(error);
        process.exit(1);
      });
    });
  }
}

/** Lets clients and load balancers leave, then closes everything. Nobody waits for that after Ctrl-C (SIGINT). */
async function stop(
  app: INestApplication,
  { shutdownGrace }: Config,
  signal: NodeJS.Signals,
  log: ServerLogger,
): Promise<never> {
  const graceSeconds = signal === 'SIGTERM' ? shutdownGrace : 0;
  log.event({ signal, graceSeconds }, 'server is stopping');
  app.get(Drain).begin();
  await sleep(graceSeconds * 1_000);
  await app.close();
  log.event({ signal }, 'server stopped');
  process.exit(0);
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
