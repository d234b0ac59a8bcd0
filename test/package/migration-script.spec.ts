import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import {
  failedAccessOperations,
  failedMessagingOperations,
  type Send,
} from '../support/operations.js';
import { runBellwether } from '../support/run-bellwether.js';
import { runOn, runtimeRole, type RuntimeRole } from '../support/runtime-role.js';
import { ServerProcess } from '../support/server-process.js';
import { emptyDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';

const KEY = 'a bootstrap key of at least 32 characters'.replaceAll(' ', '-');

(onPostgres ? describe : describe.skip)('bellwether migrate --sql', () => {
  let database: TestDatabase;
  let role: RuntimeRole;
  let url: string;
  let script: string;

  beforeAll(async () => {
    database = await emptyDatabase();
    url = database.config.databaseUrl ?? '';
    ({ stdout: script } = await runBellwether(['migrate', '--sql'], {}));
    execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url], { input: script });
    role = await runtimeRole(url, 'docs/operations.md');
  });
  afterAll(async () => {
    await role.remove();
    await database.remove();
  });

  it('leaves nothing to migrate', async () => {
    const { code, stdout } = await runBellwether(['migrate'], { DATABASE_URL: url });

    expect([code, stdout]).toEqual([0, 'The database is up to date. No migration was needed.\n']);
  });

  it('names the migrations in the order in which TypeORM runs them', () => {
    const names = [...script.matchAll(/^-- (\w+)$/gm)].map(([, name = '']) => name);

    expect(names).toContain('AdministerAccess1795737600000');
    expect(names).toEqual(names.toSorted((a, b) => Number(a.slice(-13)) - Number(b.slice(-13))));
  });

  it('upgrades a database of release 0.1.0 with the parts after its last migration', async () => {
    const old = await emptyDatabase();
    const oldUrl = old.config.databaseUrl ?? '';
    const psql = (input: string) =>
      execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', oldUrl], { input });
    psql(await readFile('test/releases/0.1.0.sql', 'utf8'));
    const stored = await runOn(oldUrl, 'SELECT name FROM migrations');
    const parts = script.split(/(?=^-- \w+$)/m).slice(1);
    const isStored = (part: string) => stored.some(({ name }) => part.startsWith(`-- ${name}\n`));
    const missing = parts.slice(parts.findLastIndex(isStored) + 1);
    psql(['BEGIN;', ...missing].join('\n'));
    const { stdout } = await runBellwether(['migrate'], { DATABASE_URL: oldUrl });
    await old.remove();

    expect([stored.length, missing.length]).toEqual([2, parts.length - 2]);
    expect(stdout).toBe('The database is up to date. No migration was needed.\n');
  });

  it('lets the server run with a role that has the documented grants and changes no table', async () => {
    const server = await ServerProcess.start({
      DATABASE_URL: role.url,
      BOOTSTRAP_API_KEY: KEY,
      RATE_LIMIT_STORE: 'database',
    });
    const sendAs =
      (key: string): Send =>
      async (method, path, body) => {
        const response = await fetch(server.url + path, {
          method,
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          body: body && JSON.stringify(body),
        });
        const text = await response.text();
        return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
      };
    const own = { owner_id: 'ada', role: 'member', name: 'Laptop' };
    const { body: created } = await sendAs(KEY)('post', '/v1/access/api-keys', own);
    const failed = [
      ...(await failedMessagingOperations(sendAs(KEY))),
      ...(await failedAccessOperations(sendAs(KEY))),
    ];
    const { status } = await sendAs(String(created.secret))('get', '/v1/messaging/preferences');
    await server.stop();

    expect([failed, status]).toEqual([[], 200]);
    expect(server.log.filter(({ level }) => Number(level) >= 40)).toEqual([]);
    await expect(runOn(role.url, 'CREATE TABLE mine (id integer)')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(runOn(role.url, 'DROP TABLE access_role')).rejects.toMatchObject({
      code: '42501',
    });
  });
});
