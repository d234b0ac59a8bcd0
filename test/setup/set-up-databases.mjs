import { databasesFolder } from '../support/databases-folder.mjs';
import { Pooler } from '../support/pooler.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';
import { Templates } from './templates.mjs';

/**
 * With `TEST_DATABASE=postgres`, starts a PostgreSQL for all suites, unless `TEST_DATABASE_URL` names one. With
 * `TEST_POOLER=1`, starts a pgbouncer in front of it. Then creates the templates that the suites copy.
 */
export default async function setUpDatabases() {
  if (process.env.TEST_DATABASE === 'postgres' && !process.env.TEST_DATABASE_URL) {
    globalThis.testCluster = await PostgresCluster.create({ parent: databasesFolder() });
  }
  const url = globalThis.testCluster?.url ?? process.env.TEST_DATABASE_URL;
  globalThis.testTemplates = Templates.make(url);
  process.env.TEST_TEMPLATES = globalThis.testTemplates.place;
  if (url === undefined) return;
  globalThis.testPooler = process.env.TEST_POOLER ? await Pooler.start(url) : undefined;
  process.env.TEST_DATABASE_URL = globalThis.testPooler?.url ?? url;
}
