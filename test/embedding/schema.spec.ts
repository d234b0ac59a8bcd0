import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { messagingEntities, messagingMigrations, PreferencesService } from '../../src/index.js';
import {
  failedStart,
  type HostDatabase,
  type HostShape,
  http,
  migratedHostDatabase,
  startHost,
  withDataSource,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

describe('the tables of a host', () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => database.remove());

  const refusal = (shape: HostShape, on = database) =>
    failedStart(async () => (app = await startHost(on, shape)));
  const put = () => http(app!).put(PATH).send(VALID);

  describe('in another schema', () => {
    const schema = 'elsewhere';
    const on = { schema };
    const key = `ALTER TABLE ${schema}.notification_preference`;
    const run = (sql: string) => withDataSource(database.connection, (it) => it.query(sql));

    beforeEach(async () => {
      await run(`CREATE SCHEMA ${schema}`);
      await withDataSource(
        { ...database.connection, schema, migrations: messagingMigrations() },
        (it) => it.runMigrations(),
      );
    });
    afterEach(() => run(`DROP SCHEMA ${schema} CASCADE`));

    it('preferences are stored through a named data source with its own schema', async () => {
      app = await startHost(database, { named: { name: 'other', ...on } });
      await put();

      const rows = await run(`SELECT owner_id FROM ${schema}.notification_preference`);
      expect(rows).toEqual([{ owner_id: 'ada' }]);
    });

    it.each([
      ['the tables are missing', `DROP TABLE ${schema}.notification_preference`],
      ['the primary key is missing', `${key} DROP CONSTRAINT notification_preference_pkey`],
      [
        'the primary key lacks a column',
        `${key} DROP CONSTRAINT notification_preference_pkey, ADD PRIMARY KEY (owner_id, category)`,
      ],
      [
        'a column of the key accepts nulls',
        `${key} DROP CONSTRAINT notification_preference_pkey;
         ${key} ALTER category DROP NOT NULL, ADD UNIQUE (tenant_id, owner_id, category)`,
      ],
      [
        'the key is a partial index',
        `${key} DROP CONSTRAINT notification_preference_pkey;
         CREATE UNIQUE INDEX ON ${schema}.notification_preference (tenant_id, owner_id, category)
         WHERE category <> ''`,
      ],
      [
        'the key is deferrable',
        `${key} DROP CONSTRAINT notification_preference_pkey,
         ADD PRIMARY KEY (tenant_id, owner_id, category) DEFERRABLE`,
      ],
      [
        'the primary key of the versions is missing',
        `ALTER TABLE ${schema}.notification_preference_version
         DROP CONSTRAINT notification_preference_version_pkey`,
      ],
      ['a column is missing', `${key} DROP COLUMN push_enabled`],
    ])('the start fails when %s', async (_, change) => {
      for (const sql of change.split(';')) await run(sql);

      expect(await refusal({ dataSource: on })).toContain(
        `the table "${schema}"."notification_preference`,
      );
    });

    it('the tables are checked at the first use when the option manager chooses the data source', async () => {
      await run(`${key} DROP CONSTRAINT notification_preference_pkey`);
      const chosen: DataSource = await new DataSource({
        ...database.connection,
        ...on,
        entities: messagingEntities,
      }).initialize();
      app = await startHost(database, { messaging: { manager: () => chosen.manager } });
      const service = app.get(PreferencesService, { strict: false });
      const store = () =>
        service.upsert(
          { ownerId: 'ada' },
          { inAppEnabled: true, emailEnabled: true, pushEnabled: true },
        );

      await expect(store()).rejects.toThrow(/^MessagingModule: the table .* lacks its unique key/);
      await run(`${key} ADD PRIMARY KEY (tenant_id, owner_id, category)`);
      expect(await store()).toMatchObject({ ownerId: 'ada' });
      await chosen.destroy();
    });

    it('the start accepts another unique index on the same columns', async () => {
      await run(`${key} DROP CONSTRAINT notification_preference_pkey`);
      await run(`${key} ADD UNIQUE (category, owner_id, tenant_id) INCLUDE (digest)`);
      app = await startHost(database, { dataSource: on });

      expect((await put()).status).toBe(200);
    });
  });
});
