import { Pooler } from '../support/pooler.mjs';
import { PostgresCluster } from '../support/postgres-cluster.mjs';

/**
 * With `TEST_DATABASE=postgres`, starts a PostgreSQL for all suites, unless `TEST_DATABASE_URL` names one; with
 * `TEST_POOLER=1`, a pgbouncer in front of it.
 */
export default async function startPostgres() {
  if (process.env.TEST_DATABASE !== 'postgres' || process.env.TEST_DATABASE_URL) return;
  const cluster = await PostgresCluster.create();
  globalThis.testCluster = cluster;
  const pooler = process.env.TEST_POOLER ? await Pooler.start(cluster.url) : undefined;
  globalThis.testPooler = pooler;
  process.env.TEST_DATABASE_URL = (pooler ?? cluster).url;
}
