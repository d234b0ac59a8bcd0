import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ServerProcess } from '../support/server-process.js';
import {
  embeddedDatabase,
  emptyDatabase,
  emptyFolder,
  migratedDatabase,
  onPostgres,
  type TestDatabase,
} from '../support/test-database.js';
import { PATH, VALID } from '../support/test-server.js';

const BOOTSTRAP = 'b'.repeat(32);

describe('the server as a process', () => {
  let database: TestDatabase;
  let running: ServerProcess[] = [];

  const start = async (env: Record<string, string> = {}) => {
    const { databaseUrl: DATABASE_URL, dataDir: DATA_DIR } = database.config;
    const server = await ServerProcess.start({ DATABASE_URL, DATA_DIR, ...env });
    running.push(server);
    return server;
  };

  const put = (server: ServerProcess, body: object = VALID) =>
    fetch(server.url + PATH, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${BOOTSTRAP}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  afterEach(async () => {
    await Promise.all(running.map((server) => server.stop('SIGKILL')));
    running = [];
    await database.remove();
  });

  describe('on an embedded database', () => {
    beforeEach(async () => void (database = await embeddedDatabase()));

    it('the first start prints a command that works when pasted, and its key and data survive a restart', async () => {
      const DATA_DIR = join(database.config.dataDir, 'new');
      const first = await start({ DATA_DIR });
      const command = first.command ?? '';
      const paste = (text: string) =>
        execFileSync('bash', ['-c', text], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
      const answer = paste(command);
      expect(JSON.parse(answer)).toMatchObject({ object: 'notification_preference', ...VALID });
      expect(await first.stop()).toBe(0);

      const second = await start({ DATA_DIR });
      expect(second.command).toBeUndefined();
      expect(paste(command.replace(first.url, second.url))).toBe(answer);
    });

    it('logs each request with its id and without the key', async () => {
      const server = await start({ LOG_LEVEL: 'trace' });
      const key = /Bearer (bw_\S+)'/.exec(server.command ?? '')?.[1] ?? 'no key';
      await fetch(`${server.url}${PATH}?token=${key}`, {
        method: 'PUT',
        headers: {
          Authorization: `Bearer ${key}`,
          'Content-Type': 'application/json',
          'X-Request-Id': 'from-the-client',
        },
        body: JSON.stringify(VALID),
      });
      await server.stop();

      expect(JSON.stringify(server.log)).not.toContain(key.split('_')[2]);
      expect(server.log).toContainEqual(
        expect.objectContaining({
          req: { id: 'from-the-client', method: 'PUT', path: PATH },
          res: { statusCode: 401 },
        }),
      );
    });

    it('does not log requests for health checks, Swagger UI and the OpenAPI document', async () => {
      const server = await start();
      const paths = ['/health/live', '/docs', '/docs/', '/openapi.json', '/docs-admin', '/healthy'];
      for (const path of paths) await fetch(server.url + path);
      await server.stop();

      const logged = server.log.map((line) => (line as { req?: { path: string } }).req?.path);
      expect(logged.filter((path) => path !== undefined)).toEqual(['/docs-admin', '/healthy']);
    });

    it('prints no key when BOOTSTRAP_API_KEY is set', async () => {
      const server = await start({ BOOTSTRAP_API_KEY: BOOTSTRAP });

      expect(server.command).toBeUndefined();
      expect((await put(server)).status).toBe(200);
    });

    it('keeps every acknowledged write when the process is killed', async () => {
      const first = await start({ BOOTSTRAP_API_KEY: BOOTSTRAP });
      const before = await (await put(first)).text();
      await first.stop('SIGKILL');
      const second = await start({ BOOTSTRAP_API_KEY: BOOTSTRAP });

      expect(await (await put(second)).text()).toBe(before);
    });

    it('a second process on the same folder stops with one line that names the first', async () => {
      const first = await start();
      const second = await start();

      expect(await second.ended).toBe(1);
      expect(second.stderr).toMatch(/^DATA_DIR: .* is in use by process \d+\..*\n$/);
      expect(second.stderr).toContain(` ${first.pid}.`);
    });

    it('starts in a folder whose path is too long for a Unix socket', async () => {
      const DATA_DIR = join(database.config.dataDir, 'long'.repeat(30));
      await mkdir(DATA_DIR);
      const server = await start({ DATA_DIR });

      expect(existsSync(join(DATA_DIR, 'postgresql'))).toBe(true);
      expect(server.command).toBeDefined();
    });
  });

  describe('on the database of the suite', () => {
    beforeEach(async () => void (database = await migratedDatabase()));

    it('answers the request in progress before it stops', async () => {
      const server = await start({ BOOTSTRAP_API_KEY: BOOTSTRAP });
      const { hostname, port } = new URL(server.url);
      const body = JSON.stringify(VALID);
      const socket = connect(Number(port), hostname);
      const answer = text(socket);
      const head = [
        `PUT ${PATH} HTTP/1.1`,
        'Host: x',
        `Authorization: Bearer ${BOOTSTRAP}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const stopped = server.stop();
      await new Promise((resolve) => setTimeout(resolve, 300));
      const refused = await fetch(server.url).catch(() => 'refused');
      socket.write(body.slice(10));

      expect(refused).toBe('refused');
      expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*Connection: close\r\n/);
      expect(await stopped).toBe(0);
    });

    it('stops while a client is connected and sends nothing', async () => {
      const server = await start();
      const { hostname, port } = new URL(server.url);
      const silent = connect(Number(port), hostname);
      await once(silent, 'connect');
      const closed = once(silent, 'close');
      const stopped = server.stop();
      await closed;

      expect(await stopped).toBe(0);
      await expect(fetch(server.url)).rejects.toThrow();
    });

    it('stops while a keep-alive connection is open', async () => {
      const server = await start({ BOOTSTRAP_API_KEY: BOOTSTRAP });
      await (await put(server)).text();

      expect(await server.stop()).toBe(0);
    });

    it('stops with one line when its address is in use', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const server = await start({ PORT: String(port) });
      other.close();

      expect(await server.ended).toBe(1);
      expect(server.stderr).toBe(
        `HOST, PORT: cannot listen on 127.0.0.1 port ${port}: EADDRINUSE.\n`,
      );
    });
  });

  describe('with a wrong configuration', () => {
    beforeEach(async () => void (database = await emptyFolder()));

    it('stops with one line for each wrong variable', async () => {
      const server = await start({ PORT: '70000', DATABASE_URL: '', LOG_LEVEL: 'loud' });

      expect(await server.ended).toBe(1);
      expect(server.stderr.trim().split('\n')).toEqual([
        expect.stringMatching(/^PORT /),
        expect.stringMatching(/^DATABASE_URL /),
        expect.stringMatching(/^LOG_LEVEL /),
      ]);
    });

    it('stops with one line, without the password, when it cannot connect to the database', async () => {
      const server = await start({ DATABASE_URL: 'postgresql://me:hunter2@127.0.0.1:1/none' });

      expect(await server.ended).toBe(1);
      expect(server.stderr).toMatch(
        /^DATABASE_URL: cannot connect to the database: .*ECONNREFUSED.*\n$/,
      );
      expect(server.stderr).not.toContain('hunter2');
    });

    it('stops with one line when the password in DATABASE_URL is not percent-encoded', async () => {
      const server = await start({ DATABASE_URL: 'postgresql://me:hunter2%zz@127.0.0.1/none' });

      expect(await server.ended).toBe(1);
      expect(server.stderr).toMatch(/^DATABASE_URL .*%25.*\n$/);
      expect(server.stderr).not.toContain('hunter2');
    });

    it('stops with one line when DATA_DIR cannot be used', async () => {
      const file = join(database.config.dataDir, 'file');
      await writeFile(file, '');
      const server = await start({ DATA_DIR: join(file, 'data') });

      expect(await server.ended).toBe(1);
      expect(server.stderr).toMatch(/^DATA_DIR: .*file\/data cannot be used: ENOTDIR.*\n$/);
    });
  });

  if (onPostgres) {
    it('four servers that start together migrate an empty database once', async () => {
      database = await emptyDatabase();
      const servers = await Promise.all(
        Array.from({ length: 4 }, () => start({ BOOTSTRAP_API_KEY: BOOTSTRAP })),
      );
      const answers = await Promise.all(servers.map(async (server) => (await put(server)).text()));

      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('notification_preference');
    });
  }
});
