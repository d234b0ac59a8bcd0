import { readFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { migrate } from '../../src/server/database/migrate.js';
import { openDataSource } from '../../src/server/database/data-source.js';
import { partitionSql } from '../support/partition-sql.mjs';
import { emptyDatabase, type TestDatabase } from '../support/test-database.js';

const INDEX = 'notification_preference_version_history_idx';
const COLUMNS = '(tenant_id, owner_id, changed_at, preference_id, version) WHERE (version > 0)';

/** The SQL in docs/operations.md that builds the index: on a plain table, and in `psql` on a partitioned table. */
async function documentedSql() {
  const page = await readFile('docs/operations.md', 'utf8');
  const [whole, partitioned] = [...page.matchAll(/```sql\n([^`]*CREATE INDEX[^`]*)```/g)].map(
    ([, sql = '']) => sql,
  );
  if (!whole || !partitioned) throw new Error('docs/operations.md does not build the index.');
  return { whole, partitioned };
}

describe('the index of the history', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  /** A database as the previous release left it. */
  beforeEach(async () => {
    database = await emptyDatabase();
    dataSource = await openDataSource(database.config);
    await migrate(dataSource);
    await dataSource.initialize();
    await dataSource.query(`DROP INDEX ${INDEX}`);
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
      WHERE pg_get_indexdef(indexrelid) LIKE '%${COLUMNS}' ORDER BY 3`);

  it('the migration creates the index', async () => {
    await migrate(dataSource);

    expect(await indexes()).toMatchObject([{ name: INDEX, isValid: true }]);
  });

  it('the migration keeps an index that was built beforehand as documented', async () => {
    await dataSource.query((await documentedSql()).whole);
    const built = await indexes();
    await migrate(dataSource);

    expect(built).toHaveLength(1);
    expect(await indexes()).toEqual(built);
  });

  it('the migration attaches the indexes of partitions that were built beforehand as documented', async () => {
    await dataSource.query(await partitionSql());
    const { partitioned } = await documentedSql();
    const builds = await dataSource.query<{ format: string }[]>(partitioned.replace('\\gexec', ''));
    for (const { format } of builds) await dataSource.query(format);
    const built = await indexes();
    await migrate(dataSource);

    expect(built).toHaveLength(16);
    const [whole, ...others] = (await indexes()).toSorted(
      (one, other) => Number(one.whole !== null) - Number(other.whole !== null),
    );
    expect(whole).toMatchObject({ name: INDEX, isValid: true });
    expect(others).toEqual(built.map((index) => ({ ...index, whole: whole?.oid })));
  });
});
