import { databasesFolder } from '../support/databases-folder.mjs';
import { Pooler } from '../support/pooler.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';
import { Templates } from './templates.mjs';

/**
 * Starts a PostgreSQL for all suites if its server programs are installed; otherwise the suites use embedded databases.
 * `TEST_DATABASE` is `postgres` or `embedded` to choose one, and `TEST_DATABASE_URL` names a running PostgreSQL. With
 * `TEST_POOLER=1`, starts a pgbouncer in front of PostgreSQL. Then creates the templates that the suites copy.
 */
export default async function setUpDatabases() {
  const { TEST_DATABASE_URL: running, TEST_DATABASE: chosen = defaultDatabase() } = process.env;
  if (chosen === 'postgres' && !running) {
    globalThis.testCluster = await PostgresCluster.create({ parent: databasesFolder() });
  }
  const url = globalThis.testCluster?.url ?? running;
  process.stdout.write(`The tests use ${url ?? 'embedded databases'}.\n`);
  globalThis.testTemplates = Templates.make(url);
  process.env.TEST_TEMPLATES = globalThis.testTemplates.place;
  if (url === undefined) return;
  globalThis.testPooler = process.env.TEST_POOLER ? await Pooler.start(url) : undefined;
  process.env.TEST_DATABASE_URL = globalThis.testPooler?.url ?? url;
}

function defaultDatabase() {
  return PostgresCluster.isInstalled() ? 'postgres' : 'embedded';
}
