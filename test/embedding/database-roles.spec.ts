import type { INestApplication } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import {
  messagingMigrations,
  messagingMigrationsSql,
  PERMISSIONS,
  PreferencesService,
} from '../../src/index.js';
import { failedMessagingOperations } from '../support/operations.js';
import { runOn, runtimeRole } from '../support/runtime-role.js';
import { onPostgres } from '../support/test-database.js';
import { emptyHostDatabase, type HostDatabase, http, startHost } from '../support/test-host.js';

const caller = () => ({ ownerId: 'ada', permissions: PERMISSIONS });
const SCHEMA = 'messaging';

(onPostgres ? describe : describe.skip)('a host that migrates without TypeORM', () => {
  let database: HostDatabase;
  let url: string;
  let app: INestApplication | undefined;

  const sqlFor = async (schema: string) =>
    (await messagingMigrationsSql({ schema })).map(({ sql }) => sql).join('');

  beforeAll(async () => {
    database = await emptyHostDatabase();
    url = String((database.connection as { url?: string }).url);
    const input = await sqlFor(SCHEMA);
    execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url], { input });
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => database.remove());

  it('starts on the tables that psql made from the SQL of the migrations', async () => {
    app = await startHost(database, { messaging: { caller, schema: SCHEMA } });
    const service = app.get(PreferencesService, { strict: false });
    const values = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };

    expect(await service.upsert({ ownerId: 'psql' }, values)).toMatchObject({ version: 1 });
    expect((await messagingMigrationsSql()).map(({ name }) => name)).toEqual(
      messagingMigrations().map((Migration) => new Migration().name),
    );
  });

  it('can give its role the documented grants: it can use the whole API and change no table', async () => {
    const role = await runtimeRole(url, 'docs/embedding.md');
    const asRole = { ...database, connection: { ...database.connection, url: role.url } };
    app = await startHost(asRole, { messaging: { caller, schema: SCHEMA } });
    const send = http(app);
    const failed = await failedMessagingOperations((method, path, body) =>
      send[method](path).send(body),
    );
    await app.close();

    expect(failed).toEqual([]);
    for (const sql of [
      `CREATE TABLE ${SCHEMA}.mine (id integer)`,
      `ALTER TABLE ${SCHEMA}.notification_preference ADD COLUMN mine integer`,
      `DROP TABLE ${SCHEMA}.notification_category`,
      `TRUNCATE ${SCHEMA}.notification_preference`,
      `UPDATE ${SCHEMA}.notification_preference_version SET version = 9`,
      `SELECT * FROM ${SCHEMA}.notification_erasure`,
    ]) {
      await expect(runOn(role.url, sql)).rejects.toMatchObject({ code: '42501' });
    }
    await role.remove();
  });

  it('can migrate into an existing schema with a role that must not create schemas', async () => {
    const role = await runtimeRole(url, 'docs/embedding.md');
    await runOn(url, `CREATE SCHEMA given AUTHORIZATION ${new URL(role.url).username}`);
    await runOn(role.url, await sqlFor('given'));

    await expect(runOn(role.url, await sqlFor('denied'))).rejects.toMatchObject({ code: '42501' });
    await role.remove();
  });
});
