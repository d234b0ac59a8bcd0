import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/server/database/data-source.js';
import { migrate } from '../../src/server/database/migrate.js';
import {
  embeddedDatabase,
  emptyDatabase,
  migratedDatabase,
  onPostgres,
  type TestDatabase,
} from '../support/test-database.js';
import { TestServer, VALID } from '../support/test-server.js';

const TABLES = `SELECT relname AS name FROM pg_class
  WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;

const run = promisify(execFile);

/** The command in docs/operations.md that begins with a program's name. */
async function documented(program: string): Promise<string> {
  const text = await readFile('docs/operations.md', 'utf8');
  const command = text.split('\n').find((line) => line.startsWith(`${program} `));
  if (command === undefined) throw new Error(`docs/operations.md has no command ${program}.`);
  return command;
}

/** Runs the pending migrations; returns their names. */
const migrated = async ({ config }: TestDatabase) => migrate(await openDataSource(config));

/** Runs `work` on a data source of the server. */
async function withDataSource<T>(
  { config }: TestDatabase,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await (await openDataSource(config)).initialize();
  return work(dataSource).finally(() => dataSource.destroy());
}

const urlOf = ({ config }: TestDatabase) => config.databaseUrl ?? '';

/** What a server answers about an owner, with the entity tags, and about the keys. */
async function answersOf(server: TestServer, owner: string, admin: string) {
  const paths = [
    `messaging/owners/${owner}/preferences`,
    `messaging/owners/${owner}/preferences/history`,
    `messaging/owners/${owner}/preferences/effective`,
    'messaging/categories',
    'access/roles',
  ];
  const get = (path: string) =>
    server.http.get(`/v1/${path}`).set('Authorization', `Bearer ${admin}`);
  const answers = [];
  for (const path of paths) {
    const { status, body } = await get(path);
    answers.push({ path, status, body: body as unknown });
  }
  const [{ id } = { id: '' }] = (answers[0]?.body as { data: { id: string }[] }).data;
  const { headers } = await get(`messaging/owners/${owner}/preferences/${id}`);
  return [...answers, { etag: headers.etag as unknown }];
}

/** Stores a preference with a history, one that is deleted, and a category. */
async function fill(server: TestServer) {
  const ada = await server.owner();
  const admin = await server.owner({ role: 'admin' });
  await ada.put();
  await ada.put({ ...VALID, digest: 'off' });
  const { body } = await ada.put({ ...VALID, category: 'news' });
  await ada.send('delete', `preferences/${body.id}`);
  await ada.put({ ...VALID, category: undefined });
  await admin.send('put', 'categories/billing', { title: 'Billing', required_channels: ['email'] });
  return { ada, admin };
}

(onPostgres ? describe : describe.skip)('a backup of PostgreSQL', () => {
  let folder: string;

  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'bellwether-backup-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the documented commands. */
  const copy = async (from: TestDatabase, to: TestDatabase) => {
    const { stdout } = await run('pg_config', ['--bindir']);
    const env = {
      PATH: `${stdout.trim()}:${process.env.PATH}`,
      DATABASE_URL: urlOf(from),
      NEW_DATABASE_URL: urlOf(to),
    };
    for (const program of ['pg_dump', 'pg_restore']) {
      await run('bash', ['-c', await documented(program)], { cwd: folder, env });
    }
  };

  it('a server on a restored backup answers as before, and accepts the same keys and new changes', async () => {
    const [original, restored] = [await migratedDatabase(), await emptyDatabase()];
    const server = await TestServer.start({}, original);
    const { ada, admin } = await fill(server);
    const before = await answersOf(server, ada.ownerId, admin.key);
    await copy(original, restored);
    await server.stop();

    expect(await migrated(restored)).toEqual([]);
    const again = await TestServer.start({}, restored);
    const after = await answersOf(again, ada.ownerId, admin.key);
    const changed = await again.put(ada.key, { ...VALID, digest: 'hourly' });
    const rewritten = again.dataSource.query(
      'UPDATE notification_preference_version SET via = $1',
      [randomUUID()],
    );
    await expect(rewritten).rejects.toThrow();
    await again.stop();

    expect(after).toEqual(before);
    expect(before.at(-1)).toEqual({ etag: expect.stringMatching(/^".+"$/) });
    expect([changed.status, changed.body.digest]).toEqual([200, 'hourly']);
  });

  it('a backup from before an upgrade has the tables and rows of the old release, and migrates', async () => {
    const [old, restored] = [await emptyDatabase(), await emptyDatabase()];
    const release = await readFile('test/releases/0.1.0.sql', 'utf8');
    await withDataSource(old, (it) => it.query(release));
    await copy(old, restored);
    const migrations = await migrated(old);
    const tables = await withDataSource(restored, (it) => it.query<object[]>(TABLES));
    const rows = await withDataSource(restored, (it) =>
      it.query<object[]>('SELECT FROM notification_preference'),
    );
    const again = await migrated(restored);
    const server = await TestServer.start({}, restored);
    const { key } = await server.owner();
    const { status } = await server.put(key, VALID);
    await server.stop();
    await old.remove();

    expect(migrations).not.toEqual([]);
    expect(again).toEqual(migrations);
    expect(status).toBe(200);
    expect(tables).toContainEqual({ name: 'notification_preference' });
    expect(tables).not.toContainEqual({ name: 'notification_preference_version' });
    expect(rows).toHaveLength(4);
  });
});

it('a server on a copy of the folder of the embedded database answers as before', async () => {
  const original = await embeddedDatabase();
  const server = await TestServer.start({}, { ...original, remove: () => Promise.resolve() });
  const { ada, admin } = await fill(server);
  const before = await answersOf(server, ada.ownerId, admin.key);
  await server.stop();
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwether-copy-'));
  await cp(original.config.dataDir, dataDir, { recursive: true });
  await original.remove();
  const again = await TestServer.start(
    {},
    {
      config: { databaseUrl: undefined, dataDir },
      remove: () => rm(dataDir, { recursive: true, force: true }),
    },
  );
  const after = await answersOf(again, ada.ownerId, admin.key);
  const { status } = await again.put(ada.key, VALID);
  await again.stop();

  expect(after).toEqual(before);
  expect(status).toBe(200);
});
