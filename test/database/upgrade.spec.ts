import { readFile } from 'node:fs/promises';
import { openDataSource } from '../../src/server/database/data-source.js';
import { NotificationPreferenceVersion } from '../../src/index.js';
import { emptyDatabase } from '../support/test-database.js';
import { TestServer, VALID } from '../support/test-server.js';

// This key exists only in the dump.
const KEY = 'bw_1HeddIikNNmACOJfy_jiWaOQ6OYGGc2ZWvWDof4s6TxdozP5JqATF1C4X8ISo3Z5rGK';

const BILLING = {
  id: '01a2075b-6adb-763a-8e63-da0e0bfe3016',
  object: 'notification_preference',
  category: 'billing',
  in_app_enabled: true,
  email_enabled: true,
  push_enabled: false,
  digest: 'hourly',
  created_at: '2026-11-23T07:42:41.375Z',
  updated_at: '2026-11-23T07:42:41.377Z',
};

describe('an upgrade from release 0.1.0', () => {
  let server: TestServer;

  beforeAll(async () => {
    const database = await emptyDatabase();
    const dataSource = await openDataSource(database.config);
    await dataSource.initialize();
    await dataSource.query(await readFile('test/releases/0.1.0.sql', 'utf8'));
    await dataSource.destroy();
    server = await TestServer.start({}, database);
  });
  afterAll(() => server.stop());

  it('keys and preferences still work after the upgrade', async () => {
    const { id, object, created_at, updated_at, ...unchanged } = BILLING;
    const { status, body } = await server.put(KEY, unchanged);

    expect(status).toBe(200);
    expect(body).toEqual(BILLING);
    expect(await server.rows.count()).toBe(4);
  });

  it('every stored preference has a first version after the upgrade', async () => {
    const versions = await server.dataSource.getRepository(NotificationPreferenceVersion).find();
    const preferences = await server.rows.find();

    const asVersions = preferences.map(({ id, createdAt, updatedAt, ...rest }) => ({
      ...rest,
      preferenceId: id,
      version: 1,
      changedAt: updatedAt,
      deleted: false,
      actor: 'system',
      credentialId: null,
      via: 'migration',
      requestId: null,
    }));
    expect(versions).toHaveLength(4);
    expect(new Set(versions.map((it) => JSON.stringify(sorted(it))))).toEqual(
      new Set(asVersions.map((it) => JSON.stringify(sorted(it)))),
    );
  });

  it('the first change after the upgrade gets version 2', async () => {
    await server.put(KEY, { ...VALID, digest: 'off' });

    const [latest] = await server.dataSource.getRepository(NotificationPreferenceVersion).find({
      where: { preferenceId: BILLING.id },
      order: { version: 'DESC' },
    });
    expect(latest).toMatchObject({ version: 2, digest: 'off', actor: 'ada', via: 'api' });
  });
});

function sorted(row: object): [string, unknown][] {
  return Object.entries(row).sort(([one], [other]) => one.localeCompare(other));
}
