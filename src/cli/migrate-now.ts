import { readConfig } from '../server/config/config.js';
import { openDataSource } from '../server/database/data-source.js';
import { migrate } from '../server/database/migrate.js';

/** Migrates the configured database. Returns the names of the migrations that ran. */
export async function migrateNow(): Promise<string[]> {
  const dataSource = await openDataSource(readConfig(process.env));
  const names = await migrate(dataSource);
  await dataSource.initialize();
  await dataSource.destroy();
  return names;
}
