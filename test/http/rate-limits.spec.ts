import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpiredCountsService } from '../../src/access/limits/expired-counts.service.js';
import { readConfig } from '../../src/server/config/config.js';
import type { Permission } from '../../src/messaging/callers/permissions.js';
import { FreshServers, statuses } from '../support/fresh-servers.js';
import { statementsDuring } from '../support/statements.js';
import { onPostgres } from '../support/test-database.js';
import { PATH, TestServer } from '../support/test-server.js';

describe('rate limits', () => {
  let servers: FreshServers;

  beforeAll(async () => void (servers = await FreshServers.create()));
  afterEach(() => servers.stop());
  afterAll(() => servers.remove());

  const send = (server: TestServer, key: string) =>
    server.http.get(PATH).set('Authorization', `Bearer ${key}`);

  describe('requests of a credential', () => {
    let limited: TestServer;

    beforeAll(async () => {
      limited = await TestServer.start({ rateLimit: { requests: 3, seconds: 60 } });
    });
    afterAll(() => limited.stop());

    const limitFieldsOf = ({ headers }: { headers: Record<string, string> }) =>
      Object.keys(headers).filter((name) => name.startsWith('ratelimit'));

    it('the default limit is 600 requests a minute', async () => {
      const { rateLimit } = readConfig({});
      const owner = await (await servers.start({ rateLimit })).owner();
      const { headers } = await owner.send('get', 'preferences');

      expect(headers['ratelimit-policy']).toBe('"credential";q=600;w=60');
    });

    it('RATE_LIMIT=off disables the limit', async () => {
      const { rateLimit } = readConfig({ RATE_LIMIT: 'off' });
      const owner = await (await servers.start({ rateLimit })).owner();
      const answer = await owner.send('get', 'preferences');

      expect(answer.status).toBe(200);
      expect(limitFieldsOf(answer)).toEqual([]);
    });

    it.each<Permission[][]>([
      [['owners:read']],
      [['owners:update']],
      [['owners:erase']],
      [['messaging:read', 'messaging:update', 'owners:read']],
    ])('a back end, whose credential has %j, has no limit', async (permissions) => {
      const server = await servers.start({ rateLimit: { requests: 1, seconds: 60 } });
      const backEnd = await server.owner({ permissions });
      const answers = [];
      for (let i = 0; i < 3; i += 1) {
        answers.push(await backEnd.send('get', 'owners/ada/preferences'));
      }

      expect(answers.map(({ status }) => status)).not.toContain(429);
      expect(answers.map(limitFieldsOf)).toEqual([[], [], []]);
    });

    it.each<Permission[][]>([
      [['messaging:read', 'messaging:update']],
      [['messaging:manage']],
      [['access:manage']],
    ])('a credential with %j, which acts for no other owner, has a limit', async (permissions) => {
      const server = await servers.start({ rateLimit: { requests: 1, seconds: 60 } });
      const owner = await server.owner({ permissions });
      const all = await statuses(2, () => owner.send('get', 'preferences'));

      expect(all[1]).toBe(429);
    });

    it('each answer names the remaining requests, and a request over the limit gets 429', async () => {
      const owner = await limited.owner();
      const answers = [];
      for (let i = 0; i < 4; i += 1) answers.push(await owner.send('get', 'preferences'));

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
      expect(answers.map(({ headers }) => /r=\d+/.exec(String(headers.ratelimit))?.[0])).toEqual([
        'r=2',
        'r=1',
        'r=0',
        'r=0',
      ]);
      for (const { headers } of answers) {
        expect(headers['ratelimit-policy']).toBe('"credential";q=3;w=60');
        expect(headers.ratelimit).toMatch(/^"credential";r=\d;t=([1-9]|[1-5]\d|60)$/);
      }
      const [first, , , refused] = answers;
      expect(first?.headers['retry-after']).toBeUndefined();
      expect(refused?.headers['retry-after']).toMatch(/^([1-9]|[1-5]\d|60)$/);
      expect(refused?.headers['content-type']).toContain('application/problem+json');
      expect(refused?.body).toMatchObject({
        code: 'rate_limited',
        status: 429,
        request_id: refused?.headers['x-request-id'],
      });
    });

    it.each([
      ['400', 'member', (owner: string) => `preferences?limit=${owner}`],
      ['403', 'member', (owner: string) => `owners/${owner}/preferences`],
      ['404', 'member', () => `preferences/${randomUUID()}`],
    ])(
      'an answer with the status %s names the remaining requests too',
      async (status, role, path) => {
        const owner = await limited.owner({ role });
        const answer = await owner.send('get', path(owner.ownerId));

        expect(String(answer.status)).toBe(status);
        expect(answer.headers.ratelimit).toMatch(/^"credential";r=2;t=\d+$/);
      },
    );

    it('each credential has its own limit, also two credentials of one owner', async () => {
      const ada = await limited.owner();
      const bob = await limited.owner();
      const { key: second } = await limited.owner({ ownerId: ada.ownerId });

      expect(await statuses(4, () => ada.send('get', 'preferences'))).toEqual([200, 200, 200, 429]);
      expect((await bob.send('get', 'preferences')).status).toBe(200);
      expect((await send(limited, second)).status).toBe(200);
    });

    it('a credential is accepted again after the window', async () => {
      const owner = await (await servers.start({ rateLimit: { requests: 1, seconds: 1 } })).owner();
      const before = await statuses(2, () => owner.send('get', 'preferences'));
      await sleep(1_100);
      const after = await owner.send('get', 'preferences');

      expect(before).toEqual([200, 429]);
      expect(after.status).toBe(200);
    });

    it('a path that needs no credential has no limit', async () => {
      const server = await servers.start({ rateLimit: { requests: 1, seconds: 60 } });
      const { key } = await server.owner();

      for (const path of ['/health/live', '/health/ready', '/docs', '/openapi.json']) {
        const all = await statuses(3, () =>
          server.http.get(path).set('Authorization', `Bearer ${key}`),
        );
        expect([path, ...all]).toEqual([path, 200, 200, 200]);
      }
    });
  });

  describe('counts in the database', () => {
    const SHARED = {
      rateLimit: { requests: 3, seconds: 60 },
      rateLimitStore: 'database',
    } as const;
    let server: TestServer;

    beforeAll(async () => void (server = await TestServer.start(SHARED)));
    afterAll(() => server.stop());

    it('the database counts requests, and a request over the limit gets 429', async () => {
      const owner = await server.owner();
      const first = await owner.send('get', 'preferences');

      expect(first.headers['ratelimit-policy']).toBe('"credential";q=3;w=60');
      expect(first.headers.ratelimit).toMatch(/^"credential";r=2;t=(59|60)$/);
      expect(await statuses(4, () => owner.send('get', 'preferences'))).toEqual([
        200, 200, 429, 429,
      ]);
      const [, id] = owner.key.split('_');
      const rows = await server.dataSource.query('SELECT * FROM access_rate_limit WHERE key = $1', [
        `credential:id:${id}`,
      ]);
      expect(rows).toEqual([
        { key: expect.any(String), points: 3, expire: expect.stringMatching(/^\d{13}$/) },
      ]);
    });

    it('a request of a back end sends no counting statement', async () => {
      const server = await servers.start(SHARED);
      const backEnd = await server.owner({ role: 'backend' });
      const statements = await statementsDuring(() => backEnd.send('get', 'preferences'));

      expect(statements.filter((text) => text.includes('access_rate_limit'))).toEqual([]);
    });

    const onlyOnPostgres = onPostgres ? it : () => undefined;
    onlyOnPostgres('all servers share one count in the database', async () => {
      const [one, other] = [await servers.start(SHARED), await servers.start(SHARED)];
      const { key } = await one.owner();
      const all = [];
      for (const each of [one, other, one, other, one]) {
        all.push((await send(each, key)).status);
      }

      expect(all).toEqual([200, 200, 200, 429, 429]);
    });

    it('concurrent requests are all counted in the database', async () => {
      const owner = await server.owner();
      const all = await Promise.all(
        Array.from({ length: 8 }, () => owner.send('get', 'preferences')),
      );

      expect(all.filter(({ status }) => status === 200)).toHaveLength(3);
      expect(all.filter(({ status }) => status === 429)).toHaveLength(5);
    });

    it('a new count starts in the database after the window', async () => {
      const config = { ...SHARED, rateLimit: { requests: 1, seconds: 1 } };
      const owner = await (await servers.start(config)).owner();
      const before = await statuses(2, () => owner.send('get', 'preferences'));
      await sleep(1_100);
      const after = await statuses(2, () => owner.send('get', 'preferences'));

      expect(before).toEqual([200, 429]);
      expect(after).toEqual([200, 429]);
    });

    it('requests are counted in memory while the database fails to count them', async () => {
      const owner = await server.owner();
      await server.dataSource.query('ALTER TABLE access_rate_limit RENAME TO elsewhere');
      const away = await statuses(4, () => owner.send('get', 'preferences'));
      await server.dataSource.query('ALTER TABLE elsewhere RENAME TO access_rate_limit');

      expect(away).toEqual([200, 200, 200, 429]);
    });

    it('the cleanup deletes the counts whose window ended', async () => {
      const { dataSource } = server;
      await dataSource.query('DELETE FROM access_rate_limit');
      await dataSource.query('INSERT INTO access_rate_limit VALUES ($1, 1, $2), ($3, 1, $4)', [
        'over',
        Date.now() - 1_000,
        'running',
        Date.now() + 60_000,
      ]);
      await server.app.get(ExpiredCountsService, { strict: false }).clear();

      const rows = await dataSource.query('SELECT key FROM access_rate_limit');
      expect(rows).toEqual([{ key: 'running' }]);
    });
  });
});
