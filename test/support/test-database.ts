import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../../src/config/config.js';

/** An empty database of one suite's own: in `TEST_DATABASE_URL`'s PostgreSQL, or embedded in a new folder. */
export interface TestDatabase {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  remove: () => Promise<void>;
}

export const onPostgres = process.env.TEST_DATABASE_URL !== undefined;

export async function emptyDatabase(): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  return url === undefined ? emptyFolder() : emptyPostgresDatabase(url);
}

export async function emptyFolder(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwether-test-'));
  return {
    config: { databaseUrl: undefined, dataDir },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function emptyPostgresDatabase(url: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await execute(url, `CREATE DATABASE ${name}`);
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
