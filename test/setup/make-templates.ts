import { cpSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { migrate } from '../../src/server/database/migrate.js';
import { messagingMigrations } from '../../src/index.js';

const [place = '', url] = process.argv.slice(2);

type Work = (dataSource: DataSource) => Promise<unknown>;

const asHost: Work = async ({ options }) => {
  const host = new DataSource({ ...options, entities: [], migrations: messagingMigrations() });
  await host.initialize();
  await host.runMigrations();
  await host.destroy();
};

const TEMPLATES: [name: string, work: Work][] = [
  ['empty', () => Promise.resolve()],
  ['migrated', migrate],
  ['host', asHost],
];

async function emptyPostgresDatabase(server: string, name: string) {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  const databaseUrl = new URL(server);
  databaseUrl.pathname = `/${name}`;
  return { databaseUrl: databaseUrl.href, dataDir: '/nowhere' };
}

/** Opening creates the first folder. The others are copies, because creating an embedded database takes two seconds. */
function emptyFolder(name: string) {
  const dataDir = join(place, name);
  if (name !== 'empty') cpSync(join(place, 'empty'), dataDir, { recursive: true });
  return { databaseUrl: undefined, dataDir };
}

for (const [name, work] of TEMPLATES) {
  const config =
    url === undefined ? emptyFolder(name) : await emptyPostgresDatabase(url, `${place}_${name}`);
  const dataSource = await openDataSource(config);
  await work(dataSource);
  await dataSource.initialize();
  await dataSource.destroy();
}
