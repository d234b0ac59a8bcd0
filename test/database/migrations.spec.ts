import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DataSource, type DataSourceOptions, Entity, PrimaryColumn } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { migrate } from '../../src/server/database/migrate.js';
import { NotificationPreference } from '../../src/messaging/preferences/notification-preference.entity.js';
import { messagingEntities, messagingMigrations } from '../../src/index.js';
import { emptyHostDatabase, withDataSource } from '../support/test-host.js';
import { emptyDatabase, type TestDatabase } from '../support/test-database.js';

describe('migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await emptyDatabase();
    dataSource = await openDataSource(database.config);
    await dataSource.initialize();
  });

  afterEach(async () => {
    await dataSource.destroy();
    await database.remove();
  });

  it('each migration runs once when five servers start together, and does not run again later', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrate(dataSource)));
    await migrate(dataSource);

    const applied = await dataSource.query('SELECT name FROM migrations');
    expect(applied).toHaveLength(dataSource.migrations.length);
  });

  it('the primary key of preferences is tenant, owner and category, in the C collation', async () => {
    await migrate(dataSource);

    const key = await dataSource.query(`
      SELECT a.attname AS name, a.attnotnull AS filled, c.collname AS collation
      FROM pg_index i
      CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(attnum, position)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      JOIN pg_collation c ON c.oid = a.attcollation
      WHERE i.indrelid = 'notification_preference'::regclass AND i.indisprimary
      ORDER BY k.position`);
    expect(key).toEqual(
      ['tenant_id', 'owner_id', 'category'].map((name) => ({ name, filled: true, collation: 'C' })),
    );
    const indexes = await dataSource.query(
      "SELECT 1 FROM pg_indexes WHERE tablename = 'notification_preference'",
    );
    expect(indexes).toHaveLength(1);
  });

  it('the tables are created in the schema of the data source', async () => {
    await dataSource.query('CREATE SCHEMA "Other"');
    const { options } = dataSource;
    const elsewhere = new DataSource({ ...options, schema: 'Other' } as DataSourceOptions);
    await migrate(elsewhere);
    await elsewhere.initialize();

    const tables = await dataSource.query(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'Other' ORDER BY 1",
    );
    expect(tables.map(({ name }: { name: string }) => name)).toEqual([
      'access_api_key',
      'access_api_key_secret',
      'access_event',
      'access_rate_limit',
      'access_role',
      'migrations',
      'notification_category',
      'notification_category_version',
      'notification_erasure',
      'notification_preference',
      'notification_preference_version',
      'notification_settings',
      'notification_settings_version',
    ]);
    expect(await elsewhere.getRepository(NotificationPreference).count()).toBe(0);
    await elsewhere.destroy();
  });

  it('the TypeORM command line runs the migrations', async () => {
    const { config, remove } = await emptyDatabase();
    const environment = { ...process.env, DATA_DIR: config.dataDir };
    const run = (command: string) =>
      promisify(execFile)('npm', ['run', '--silent', 'typeorm', '--', command], {
        env: config.databaseUrl
          ? { ...environment, DATABASE_URL: config.databaseUrl }
          : environment,
      });

    await run('migration:run');
    const { stdout } = await run('migration:show');
    expect(stdout.match(/\[X\]/g)).toHaveLength(dataSource.migrations.length);
    await remove();
  });

  it('synchronize has nothing to change after the migrations', async () => {
    await migrate(dataSource);

    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it.each([
    "INSERT INTO notification_preference VALUES (gen_random_uuid(), now(), now(), true, true, true, 'weekly', '', 'a', '')",
    "INSERT INTO access_api_key_secret VALUES ('a', 'short', now())",
  ])('a check constraint rejects an invalid row: %s', async (sql) => {
    await migrate(dataSource);

    await expect(dataSource.query(sql)).rejects.toThrow(/check constraint/);
  });

  it('the synchronize of a host neither creates nor changes our tables', async () => {
    const { connection, remove } = await emptyHostDatabase();
    @Entity()
    class HostNote {
      @PrimaryColumn('text')
      text!: string;
    }
    const options = {
      ...connection,
      entities: [...messagingEntities, HostNote],
      migrations: messagingMigrations(),
    };
    const tables = (it: DataSource): Promise<unknown> =>
      it.query("SELECT relname FROM pg_class WHERE relname ~ 'notif|note' AND relkind = 'r'");
    const shape = (it: DataSource): Promise<unknown> =>
      it.query(`SELECT attrelid::regclass::text, attname, atttypid, attnotnull, attcollation
        FROM pg_attribute WHERE attrelid::regclass::text LIKE 'notification%' ORDER BY 1, 2`);

    await withDataSource(options, async (fresh) => {
      await fresh.synchronize();
      expect(await tables(fresh)).toEqual([{ relname: 'host_note' }]);
      await fresh.runMigrations();
      const before = await shape(fresh);
      await fresh.synchronize();
      expect(before).not.toEqual([]);
      expect(await shape(fresh)).toEqual(before);
      const { upQueries } = await fresh.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });
    await remove();
  });

  it('the schema option of the migrations decides where the tables are created, not the data source', async () => {
    const { connection, remove } = await emptyHostDatabase();
    const options = { ...connection, migrations: messagingMigrations({ schema: 'Told "so"' }) };
    await withDataSource(options, async (it) => {
      const applied = await it.runMigrations();
      const tables = await it.query(
        "SELECT schemaname FROM pg_tables WHERE tablename LIKE 'notification%'",
      );

      expect(applied.map(({ name }) => name)).toEqual(
        messagingMigrations().map((Migration) => `Told "so".${new Migration().name}`),
      );
      expect(tables).toEqual(messagingEntities.map(() => ({ schemaname: 'Told "so"' })));
    });
    await remove();
  });

  it('a migration cannot be reverted', async () => {
    await migrate(dataSource);

    await expect(dataSource.undoLastMigration()).rejects.toThrow('Restore a backup');
  });
});
