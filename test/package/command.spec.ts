import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { KEY_MEMBERS } from '../support/api-key-maker.js';
import { ServerProcess } from '../support/server-process.js';
import { emptyDatabase, onPostgres, type TestDatabase } from '../support/test-database.js';
import { VALID } from '../support/test-server.js';

const ADMIN = ['key', 'create', '--owner', 'ops', '--role', 'admin', '--name', 'First admin'];

interface Answer extends Record<string, unknown> {
  id: string;
  data: unknown[];
  secret: string;
  revoked_at: string;
}

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

describe('the command', () => {
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;

  beforeEach(async () => {
    database = await emptyDatabase();
    environment = environmentOf(database);
  });
  afterEach(() => database.remove());

  const bellwether = (...args: string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const options = { env: { PATH: process.env.PATH, ...environment } };
      const child = execFile(
        process.execPath,
        ['dist/bellwether.js', ...args],
        options,
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });
  /** What a command that succeeds prints as JSON. */
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await bellwether(...args, '--json');
    expect([code, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as Answer;
  };

  it('makes the first admin key on an empty database, which the server then takes', async () => {
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

  it('administers keys', async () => {
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

  it('administers roles', async () => {
    const permissions = ['messaging:read', 'owners:read'];
    const role = await json('role', 'set', 'support', '--permission', ...permissions);

    expect(role).toMatchObject({ object: 'role', name: 'support', permissions });
    expect(await json('role', 'show', 'support')).toEqual(role);
    expect((await json('role', 'list')).data).toHaveLength(4);
    expect(await json('role', 'delete', 'support')).toMatchObject({ deleted: true });
    expect((await bellwether('role', 'list')).stdout).not.toContain('support');
  });

  it('refuses what the services refuse, with one line and 1', async () => {
    const { id } = await json(...ADMIN);
    const refusals: [string[], string, string][] = [
      [['key', 'revoke', id], 'conflict', 'may manage access'],
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

  it('brings the database up to date, once', async () => {
    const first = await json('migrate');
    const second = await bellwether('migrate');

    expect(first.data).toContain('AdministerAccess1795737600000');
    expect(second.stdout).toBe('The database is up to date; there was nothing to do.\n');
  });

  it('serves', async () => {
    const server = await ServerProcess.start(environment, ['dist/bellwether.js', 'serve']);
    const { status } = await fetch(`${server.url}/health/ready`);

    expect(status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it('revokes for a server that runs', async () => {
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

  /** The embedded database has one process at a time. */
  const onBusyFolder = async () => {
    const server = await ServerProcess.start(environment);
    const { code, stderr } = await bellwether('key', 'list');
    await server.stop();
    expect(code).toBe(1);
    return stderr;
  };
});

describe('the command line', () => {
  const bellwether = (...args: string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        ['dist/bellwether.js', ...args],
        { env: { PATH: process.env.PATH, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' } },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  it.each([
    ['', 'serve'],
    ['serve', 'server'],
    ['migrate', '--json'],
    ['openapi', 'OpenAPI'],
    ['key', 'rotate'],
    ['key create', "--role admin --name 'First admin'"],
    ['key list', '--tenant'],
    ['key rotate', '--overlap'],
    ['key revoke', '--json'],
    ['role', 'delete'],
    ['role list', '--json'],
    ['role show', '--json'],
    ['role set', 'owners:erase'],
    ['role delete', '--json'],
  ])('explains %s', async (command, word) => {
    const args = command === '' ? [] : command.split(' ');
    const { code, stdout } = await bellwether(...args, '--help');

    expect(code).toBe(0);
    expect(stdout).toContain(word);
  });

  it.each([
    [[]],
    [['king']],
    [['key']],
    [['key', 'king']],
    [['key', 'create', '--role', 'admin', '--name', 'A']],
    [[...ADMIN, '--king']],
    [[...ADMIN, '--expires', 'tomorrow']],
    [['key', 'revoke']],
    [['key', 'rotate', 'a']],
    [['key', 'rotate', 'a', '--overlap', 'long']],
    [['role', 'set', 'a']],
    [['role', 'set', 'a', '--permission', 'everything']],
    [['serve', 'twice']],
  ])('takes %j for wrong usage', async (args) => {
    const { code, stdout, stderr } = await bellwether(...args);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  it('tells in one line that there is no database', async () => {
    const { code, stderr } = await bellwether('key', 'list');

    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATABASE_URL: cannot connect[^\n]*\n$/);
  });

  it('prints the OpenAPI document that is committed, without a database', async () => {
    const { code, stdout } = await bellwether('openapi');

    expect(code).toBe(0);
    expect(stdout).toBe(await readFile('openapi.json', 'utf8'));
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };

    expect((await bellwether('--version')).stdout).toBe(`${version}\n`);
  });
});

function environmentOf({ config }: TestDatabase): NodeJS.ProcessEnv {
  return config.databaseUrl === undefined
    ? { DATA_DIR: config.dataDir }
    : { DATABASE_URL: config.databaseUrl };
}
