import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'supertest';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { PERMISSIONS } from '../../src/messaging/callers/permissions.js';
import { migratedDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

/** Settings that change how PostgreSQL writes and reads times, numbers and bytes as text. */
const SETTINGS = {
  DateStyle: "'German, DMY'",
  IntervalStyle: "'iso_8601'",
  TimeZone: "'Asia/Kathmandu'",
  extra_float_digits: '-15',
  bytea_output: "'escape'",
};

/** Runs a command for each setting. */
async function apply(dataSource: DataSource, command: string): Promise<void> {
  for (const [setting, value] of Object.entries(SETTINGS)) {
    await dataSource.query(`${command} ${setting} = ${value}`);
  }
}

/** Gives every later session on a database the settings. */
async function configure({ config }: TestDatabase): Promise<void> {
  const dataSource = await openDataSource(config);
  await dataSource.initialize();
  await apply(dataSource, `ALTER DATABASE "${dataSource.driver.database}" SET`);
  await dataSource.destroy();
}

/** A server whose sessions have the settings. All connections to an embedded database share one session. */
async function startServer(): Promise<TestServer> {
  const database = await migratedDatabase();
  if (onPostgres) await configure(database);
  const server = await TestServer.start({}, database);
  if (!onPostgres) await apply(server.dataSource, 'SET');
  return server;
}

interface List {
  data: Record<string, string>[];
  has_more: boolean;
  next_cursor: string | null;
}

/** All items of a list, read in pages of one. */
async function itemsOf(get: (query: string) => Test): Promise<List['data']> {
  const items: List['data'] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await get(`limit=1${cursor}`);
    expect([status, body]).toEqual([200, expect.objectContaining({ object: 'list' })]);
    const { data, has_more, next_cursor } = body as List;
    items.push(...data);
    if (!has_more) return items;
    cursor = `&cursor=${next_cursor}`;
  }
}

const FORMAT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Those of the values that are not times of the last minute in the format of the API. */
const wrongTimesIn = (values: unknown[]) =>
  values.filter((value) => {
    const text = String(value);
    return !FORMAT.test(text) || Math.abs(Date.now() - Date.parse(text)) > 60_000;
  });

describe('on a database with other session settings', () => {
  let server: TestServer;
  let owner: TestOwner;

  const list = (path: string) => itemsOf((query) => owner.send('get', `${path}?${query}`));
  const listAccess = (path: string) => itemsOf((query) => owner.access('get', `${path}?${query}`));

  beforeAll(async () => {
    server = await startServer();
    owner = await server.owner({ permissions: PERMISSIONS });
  });
  afterAll(() => server.stop());

  it('the settings are in effect', async () => {
    expect(
      await server.dataSource.query(
        "SELECT timestamptz '2026-02-01T00:00:00Z'::text AS time, (0.1::float8 + 0.2)::text AS number",
      ),
    ).toEqual([{ time: '01.02.2026 05:45:00 +0545', number: '0.3' }]);
  });

  it('preferences, their history and their effective values have the right times', async () => {
    const { body: first } = await owner.put({ ...VALID, digest: 'off' });
    const { body: second } = await owner.put({ ...VALID, digest: 'hourly' });
    const { body: news } = await owner.put({ ...VALID, category: 'news' });
    const asOf = `category=billing&as_of=${first.updated_at}`;
    const effective = await owner.send('get', `preferences/effective?${asOf}`);

    expect(
      wrongTimesIn([first, second, news].flatMap((it) => [it.created_at, it.updated_at])),
    ).toEqual([]);
    expect(await list('preferences')).toMatchObject([second, news]);
    expect((await list('preferences/history')).map((it) => it.changed_at)).toEqual([
      news.updated_at,
      second.updated_at,
      first.updated_at,
    ]);
    expect(effective.body.data).toMatchObject([
      { preference: { digest: 'off' }, as_of: first.updated_at },
    ]);
  });

  it('categories, an export and an erasure have the right times', async () => {
    const { body: category } = await owner.send('put', 'categories/news', { title: 'News' });
    await owner.put({ ...VALID, category: 'news' });
    const { body: exported } = await owner.send('get', `owners/${owner.ownerId}/export`);
    await owner.send('put', 'owners/ben/preferences', VALID);
    await owner.send('delete', 'owners/ben');
    const erasures = await server.dataSource.query<{ erased: string }[]>(
      'SELECT extract(epoch FROM erased_at)::bigint AS erased FROM notification_erasure',
    );
    const erasedAt = erasures.map(({ erased }) => new Date(Number(erased) * 1_000).toISOString());

    expect(erasedAt).toHaveLength(1);
    expect(wrongTimesIn([category.created_at, category.updated_at, ...erasedAt])).toEqual([]);
    expect(await list('categories')).toEqual([category]);
    expect(exported.history).toEqual(await list('preferences/history'));
    expect(exported.history).not.toEqual([]);
  });

  it('roles and events have the right times', async () => {
    const path = 'roles/reader';
    const { body: role } = await owner.access('put', path, { permissions: ['messaging:read'] });
    const { body: changed } = await owner.access('put', path, { permissions: ['owners:read'] });
    const events = await listAccess('events');

    expect(wrongTimesIn([role, changed].flatMap((it) => [it.created_at, it.updated_at]))).toEqual(
      [],
    );
    expect(changed.created_at).toBe(role.created_at);
    expect((await owner.access('get', path)).body).toEqual(changed);
    expect((await owner.access('get', 'roles')).body.data).toContainEqual(changed);
    expect(events.filter((it) => it.subject === 'reader').map((it) => it.occurred_at)).toEqual([
      changed.updated_at,
      role.updated_at,
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('keys have the right times', async () => {
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const input = { owner_id: 'ben', role: 'member', name: 'Soon', expires_at };
    const { body } = await owner.access('post', 'api-keys', input);
    const { secret, ...key } = body;
    await owner.access('delete', `api-keys/${key.id}`);
    const { body: revoked } = await owner.access('get', `api-keys/${key.id}`);
    const keys = await listAccess('api-keys');

    expect(key).toMatchObject({ expires_at, last_used_at: null, revoked_at: null });
    expect(wrongTimesIn([key.created_at, revoked.revoked_at])).toEqual([]);
    expect(revoked).toEqual({ ...key, revoked_at: revoked.revoked_at });
    expect(keys[0]).toEqual(revoked);
    expect(wrongTimesIn([keys.at(-1)!.last_used_at])).toEqual([]);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
  });

  it('a key is valid until it expires, and an earlier secret until its overlap ends', async () => {
    const expiring = await server.owner({ expiresAt: new Date(Date.now() + 1_500) });
    const rotated = await server.owner();
    await owner.access('post', `api-keys/${rotated.keyId}/rotate`, { overlap_seconds: 1 });
    const statuses = async () => [
      (await expiring.send('get', 'preferences')).status,
      (await rotated.send('get', 'preferences')).status,
    ];

    expect(await statuses()).toEqual([200, 200]);
    await sleep(1_600);
    expect(await statuses()).toEqual([401, 401]);
  });
});
