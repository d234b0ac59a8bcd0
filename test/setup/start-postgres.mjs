import { PostgresCluster } from '../support/postgres-cluster.mjs';

/** With `TEST_DATABASE=postgres`, starts a PostgreSQL for all suites, unless `TEST_DATABASE_URL` names one. */
export default async function startPostgres() {
  if (process.env.TEST_DATABASE !== 'postgres' || process.env.TEST_DATABASE_URL) return;
  const cluster = await PostgresCluster.create();
  process.env.TEST_DATABASE_URL = cluster.url;
  globalThis.testCluster = cluster;
}
