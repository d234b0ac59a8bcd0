import type { QueryRunner } from 'typeorm';
import { PreferencesService } from '../../src/index.js';
import { DATABASE_DEFAULTS } from '../../src/server/config/database-config.js';
import { onPostgres } from '../support/test-database.js';
import { PATH, TestServer, type TestOwner, VALID } from '../support/test-server.js';

const LOCKED = {
  status: 503,
  body: { code: 'unavailable', detail: expect.stringContaining('Another transaction') },
};

// The embedded database runs one transaction at a time, so that no other one can hold a row.
const describeOnPostgres = onPostgres ? describe : describe.skip;

describeOnPostgres('a row that another transaction holds', () => {
  let server: TestServer;
  let holder: QueryRunner;
  let owner: TestOwner;
  let other: TestOwner;
  let id: string;

  beforeAll(async () => {
    server = await TestServer.start({ database: { ...DATABASE_DEFAULTS, lockTimeoutMs: 1_000 } });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    owner = await server.owner();
    other = await server.owner();
    ({ id } = (await owner.put()).body);
    await other.put();
    holder = server.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM notification_preference WHERE id = $1 FOR UPDATE', [id]);
  });
  afterEach(async () => {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    if (!holder.isReleased) await holder.release();
  });

  const changed = { ...VALID, digest: 'hourly' };
  const writes = {
    PUT: () => owner.put(changed),
    'PUT with If-Match': () => owner.put(changed).set('If-Match', `"${id}.1"`),
    'PUT of a batch': () => owner.send('put', 'preferences/batch', { preferences: [changed] }),
    DELETE: () => owner.send('delete', `preferences/${id}`),
  };

  it.each(Object.keys(writes) as (keyof typeof writes)[])(
    '%s gets 503 after the lock timeout, and changes nothing',
    async (name) => {
      const answer = await writes[name]();
      await holder.rollbackTransaction();

      expect(answer).toMatchObject(LOCKED);
      expect(answer.headers['retry-after']).toBe('5');
      expect((await server.http.get(`${PATH}/${id}`).set(as(owner))).body.digest).toBe('daily');
    },
  );

  it('PUT with If-None-Match gets 412 at once, because it writes nothing and needs no lock', async () => {
    const { status } = await owner.put(changed).set('If-None-Match', '*');
    await holder.rollbackTransaction();

    expect(status).toBe(412);
    expect((await server.http.get(`${PATH}/${id}`).set(as(owner))).body.digest).toBe('daily');
  });

  it('writers that wait succeed when the row is released in time', async () => {
    const puts = Array.from({ length: 10 }, () =>
      owner.put(changed).set('If-Match', `"${id}.1"`).then(),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await holder.rollbackTransaction();

    expect(new Set((await Promise.all(puts)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('rows of many owners use at most half of the pool', async () => {
    const owners = await Promise.all(Array.from({ length: 20 }, () => server.owner()));
    for (const each of owners) await each.put();
    await holder.query('SELECT FROM notification_preference FOR UPDATE');
    const preferences = server.app.get(PreferencesService, { strict: false });
    const blocked = owners.map(async ({ ownerId }) => {
      const [stored] = (await preferences.list({ ownerId })).items;
      return preferences.delete({ ownerId }, stored!.id).catch((error: unknown) => error);
    });
    // Every write first waits for a tenth of a second; then those that still wait share half of the pool.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const number = await lockWaits(holder);
    const errors = await Promise.all(blocked);

    expect(number).toBeGreaterThan(0);
    expect(number).toBeLessThanOrEqual(5);
    expect(new Set(errors.map(String)).size).toBeLessThanOrEqual(2);
  });

  it('no lock timeout stays behind on a connection', async () => {
    await Promise.all(Object.values(writes).map((write) => write().then()));
    await holder.rollbackTransaction();
    await holder.release();
    const runners = Array.from({ length: DATABASE_DEFAULTS.poolSize }, () =>
      server.dataSource.createQueryRunner(),
    );
    const settings = await Promise.all(runners.map((it) => it.query('SHOW lock_timeout')));
    await Promise.all(runners.map((it) => it.release()));

    expect(settings.flat()).toEqual(runners.map(() => ({ lock_timeout: '0' })));
  });
});

// The lock timeout is so long that no writer reaches it while others are answered, however slow the machine is.
describeOnPostgres('40 writers that wait for a row', () => {
  it('use one connection each for PUT and for conditional writes, and others are answered meanwhile', async () => {
    const timeouts = { lockTimeoutMs: 50_000, statementTimeoutMs: 60_000 };
    const server = await TestServer.start({ database: { ...DATABASE_DEFAULTS, ...timeouts } });
    const [owner, other] = [await server.owner(), await server.owner()];
    const { id } = (await owner.put()).body as { id: string };
    await other.put();
    const holder = server.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM notification_preference WHERE id = $1 FOR UPDATE', [id]);
    let answered = 0;
    const blocked = Array.from({ length: 40 }, async (_, number) => {
      const put = owner.put({ ...VALID, digest: 'hourly' });
      const { status } = await (number % 2 === 0 ? put : put.set('If-Match', `"${id}.1"`));
      answered += 1;
      return status;
    });
    let most = 0;
    const others = new Set<number>();
    for (let round = 0; round < 40; round += 1) {
      others.add((await other.put({ ...VALID, push_enabled: round % 2 === 0 })).status);
      most = Math.max(most, await lockWaits(holder));
    }
    const before = answered;
    await holder.rollbackTransaction();
    await holder.release();
    const statuses = await Promise.all(blocked);
    await server.stop();

    expect([before, others]).toEqual([0, new Set([200])]);
    // One conditional write, and one that BatchedPreferences runs alone.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(2);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describeOnPostgres('40 requests that wait for another server', () => {
  let server: TestServer;
  let holder: QueryRunner;
  let other: TestOwner;

  beforeAll(async () => {
    const rateLimit = { requests: 1_000, seconds: 600 };
    server = await TestServer.start({ rateLimit, rateLimitStore: 'database' });
    other = await server.owner({ role: 'backend' });
  });
  beforeEach(async () => {
    holder = server.dataSource.createQueryRunner();
    await holder.startTransaction();
  });
  afterEach(async () => {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  });
  afterAll(() => server.stop());

  /** Sends the request 40 times. Meanwhile another owner writes; it returns the most connections that waited then. */
  const send = async (request: () => Promise<{ status: number }>) => {
    const answers = Array.from({ length: 40 }, request);
    let most = 0;
    for (let round = 0; round < 20; round += 1) {
      expect((await other.put({ ...VALID, push_enabled: round % 2 === 0 })).status).toBe(200);
      most = Math.max(most, await lockWaits(holder));
    }
    await holder.rollbackTransaction();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    return { most, statuses: new Set(statuses) };
  };

  it('use one connection when they change keys', async () => {
    const admin = await server.owner({ role: 'admin' });
    await holder.query('LOCK TABLE access_role IN SHARE ROW EXCLUSIVE MODE');
    const key = { owner_id: 'ada', role: 'member', name: 'A key' };

    const { most, statuses } = await send(() => admin.access('post', 'api-keys', key).then());
    expect([most, statuses]).toEqual([1, new Set([201])]);
  });

  it('use one connection when they are counted, and are then counted in memory', async () => {
    const owner = await server.owner();
    await owner.put();
    await holder.query('SELECT FROM access_rate_limit FOR UPDATE');

    const { most, statuses } = await send(() => owner.send('get', 'preferences').then());
    // The only connection waits for a tenth of a second, so a slow machine may not see it.
    expect(most).toBeLessThanOrEqual(1);
    expect(statuses).toEqual(new Set([200]));
  });
});

/** How many connections to the database wait for a lock. */
async function lockWaits(runner: QueryRunner): Promise<number> {
  const [row] = await runner.query(
    `SELECT count(*)::integer AS number FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row.number as number;
}

const as = ({ key }: TestOwner) => ({ Authorization: `Bearer ${key}` });
