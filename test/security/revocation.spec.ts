import { setTimeout as sleep } from 'node:timers/promises';
import { migratedDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const BOOTSTRAP = 'b'.repeat(32);

/** What is promised; what was read is believed for four seconds. */
const LIMIT_MS = 5_000;

/** Milliseconds until a condition holds; the time between two looks is part of it. */
async function msUntil(holds: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > 3 * LIMIT_MS) throw new Error('It never came.');
    await sleep(20);
  }
  return performance.now() - start;
}

const suite = onPostgres ? describe : describe.skip;

suite('of two servers on one database', () => {
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

  /** Ends every connection on which the servers hear of changes. */
  const deafen = () =>
    one.dataSource.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bellwether-access' AND datname = current_database()",
    );

  it('each hears at once what the other did', async () => {
    await msUntil(async () => (await listeners()).length === 2);
    const delays: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const { key, keyId } = await one.owner();
      expect([await statusOn(one, key), await statusOn(other, key)]).toEqual([200, 200]);
      await admin.access('delete', `api-keys/${keyId}`);
      expect(await statusOn(one, key)).toBe(401);
      delays.push(await msUntil(async () => (await statusOn(other, key)) === 401));
    }

    process.stdout.write(`revocation heard after ms: ${delays.map(Math.round).join(' ')}\n`);
    expect(Math.max(...delays)).toBeLessThan(LIMIT_MS);
  });

  it('each takes a changed role from the other', async () => {
    const role = await one.role(['messaging:update']);
    const { key } = await one.owner({ role });
    expect(await statusOn(other, key)).toBe(200);
    await admin.access('put', `roles/${role}`, { permissions: [] });

    expect(await statusOn(one, key)).toBe(403);
    const delay = await msUntil(async () => (await statusOn(other, key)) === 403);
    expect(delay).toBeLessThan(LIMIT_MS);
  });

  it('each refuses a rotated secret', async () => {
    const { key, keyId } = await one.owner();
    expect(await statusOn(other, key)).toBe(200);
    await admin.access('post', `api-keys/${keyId}/rotate`, { overlap_seconds: 0 });

    const delay = await msUntil(async () => (await statusOn(other, key)) === 401);
    expect(delay).toBeLessThan(LIMIT_MS);
  });

  it('each knows within five seconds where it cannot hear, and listens again', async () => {
    const { key, keyId } = await one.owner();
    expect(await statusOn(other, key)).toBe(200);
    await deafen();
    expect(await statusOn(other, key)).toBe(200);
    await admin.access('delete', `api-keys/${keyId}`);

    expect(await statusOn(one, key)).toBe(401);
    const delay = await msUntil(async () => (await statusOn(other, key)) === 401);
    process.stdout.write(`revocation without notifications after ms: ${Math.round(delay)}\n`);
    expect(delay).toBeLessThan(LIMIT_MS);
    await msUntil(async () => (await listeners()).length === 2);
  });
});

describe('what somebody did in the database itself', () => {
  it('holds within five seconds', async () => {
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
