import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../../src/server/config/config.js';
import { databasesFolder } from './databases-folder.mjs';

/** The database of one suite: in the PostgreSQL at `TEST_DATABASE_URL`, or embedded in a new folder. */
export interface TestDatabase {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  remove: () => Promise<void>;
}

export const onPostgres = process.env.TEST_DATABASE_URL !== undefined;

/** A database without tables. */
export const emptyDatabase = () => copyOf('empty');

/** A database with the tables of the server, created by its migrations. */
export const migratedDatabase = () => copyOf('migrated');

/** A database with the tables of the module only, created by the migrations of a host. */
export const migratedByHost = () => copyOf('host');

/** An embedded database, also when the suites run on PostgreSQL, where no embedded template exists to copy. */
export const embeddedDatabase = () => (onPostgres ? emptyFolder() : migratedDatabase());

/** A folder in which no embedded database was ever opened. */
export async function emptyFolder(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(databasesFolder(), 'bellwether-test-'));
  return {
    config: { databaseUrl: undefined, dataDir },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Copies one of the templates that `test/setup` created for this run. */
async function copyOf(template: string): Promise<TestDatabase> {
  const { TEST_DATABASE_URL: url, TEST_TEMPLATES: place = '' } = process.env;
  if (url !== undefined) return copyOnPostgres(url, `${place}_${template}`);
  const database = await emptyFolder();
  cpSync(join(place, template), database.config.dataDir, { recursive: true });
  return database;
}

async function copyOnPostgres(url: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const databaseUrl = new URL(url);
  databaseUrl.pathname = `/${name}`;
  return {
    config: { databaseUrl: databaseUrl.href, dataDir: '/nowhere' },
    remove: () => execute(url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
