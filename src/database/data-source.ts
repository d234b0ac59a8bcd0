import { Logger } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiKey } from '../access/api-key.entity.js';
import { accessMigrations } from '../access/migrations/index.js';
import type { Config } from '../config/config.js';
import { messagingMigrations } from '../messaging/migrations/index.js';
import { NotificationPreference } from '../messaging/preferences/notification-preference.entity.js';
import { EmbeddedDatabase } from './embedded-database.js';

const logger = new Logger('Database');

const COMMON = {
  type: 'postgres',
  applicationName: 'bellwether',
  entities: [NotificationPreference, ApiKey],
  migrations: [...messagingMigrations, ...accessMigrations],
  poolErrorHandler: (error: Error) => logger.warn(`Lost an idle connection: ${error.message}`),
  extra: {
    // Milliseconds; node-postgres waits for ever unless told otherwise.
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
  },
} satisfies DataSourceOptions;

/** Takes the embedded database with it when it is destroyed. */
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

/** The server's data source, not yet connected: PostgreSQL at `databaseUrl`, or the embedded database in `dataDir`. */
export async function openDataSource(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
): Promise<DataSource> {
  if (config.databaseUrl !== undefined) {
    return new DataSource({ ...COMMON, url: config.databaseUrl });
  }
  const database = await EmbeddedDatabase.open(config.dataDir);
  return new EmbeddedDataSource(database, { ...COMMON, host: database.host, username: 'postgres' });
}
