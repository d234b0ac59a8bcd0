import type { INestApplication } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import {
  DecisionsForManyService,
  messagingEntities,
  messagingMigrations,
  type MessagingExtras,
  MessagingModule,
  type MessagingOptions,
  PERMISSIONS,
  PreferencesService,
} from '../../src/index.js';
import { failedMessagingOperations } from '../support/operations.js';
import {
  emptyHostDatabase,
  failedStart,
  type HostDatabase,
  http,
  startHost,
  withDataSource,
} from '../support/test-host.js';

const SCHEMA = 'messaging';
const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };

/** A table of the host with the name of one of ours. */
@Entity('notification_preference')
class NotificationPreference {
  @PrimaryColumn('text')
  phone!: string;

  @Column('boolean')
  sms!: boolean;
}

const caller: MessagingOptions['caller'] = () => ({ ownerId: 'ada', permissions: PERMISSIONS });

describe('a host with a table notification_preference of its own', () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;

  const migrate = (schema?: string) =>
    withDataSource({ ...database.connection, migrations: messagingMigrations({ schema }) }, (it) =>
      it.runMigrations(),
    );
  const run = (sql: string) =>
    withDataSource(database.connection, (it) => it.query<Record<string, unknown>[]>(sql));
  const start = async (messaging: Partial<MessagingOptions & MessagingExtras> = {}) =>
    (app = await startHost(database, {
      dataSource: { entities: [NotificationPreference] },
      messaging: { caller, schema: SCHEMA, ...messaging },
    }));
  const service = () => app!.get(PreferencesService, { strict: false });

  beforeAll(async () => {
    database = await emptyHostDatabase();
    await withDataSource({ ...database.connection, entities: [NotificationPreference] }, (it) =>
      it.synchronize(),
    );
    await migrate(SCHEMA);
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => database.remove());

  it.each<[string, (dataSource: () => DataSource) => Partial<MessagingOptions>]>([
    ['without other options', () => ({})],
    ['with batchStatements', () => ({ batchStatements: true })],
    ['with onChange', () => ({ onChange: () => Promise.resolve() })],
    ['with strictCategories and manager', (of) => ({ manager: () => of().manager })],
  ])('every operation works %s', async (_, options) => {
    const host = await start(options(() => host.get(DataSource)));
    const failed = await failedMessagingOperations((method, path, body) =>
      http(host)[method](path).send(body),
    );

    expect(failed).toEqual([]);
    expect(await run('SELECT * FROM notification_preference')).toEqual([]);
  });

  it('the statement for many recipients reads the schema', async () => {
    const host = await start();
    await service().upsert({ ownerId: 'many' }, { ...ON, category: 'x', digest: 'daily' });
    const { text, parameters } = await host
      .get(DecisionsForManyService, { strict: false })
      .statement({
        category: 'x',
        recipients: { text: "SELECT 'many' AS owner_id", parameters: [] },
      });
    const rows = await host.get(DataSource).query<object[]>(text, [...parameters]);

    expect(rows).toMatchObject([{ source: 'category', email_digest: 'daily' }]);
  });

  it("a rolled back transaction of the host stores neither the host's row nor the preference", async () => {
    const host = await start();
    const dataSource = host.get(DataSource);
    const work = (fail: boolean) =>
      dataSource.transaction(async (manager) => {
        await manager.insert(NotificationPreference, { phone: String(fail), sms: true });
        await service().upsert({ ownerId: `host-${fail}` }, ON, { manager });
        if (fail) throw new Error('the host changed its mind');
      });
    await expect(work(true)).rejects.toThrow('changed its mind');
    await work(false);

    const stored = await run(
      `SELECT owner_id FROM ${SCHEMA}.notification_preference WHERE owner_id LIKE 'host-%'`,
    );
    expect(stored).toEqual([{ owner_id: 'host-false' }]);
    expect(await dataSource.getRepository(NotificationPreference).find()).toEqual([
      { phone: 'false', sms: true },
    ]);
    await run('DELETE FROM notification_preference');
  });

  it('modules with other schemas can share its database, its process and its data source', async () => {
    const schemas = ['one', 'Other "schema".'];
    for (const schema of schemas) await migrate(schema);
    const shared = await new DataSource({
      ...database.connection,
      entities: [NotificationPreference, ...messagingEntities],
    }).initialize();
    const hosts = schemas.map((schema) =>
      startHost(database, {
        plain: true,
        imports: [
          TypeOrmModule.forRootAsync({
            name: 'shared',
            useFactory: () => ({ type: 'postgres' }),
            dataSourceFactory: () => Promise.resolve(shared),
          }),
          MessagingModule.forRootAsync({
            dataSource: 'shared',
            schema,
            useFactory: () => ({ caller }),
          }),
        ],
      }),
    );
    const services = (await Promise.all(hosts)).map((it) =>
      it.get(PreferencesService, { strict: false }),
    );
    await Promise.all(
      services.map((it, position) =>
        it.upsert({ ownerId: 'shared' }, { ...ON, category: schemas[position] }),
      ),
    );

    for (const [position, it] of services.entries()) {
      const { items } = await it.list({ ownerId: 'shared' });
      expect(items.map(({ category }) => category)).toEqual([schemas[position]]);
    }
    for (const host of hosts) await (await host).close();
  });

  it('the migrations run once, and again for another schema', async () => {
    expect(await migrate(SCHEMA)).toEqual([]);
    expect(await migrate('again')).toHaveLength(messagingMigrations().length);
    const names = await run("SELECT name FROM migrations WHERE name LIKE 'again.%'");
    expect(names).toHaveLength(messagingMigrations().length);
  });

  it('synchronize of the host changes its own table and none of ours', async () => {
    const entities = [...messagingEntities, NotificationPreference];
    await withDataSource({ ...database.connection, entities }, async (it) => {
      const { upQueries } = await it.driver.createSchemaBuilder().log();
      expect(upQueries).toEqual([]);
    });
  });

  it('the start says to set the option schema when the table of the host is found in its place', async () => {
    const line = await failedStart(() => start({ schema: undefined }));

    expect(line).toMatch(
      /^MessagingModule: the table "notification_preference" .* set the option schema to a schema for ours and do not/,
    );
    expect(await failedStart(() => start({ schema: 'public' }))).toContain('another schema');
  });

  it('the start names the schema and the migrations for it when the tables are missing', async () => {
    expect(await failedStart(() => start({ schema: 'nowhere' }))).toBe(
      'MessagingModule: the table "nowhere"."notification_preference" is missing; ' +
        'add ...messagingMigrations({ schema: "nowhere" }) to the migrations of its data source and run them.',
    );
  });

  it.each(['', 'a\0b', 'ü'.repeat(32), null, 7])('the schema %j is refused', async (schema) => {
    const given = schema as string;
    const expected = 'must be the name of a schema, 1 to 63 bytes without NUL';

    expect(await failedStart(() => start({ schema: given }))).toContain(expected);
    expect(() => messagingMigrations({ schema: given })).toThrow(/^MessagingModule: .*63 bytes/);
  });
});
