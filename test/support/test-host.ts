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

/** A database as a host knows it: how to connect, and what to do when it is over. */
export interface HostDatabase {
  connection: Connection;
  remove: () => Promise<void>;
}

/** A database without tables. */
export const emptyHostDatabase = () => asHostSees(emptyDatabase());

/** A database with our tables, made by a host's own migrations. */
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

/** Runs `work` on a data source of its own. */
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

/** What a test says of its host; the rest is as plain as can be. */
export interface HostShape extends Pick<ModuleMetadata, 'imports' | 'controllers' | 'providers'> {
  adapter?: () => AbstractHttpAdapter;
  /** Of its default data source. */
  dataSource?: Partial<Connection & { autoLoadEntities: boolean }>;
  /** Of a second data source, which the module is on then. */
  named?: Partial<Connection> & { name: string };
  /** Whether the test configures the module itself. */
  plain?: boolean;
  messaging?: Partial<MessagingOptions & MessagingExtras>;
  /** What the host's main file does before it listens. */
  prepare?: (app: INestApplication) => unknown;
}

/** Everyone is `ada` and may do everything. */
export const ADA = () => ({ ownerId: 'ada', permissions: ['messaging:update'] as const });

/** A host of `MessagingModule` that listens. */
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

export function http(app: INestApplication) {
  return request(app.getHttpServer() as never);
}
