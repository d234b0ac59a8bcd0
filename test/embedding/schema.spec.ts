import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { messagingEntities, messagingMigrations, PreferencesService } from '../../src/index.js';
import {
  type HostDatabase,
  type HostShape,
  http,
  migratedHostDatabase,
  startHost,
  withDataSource,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

describe('a host with its tables', () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => database.remove());

  /** What the start is refused with, which must be one line. */
  const refusal = async (shape: HostShape, on = database) => {
    const outcome: unknown = await Promise.resolve()
      .then(() => startHost(on, shape))
      .then((started) => (app = started))
      .catch((error: unknown) => (error as Error).message);
    expect(outcome).toEqual(expect.stringMatching(/^MessagingModule: .*\.$/));
    return outcome as string;
  };
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

    it('works through a named data source', async () => {
      app = await startHost(database, { named: { name: 'other', ...on } });
      await put();

      const rows = await run(`SELECT owner_id FROM ${schema}.notification_preference`);
      expect(rows).toEqual([{ owner_id: 'ada' }]);
    });

    it.each([
      ['the tables are missing', `DROP TABLE ${schema}.notification_preference`],
      ['the key is gone', `${key} DROP CONSTRAINT notification_preference_pkey`],
      [
        'the key lacks a column',
        `${key} DROP CONSTRAINT notification_preference_pkey, ADD PRIMARY KEY (owner_id, category)`,
      ],
      [
        'the key takes nulls',
        `${key} DROP CONSTRAINT notification_preference_pkey;
         ${key} ALTER category DROP NOT NULL, ADD UNIQUE (tenant_id, owner_id, category)`,
      ],
      [
        'the key is of some rows only',
        `${key} DROP CONSTRAINT notification_preference_pkey;
         CREATE UNIQUE INDEX ON ${schema}.notification_preference (tenant_id, owner_id, category)
         WHERE category <> ''`,
      ],
      [
        'the key is checked late',
        `${key} DROP CONSTRAINT notification_preference_pkey,
         ADD PRIMARY KEY (tenant_id, owner_id, category) DEFERRABLE`,
      ],
      [
        'the key of the versions is gone',
        `ALTER TABLE ${schema}.notification_preference_version
         DROP CONSTRAINT notification_preference_version_pkey`,
      ],
    ])('is refused when %s', async (_, change) => {
      for (const sql of change.split(';')) await run(sql);

      expect(await refusal({ dataSource: on })).toContain(
        `the table "${schema}"."notification_preference`,
      );
    });

    it('is left to the first use where the option manager chooses', async () => {
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

    it('takes another index that keeps rows as unique', async () => {
      await run(`${key} DROP CONSTRAINT notification_preference_pkey`);
      await run(`${key} ADD UNIQUE (category, owner_id, tenant_id) INCLUDE (digest)`);
      app = await startHost(database, { dataSource: on });

      expect((await put()).status).toBe(200);
    });
  });
});
