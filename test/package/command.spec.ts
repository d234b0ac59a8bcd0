import { setTimeout as sleep } from 'node:timers/promises';
import { KEY_MEMBERS } from '../support/api-key-maker.js';
import { runBellwether } from '../support/run-bellwether.js';
import { ServerProcess } from '../support/server-process.js';
import {
  emptyDatabase,
  emptyFolder,
  migratedDatabase,
  onPostgres,
  type TestDatabase,
} from '../support/test-database.js';
import { VALID } from '../support/test-server.js';

const ADMIN = ['key', 'create', '--owner', 'ops', '--role', 'admin', '--name', 'First admin'];

interface Answer extends Record<string, unknown> {
  id: string;
  data: unknown[];
  secret: string;
  revoked_at: string;
}

describe('the command bellwether', () => {
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;

  const use = (given: TestDatabase) => {
    database = given;
    environment = environmentOf(given);
  };
  const useNewDatabase = async () => {
    await database.remove();
    use(await (onPostgres ? emptyDatabase() : emptyFolder()));
  };

  beforeEach(async () => use(await migratedDatabase()));
  afterEach(() => database.remove());

  const bellwether = (...args: string[]) => runBellwether(args, environment);
  /** The JSON that a successful command prints. */
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await bellwether(...args, '--json');
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Answer;
  };

  it('creates the first admin key in an empty database, and the server accepts the key', async () => {
    await useNewDatabase();
    const { code, stdout, stderr } = await bellwether(...ADMIN);
    const [key = ''] = /^bw_\w+$/m.exec(stdout) ?? [];
    const server = await ServerProcess.start(environment);
    const { status } = await fetch(`${server.url}/v1/access/api-keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ owner_id: 'ada', role: 'member', name: 'Laptop' }),
    });
    await server.stop();

    expect([code, stderr, status]).toEqual([0, '', 201]);
    expect(stdout).toContain('It is not shown again');
    expect(server.command).toBeUndefined();
  });

  it('creates, rotates, revokes and lists keys', async () => {
    const { secret, ...key } = await json(...ADMIN, '--expires', '2099-01-31T09:30:00Z');
    expect(Object.keys(key)).toEqual(KEY_MEMBERS);
    expect(key).toMatchObject({ owner_id: 'ops', expires_at: '2099-01-31T09:30:00.000Z' });
    const rotated = await json('key', 'rotate', key.id, '--overlap', '7d');
    expect(rotated.secret).not.toBe(secret);
    const theirs = await json(
      ...['key', 'create', '--owner', 'ada', '--role', 'member', '--name', 'A', '--tenant', 'acme'],
    );
    const revoked = await json('key', 'revoke', theirs.id);

    expect(revoked.revoked_at).toMatch(/Z$/);
    expect(await json('key', 'list')).toMatchObject({ object: 'list', data: [revoked, key] });
    expect((await json('key', 'list', '--tenant', 'acme')).data).toEqual([revoked]);
    expect((await json('key', 'list', '--owner', 'ops')).data).toEqual([key]);
    expect((await bellwether('key', 'list')).stdout).toMatch(/^ID +OWNER[^]*First admin/);
  });

  it('creates, shows, lists and deletes roles', async () => {
    const permissions = ['messaging:read', 'owners:read'];
    const role = await json('role', 'set', 'support', '--permission', ...permissions);

    expect(role).toMatchObject({ object: 'role', name: 'support', permissions });
    expect(await json('role', 'show', 'support')).toEqual(role);
    expect((await json('role', 'list')).data).toHaveLength(4);
    expect(await json('role', 'delete', 'support')).toMatchObject({ deleted: true });
    expect((await bellwether('role', 'list')).stdout).not.toContain('support');
  });

  it('prints one line and exits with 1 when a service rejects the call', async () => {
    const { id } = await json(...ADMIN);
    const refusals: [string[], string, string][] = [
      [['key', 'revoke', id], 'conflict', 'could manage access'],
      [['key', 'revoke', 'none'], 'not_found', 'no such API key'],
      [['key', 'rotate', id, '--overlap', '31d'], 'validation_failed', '--overlap must'],
      [ADMIN.map((it) => (it === 'admin' ? 'king' : it)), 'validation_failed', 'role must be'],
      [[...ADMIN, '--expires', '2020-01-01T00:00:00Z'], 'validation_failed', 'in the future'],
      [[...ADMIN, '--tenant', '..'], 'validation_failed', '--tenant must'],
      [['role', 'delete', 'admin'], 'conflict', 'built in'],
      [['role', 'show', 'king'], 'not_found', 'no such role'],
    ];
    for (const [args, code, message] of refusals) {
      const told = await bellwether(...args, '--json');

      expect([told.code, told.stdout]).toEqual([1, '']);
      expect(JSON.parse(told.stderr)).toEqual({
        error: { code, message: expect.stringContaining(message) },
      });
    }
    expect((await bellwether('role', 'show', 'king')).stderr).toBe('There is no such role.\n');
  }, 180_000);

  it('migrate updates the database, and does nothing the second time', async () => {
    await useNewDatabase();
    const first = await json('migrate');
    const second = await bellwether('migrate');

    expect(first.data).toContain('AdministerAccess1795737600000');
    expect(second.stdout).toBe('The database is up to date. No migration was needed.\n');
  });

  it('serve starts the server', async () => {
    const server = await ServerProcess.start(environment, ['dist/cli/bellwether.js', 'serve']);
    const { status } = await fetch(`${server.url}/health/ready`);

    expect(status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it('revokes a key of a running server, but fails when the server uses the embedded database', async () => {
    if (!onPostgres) return expect(await onBusyFolder()).toMatch(/^DATA_DIR: [^\n]+\n$/);
    const { id } = await json(...ADMIN);
    const { id: memberId, secret } = await json(
      ...['key', 'create', '--owner', 'ada', '--role', 'member', '--name', 'A'],
    );
    const server = await ServerProcess.start(environment);
    const put = async () => {
      const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' };
      const url = `${server.url}/v1/messaging/preferences`;
      return (await fetch(url, { method: 'PUT', headers, body: JSON.stringify(VALID) })).status;
    };
    expect(await put()).toBe(200);
    await bellwether('key', 'revoke', memberId);
    const since = performance.now();
    while ((await put()) === 200) await sleep(20);

    expect(performance.now() - since).toBeLessThan(5_000);
    await server.stop();
    expect(id).not.toBe(memberId);
  });

  /**
   * Runs the command while a server uses the embedded database, which allows one process at a time; returns the error.
   */
  const onBusyFolder = async () => {
    const server = await ServerProcess.start(environment);
    const { code, stderr } = await bellwether('key', 'list');
    await server.stop();
    expect(code).toBe(1);
    return stderr;
  };
});

function environmentOf({ config }: TestDatabase): NodeJS.ProcessEnv {
  return config.databaseUrl === undefined
    ? { DATA_DIR: config.dataDir }
    : { DATABASE_URL: config.databaseUrl };
}
