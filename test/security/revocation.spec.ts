import { setTimeout as sleep } from 'node:timers/promises';
import { migratedDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const BOOTSTRAP = 'b'.repeat(32);

/** The documented bound. The cache of credentials has a TTL of four seconds. */
const LIMIT_MS = 5_000;

/** Milliseconds until a condition holds, including the time between two checks. */
async function msUntil(holds: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > 3 * LIMIT_MS)
      throw new Error('The condition did not become true.');
    await sleep(20);
  }
  return performance.now() - start;
}

const suite = onPostgres ? describe : describe.skip;

suite('two servers on one database', () => {
  let database: TestDatabase;
  let one: TestServer;
  let other: TestServer;
  let admin: TestOwner;

  beforeAll(async () => {
    database = await migratedDatabase();
    one = await TestServer.start({ bootstrapApiKey: BOOTSTRAP }, database);
    other = await TestServer.start(
      { bootstrapApiKey: BOOTSTRAP },
      { ...database, remove: () => Promise.resolve() },
    );
    admin = await one.owner({ role: 'admin' });
  });
  afterAll(async () => {
    await other.stop();
    await one.stop();
  });

  const statusOn = async (server: TestServer, key: string) => (await server.put(key, VALID)).status;
  const listeners = () =>
    one.dataSource.query<{ pid: number }[]>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'bellwether-access' AND datname = current_database()",
    );

  /** Ends every connection on which the servers listen for changes. */
  const endListeners = () =>
    one.dataSource.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bellwether-access' AND datname = current_database()",
    );

  it('a key that is revoked on one server is rejected on the other', async () => {
    await msUntil(async () => (await listeners()).length === 2);
    const delays: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { key, keyId } = await one.owner();
      expect([await statusOn(one, key), await statusOn(other, key)]).toEqual([200, 200]);
      await admin.access('delete', `api-keys/${keyId}`);
      expect(await statusOn(one, key)).toBe(401);
      delays.push(await msUntil(async () => (await statusOn(other, key)) === 401));
    }

    process.stdout.write(`revocation received after ms: ${delays.map(Math.round).join(' ')}\n`);
    expect(Math.max(...delays)).toBeLessThan(LIMIT_MS);
  });

  it('a role that is changed on one server applies on the other', async () => {
    const role = await one.role(['messaging:update']);
    const { key } = await one.owner({ role });
    expect(await statusOn(other, key)).toBe(200);
    await admin.access('put', `roles/${role}`, { permissions: [] });

    expect(await statusOn(one, key)).toBe(403);
    const delay = await msUntil(async () => (await statusOn(other, key)) === 403);
    expect(delay).toBeLessThan(LIMIT_MS);
  });

  it('a secret that a rotation ends on one server is rejected on the other', async () => {
    const { key, keyId } = await one.owner();
    expect(await statusOn(other, key)).toBe(200);
    await admin.access('post', `api-keys/${keyId}/rotate`, { overlap_seconds: 0 });

    const delay = await msUntil(async () => (await statusOn(other, key)) === 401);
    expect(delay).toBeLessThan(LIMIT_MS);
  });

  it('a revocation applies within five seconds without notifications, and the servers listen again', async () => {
    const { key, keyId } = await one.owner();
    expect(await statusOn(other, key)).toBe(200);
    await endListeners();
    expect(await statusOn(other, key)).toBe(200);
    await admin.access('delete', `api-keys/${keyId}`);

    expect(await statusOn(one, key)).toBe(401);
    const delay = await msUntil(async () => (await statusOn(other, key)) === 401);
    process.stdout.write(`revocation without notifications after ms: ${Math.round(delay)}\n`);
    expect(delay).toBeLessThan(LIMIT_MS);
    await msUntil(async () => (await listeners()).length === 2);
  });
});

describe('a change made directly in the database', () => {
  it('a key that is revoked directly in the database is rejected within five seconds', async () => {
    const server = await TestServer.start();
    const { key, keyId } = await server.owner();
    expect((await server.put(key, VALID)).status).toBe(200);
    await server.dataSource.query(
      'UPDATE access_api_key SET revoked_at = clock_timestamp() WHERE id = $1',
      [keyId],
    );

    const delay = await msUntil(async () => (await server.put(key, VALID)).status === 401);
    expect(delay).toBeLessThan(LIMIT_MS);
    await server.stop();
  });
});
