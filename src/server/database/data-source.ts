import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { accessEntities } from '../../access/entities/access-entities.js';
import { accessMigrations } from '../../access/migrations/index.js';
import { connectionOf } from '../../postgres/connection.js';
import type { Config } from '../config/config.js';
import { DATABASE_DEFAULTS, type DatabaseConfig } from '../config/database-config.js';
import { StartError } from '../config/start-error.js';
import { messagingMigrations } from '../../messaging/migrations/index.js';
import { messagingEntities } from '../../messaging/messaging.module.js';
import type { EmbeddedDatabase } from './embedded-database.js';
import { ClientDiscardedOnTimeout } from './client-discarded-on-timeout.js';
import { PreparingClient } from './preparing-client.js';

const logger = new Logger('Database');

/** The migrations of all tables of the server. */
export const serverMigrations = [...messagingMigrations(), ...accessMigrations];

const COMMON = {
  type: 'postgres',
  applicationName: 'bellwether',
  entities: [...messagingEntities, ...accessEntities],
  migrations: serverMigrations,
  poolErrorHandler: (error: Error) => logger.warn(`Lost an idle connection: ${error.message}`),
} satisfies DataSourceOptions;

const poolOf = ({ poolSize, statementTimeoutMs, idleTimeoutMs }: DatabaseConfig) => ({
  Client: ClientDiscardedOnTimeout,
  max: poolSize,
  // In milliseconds. By default node-postgres has no timeouts.
  connectionTimeoutMillis: 5_000,
  query_timeout: statementTimeoutMs,
  idleTimeoutMillis: idleTimeoutMs,
  keepAlive: true,
});

/** The options without the statement timeout, for migrations, which may take long. */
export function withoutStatementTimeout(options: DataSourceOptions): DataSourceOptions {
  const { query_timeout, ...extra } = options.extra as Record<string, unknown>;
  return { ...options, extra };
}

/** A data source that closes the embedded database when it is destroyed. */
class EmbeddedDataSource extends DataSource {
  constructor(
    private readonly database: EmbeddedDatabase,
    options: DataSourceOptions,
  ) {
    super(options);
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    await this.database.close();
  }
}

/**
 * Makes the server's data source without connecting it: PostgreSQL at `databaseUrl`, or the embedded database in
 * `dataDir`, which it starts.
 * @throws StartError when the URL is not valid or the folder cannot be used
 */
export async function openDataSource(
  config: Pick<Config, 'databaseUrl' | 'dataDir'> & Partial<Pick<Config, 'database'>>,
): Promise<DataSource> {
  const extra = poolOf(config.database ?? DATABASE_DEFAULTS);
  if (config.databaseUrl !== undefined) return remote(config.databaseUrl, extra);
  const { EmbeddedDatabase } = await import('./embedded-database.js');
  const database = await EmbeddedDatabase.open(config.dataDir);
  return new EmbeddedDataSource(database, {
    ...COMMON,
    extra,
    host: database.host,
    username: 'postgres',
  });
}

function remote(databaseUrl: string, pool: object): DataSource {
  const { connectionString: url, ssl } = connectionOf(databaseUrl);
  try {
    return new DataSource({ ...COMMON, extra: { ...pool, Client: PreparingClient, ssl }, url });
  } catch {
    throw new StartError(
      'DATABASE_URL is not a valid URL. In the user and the password, write % as %25, @ as %40 and / as %2F.',
    );
  }
}
