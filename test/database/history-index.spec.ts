import { readFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { migrate } from '../../src/server/database/migrate.js';
import { openDataSource } from '../../src/server/database/data-source.js';
import { partitionSql } from '../support/partition-sql.mjs';
import { emptyDatabase, type TestDatabase } from '../support/test-database.js';

const INDEXES = [
  'notification_preference_version_category_idx',
  'notification_preference_version_history_idx',
];

/** The SQL in docs/operations.md that builds the index: on a plain table, and in `psql` on a partitioned table. */
async function documentedSql() {
  const page = await readFile('docs/operations.md', 'utf8');
  const [whole, partitioned] = [...page.matchAll(/```sql\n([^`]*CREATE INDEX[^`]*)```/g)].map(
    ([, sql = '']) => sql,
  );
  if (!whole || !partitioned) throw new Error('docs/operations.md does not build the index.');
  return { whole, partitioned };
}

describe('the indexes of the history', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  /** A database as the previous release left it. */
  beforeEach(async () => {
    database = await emptyDatabase();
    dataSource = await openDataSource(database.config);
    await migrate(dataSource);
    await dataSource.initialize();
    await dataSource.query(`DROP INDEX ${INDEXES.join(', ')}`);
    await dataSource.query("DELETE FROM migrations WHERE name LIKE 'IndexTheHistory%'");
  });
  afterEach(async () => {
    await dataSource.destroy();
    await database.remove();
  });

  const indexes = () =>
    dataSource.query<{ oid: string; whole: string | null; name: string; isValid: boolean }[]>(`
      SELECT indexrelid AS oid, inhparent AS whole, indexrelid::regclass AS name, indisvalid AS "isValid"
      FROM pg_index LEFT JOIN pg_inherits ON inhrelid = indexrelid
      WHERE pg_get_indexdef(indexrelid) LIKE '%changed_at, preference_id, version) WHERE (version > 0)'
      ORDER BY inhparent NULLS FIRST, indexrelid::regclass::text`);

  it('the migrations create the indexes', async () => {
    await migrate(dataSource);

    expect(await indexes()).toMatchObject(INDEXES.map((name) => ({ name, isValid: true })));
  });

  it('the migrations keep indexes that were built beforehand as documented', async () => {
    const { whole } = await documentedSql();
    for (const build of whole.split(/(?<=;)/)) await dataSource.query(build);
    const built = await indexes();
    await migrate(dataSource);

    expect(built).toHaveLength(2);
    expect(await indexes()).toEqual(built);
  });

  it('the migrations attach the indexes of partitions that were built beforehand as documented', async () => {
    await dataSource.query(await partitionSql());
    const { partitioned } = await documentedSql();
    const builds = await dataSource.query<{ format: string }[]>(partitioned.replace('\\gexec', ''));
    for (const { format } of builds) await dataSource.query(format);
    const built = await indexes();
    await migrate(dataSource);

    expect(built).toHaveLength(2 * 16);
    const all = await indexes();
    const [category, history, ...others] = all;
    expect([category, history]).toMatchObject(INDEXES.map((name) => ({ name, isValid: true })));
    expect(others.map(({ oid }) => oid).toSorted()).toEqual(built.map(({ oid }) => oid).toSorted());
    expect(others.filter(({ whole }) => whole === category?.oid)).toHaveLength(16);
    expect(others.filter(({ whole }) => whole === history?.oid)).toHaveLength(16);
  });
});
