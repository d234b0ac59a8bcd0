import { type INestApplication, Module, type ModuleMetadata } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import request from 'supertest';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { EmbeddedDatabase } from '../../src/server/database/embedded-database.js';
import { type MessagingExtras, MessagingModule, type MessagingOptions } from '../../src/index.js';
import { emptyDatabase, migratedByHost, type TestDatabase } from './test-database.js';

type Connection = Extract<DataSourceOptions, { type: 'postgres' }>;

/** A database for a host: how to connect to it, and how to remove it. */
export interface HostDatabase {
  connection: Connection;
  remove: () => Promise<void>;
}

/** A database without tables. */
export const emptyHostDatabase = () => asHostSees(emptyDatabase());

/** A database with our tables, created by the migrations of a host. */
export const migratedHostDatabase = () => asHostSees(migratedByHost());

async function asHostSees(database: Promise<TestDatabase>): Promise<HostDatabase> {
  const { config, remove } = await database;
  if (config.databaseUrl !== undefined) {
    return { connection: { type: 'postgres', url: config.databaseUrl }, remove };
  }
  const embedded = await EmbeddedDatabase.open(config.dataDir);
  return {
    connection: { type: 'postgres', host: embedded.host, username: 'postgres' },
    remove: () => embedded.close().then(remove),
  };
}

/** Runs `work` on a new data source. */
export async function withDataSource<T>(
  options: DataSourceOptions,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await new DataSource(options).initialize();
  return work(dataSource).finally(() => dataSource.destroy());
}

export const ADAPTERS: [name: string, adapter: () => AbstractHttpAdapter][] = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
];

/** The parts of a host that a test chooses; the rest has plain defaults. */
export interface HostShape extends Pick<ModuleMetadata, 'imports' | 'controllers' | 'providers'> {
  adapter?: () => AbstractHttpAdapter;
  /** Options of the default data source. */
  dataSource?: Partial<Connection & { autoLoadEntities: boolean }>;
  /** Options of a second data source, which the module then uses. */
  named?: Partial<Connection> & { name: string };
  /** Whether the test configures the module itself. */
  plain?: boolean;
  messaging?: Partial<MessagingOptions & MessagingExtras>;
  /** Runs before the host listens, like code in its main file. */
  prepare?: (app: INestApplication) => unknown;
}

/** A caller function: every caller is `ada`, with the permission to update. */
export const ADA = () => ({ ownerId: 'ada', permissions: ['messaging:update'] as const });

/** Starts a host with `MessagingModule` on a free port. */
export async function startHost(
  { connection }: HostDatabase,
  { adapter = () => new ExpressAdapter(), prepare, ...shape }: HostShape,
): Promise<INestApplication> {
  const { dataSource, named, plain, messaging, imports = [], controllers, providers } = shape;
  const connected = (options: object) =>
    TypeOrmModule.forRoot({ ...connection, autoLoadEntities: true, retryAttempts: 1, ...options });
  @Module({
    imports: [
      connected({ ...dataSource }),
      ...(named ? [connected(named)] : []),
      ...(plain
        ? []
        : [MessagingModule.forRoot({ caller: ADA, dataSource: named?.name, ...messaging })]),
      ...imports,
    ],
    controllers,
    providers,
  })
  class HostModule {}
  const app = await NestFactory.create(HostModule, adapter(), {
    logger: false,
    abortOnError: false,
  });
  try {
    await prepare?.(app);
    await app.listen(0, '127.0.0.1');
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

/** The message of a start that fails. It must be one line of the module's. */
export async function failedStart(start: () => Promise<unknown>): Promise<string> {
  const outcome: unknown = await start().catch((error: unknown) => (error as Error).message);
  expect(outcome).toEqual(expect.stringMatching(/^MessagingModule: .*\.$/));
  return outcome as string;
}

export function http(app: INestApplication) {
  return request(app.getHttpServer() as never);
}
