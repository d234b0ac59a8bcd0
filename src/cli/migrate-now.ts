import { readConfig } from '../config/config.js';
import { openDataSource } from '../database/data-source.js';
import { migrate } from '../database/migrate.js';

/** Brings the database up to date; the names of the migrations that this took. */
export async function migrateNow(): Promise<string[]> {
  const dataSource = await openDataSource(readConfig(process.env));
  const names = await migrate(dataSource);
  await dataSource.initialize();
  await dataSource.destroy();
  return names;
}
