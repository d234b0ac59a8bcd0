import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKey, ApiKeySecret } from '../src/access/api-keys/api-key.entity.js';
import { TestServer, type TestOwner, VALID } from './support/test-server.js';

const MEMBERS = [
  'id',
  'object',
  'owner_id',
  'tenant_id',
  'role',
  'name',
  'created_at',
  'expires_at',
  'last_used_at',
  'revoked_at',
];
const DAY = 24 * 60 * 60;

describe('API keys', () => {
  let server: TestServer;
  let admin: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    admin = await server.owner({ role: 'admin' });
  });
  afterAll(() => server.stop());

  const input = (changes: object = {}) => ({
    owner_id: `owner-${randomUUID()}`,
    role: 'member',
    name: 'Laptop',
    ...changes,
  });
  const create = (changes: object = {}, by = admin) =>
    by.access('post', 'api-keys', input(changes));
  const made = async (changes: object = {}, by = admin) => (await create(changes, by)).body;
  const works = async (secret: string) => (await server.put(secret, VALID)).status === 200;

  describe('that are made', () => {
    it('are answered whole, with the secret this once', async () => {
      const { status, body } = await create({ owner_id: 'ada', name: 'Ada’s laptop' });
      const { secret, ...key } = body;

      expect(status).toBe(201);
      expect(Object.keys(key)).toEqual(MEMBERS);
      expect(key).toMatchObject({
        object: 'api_key',
        owner_id: 'ada',
        tenant_id: null,
        role: 'member',
        name: 'Ada’s laptop',
        expires_at: null,
        last_used_at: null,
        revoked_at: null,
      });
      expect(secret).toMatch(new RegExp(`^bw_${key.id}_[0-9A-Za-z]{49}$`));
      expect((await admin.access('get', `api-keys/${key.id}`)).body).toEqual(key);
    });

    it('work for their owner at once', async () => {
      const { secret, owner_id } = await made();

      expect(await works(secret)).toBe(true);
      expect(await server.rows.countBy({ ownerId: owner_id })).toBe(1);
    });

    it('end when they expire', async () => {
      const { secret } = await made({ expires_at: new Date(Date.now() + 3_000).toISOString() });

      expect(await works(secret)).toBe(true);
      await sleep(3_100);
      expect(await works(secret)).toBe(false);
    });

    it.each([
      [{ owner_id: '' }, '#/owner_id', 'invalid_value'],
      [{ owner_id: undefined }, '#/owner_id', 'required'],
      [{ owner_id: '..' }, '#/owner_id', 'invalid_value'],
      [{ owner_id: 'a'.repeat(256) }, '#/owner_id', 'invalid_value'],
      [{ owner_id: 'a\u0000' }, '#/owner_id', 'invalid_value'],
      [{ tenant_id: '' }, '#/tenant_id', 'invalid_value'],
      [{ tenant_id: 7 }, '#/tenant_id', 'invalid_type'],
      [{ role: undefined }, '#/role', 'required'],
      [{ role: 'no such role' }, '#/role', 'invalid_value'],
      [{ role: 'nobody' }, '#/role', 'invalid_value'],
      [{ name: '' }, '#/name', 'invalid_value'],
      [{ name: '\ud800' }, '#/name', 'invalid_value'],
      [{ name: 'x'.repeat(129) }, '#/name', 'invalid_value'],
      [{ name: null }, '#/name', 'invalid_type'],
      [{ expires_at: 'tomorrow' }, '#/expires_at', 'invalid_value'],
      [{ expires_at: '2020-01-01T00:00:00Z' }, '#/expires_at', 'invalid_value'],
      [{ expires_at: '2099-02-30T00:00:00Z' }, '#/expires_at', 'invalid_value'],
      [{ expires_at: 4_102_444_800 }, '#/expires_at', 'invalid_type'],
      [{ secret: 'mine' }, '#/secret', 'unknown_field'],
    ])('are refused with %j', async (change, pointer, code) => {
      const { status, body } = await create(change);

      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    });

    it('grant no more than whoever makes them holds', async () => {
      const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
      const { status, body } = await create({ role: 'member' }, limited);

      expect(status).toBe(403);
      expect(body.missing_permissions).toEqual(['messaging:update']);
    });
  });

  describe('of a tenant', () => {
    it('are made by a credential of that tenant, or of none', async () => {
      const theirs = await server.owner({ tenantId: 'acme', role: 'admin' });

      expect(await made({}, theirs)).toMatchObject({ tenant_id: 'acme' });
      expect(await made({ tenant_id: 'acme' }, theirs)).toMatchObject({ tenant_id: 'acme' });
      expect(await made({ tenant_id: 'acme' })).toMatchObject({ tenant_id: 'acme' });
      expect((await create({ tenant_id: 'globex' }, theirs)).status).toBe(403);
    });

    it('are out of reach of every other tenant, like keys that do not exist', async () => {
      const stranger = await server.owner({ tenantId: 'globex', role: 'admin' });
      const { id } = await made({ tenant_id: 'acme' });
      const ask = async (method: 'get' | 'post' | 'delete', path: string, body?: object) => {
        const answer = await stranger.access(method, path, body);
        const { request_id, instance, ...problem } = answer.body;
        return { status: answer.status, problem };
      };
      for (const [method, suffix, body] of [
        ['get', '', undefined],
        ['post', '/rotate', { overlap_seconds: 0 }],
        ['delete', '', undefined],
      ] as const) {
        const theirs = await ask(method, `api-keys/${id}${suffix}`, body);

        expect(theirs).toEqual(await ask(method, `api-keys/none${suffix}`, body));
        expect(theirs.status).toBe(404);
      }
      const { data } = (await stranger.access('get', 'api-keys')).body;
      expect(data.map((key: { tenant_id: string }) => key.tenant_id)).not.toContain('acme');
    });
  });

  describe('that are listed', () => {
    it('come the latest first, in pages, and by owner', async () => {
      const owner_id = `owner-${randomUUID()}`;
      const ids: string[] = [];
      for (let i = 0; i < 5; i += 1) ids.unshift((await made({ owner_id })).id);
      const page = async (query: string) =>
        (await admin.access('get', `api-keys?owner_id=${owner_id}&${query}`)).body;

      const first = await page('limit=3');
      const second = await page(`limit=3&cursor=${first.next_cursor}`);

      expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
      expect([first.has_more, second.has_more, second.next_cursor]).toEqual([true, false, null]);
      expect(Object.keys(first.data[0])).toEqual(MEMBERS);
    });

    it.each(['cursor=x', 'limit=0', 'cursor=WzFd', 'owner=ada'])('refuse %s', async (query) => {
      expect((await admin.access('get', `api-keys?${query}`)).status).toBe(400);
    });
  });

  describe('that are rotated', () => {
    const rotate = (id: string, overlap_seconds: unknown, by = admin) =>
      by.access('post', `api-keys/${id}/rotate`, { overlap_seconds });

    it('have a new secret beside the old one for as long as was chosen', async () => {
      const key = await made();
      const { status, body } = await rotate(key.id, 3);

      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual([...MEMBERS, 'secret']);
      expect([await works(key.secret), await works(body.secret)]).toEqual([true, true]);
      await sleep(3_100);
      expect([await works(key.secret), await works(body.secret)]).toEqual([false, true]);
    });

    it('end all old secrets at once with an overlap of 0', async () => {
      const key = await made();
      const { secret: second } = (await rotate(key.id, DAY)).body;
      expect([await works(key.secret), await works(second)]).toEqual([true, true]);
      const { secret: third } = (await rotate(key.id, 0)).body;

      expect([await works(key.secret), await works(second), await works(third)]).toEqual([
        false,
        false,
        true,
      ]);
      expect(
        await server.dataSource.getRepository(ApiKeySecret).countBy({ apiKeyId: key.id }),
      ).toBe(1);
    });

    it('go on with every secret when the answer to a rotation was lost and it is done again', async () => {
      const key = await made();
      await rotate(key.id, DAY);
      await rotate(key.id, DAY);

      expect(await works(key.secret)).toBe(true);
    });

    it('have ten secrets at most', async () => {
      const { id } = await made();
      for (let i = 0; i < 9; i += 1) expect((await rotate(id, DAY)).status).toBe(200);

      expect((await rotate(id, DAY)).status).toBe(409);
      expect((await rotate(id, 0)).status).toBe(200);
    });

    it.each([[-1], [30 * DAY + 1], [1.5], ['60'], [null], [undefined]])(
      'refuse an overlap of %j',
      async (overlap) => {
        const { id } = await made();
        const { status, body } = await rotate(id, overlap);

        expect([status, body.errors[0].pointer]).toEqual([400, '#/overlap_seconds']);
      },
    );

    it('are not handed to someone who holds less than they grant', async () => {
      const limited = await server.owner({ permissions: ['access:manage'] });
      const { id, secret } = await made();

      expect((await rotate(id, 0, limited)).status).toBe(403);
      expect(await works(secret)).toBe(true);
    });

    it('are refused when they are revoked or expired', async () => {
      const { id } = await made();
      await admin.access('delete', `api-keys/${id}`);
      const { id: expired } = await made();
      const past = new Date(Date.now() - 1_000);
      await server.dataSource.getRepository(ApiKey).update({ id: expired }, { expiresAt: past });

      expect((await rotate(id, 0)).status).toBe(409);
      expect((await rotate(expired, 0)).status).toBe(409);
    });
  });

  describe('that are revoked', () => {
    it('are refused at once, and stay in the list', async () => {
      const { id, secret } = await made();
      expect(await works(secret)).toBe(true);
      const { status } = await admin.access('delete', `api-keys/${id}`);

      expect(status).toBe(204);
      expect(await works(secret)).toBe(false);
      const { body } = await admin.access('get', `api-keys/${id}`);
      expect(Date.parse(body.revoked_at)).toBeGreaterThan(Date.now() - 60_000);
      expect((await admin.access('delete', `api-keys/${id}`)).status).toBe(204);
      expect((await admin.access('get', `api-keys/${id}`)).body).toEqual(body);
    });

    it('are refused at once under load, too', async () => {
      const { id, secret } = await made();
      let revoked = false;
      const late: number[] = [];
      const caller = async () => {
        for (let i = 0; i < 40; i += 1) {
          const begunAfter = revoked;
          const { status } = await server.put(secret, VALID);
          if (begunAfter) late.push(status);
        }
      };
      const revoke = async () => {
        await sleep(50);
        await admin.access('delete', `api-keys/${id}`);
        revoked = true;
      };
      await Promise.all([...Array.from({ length: 8 }, caller), revoke()]);

      expect(late.length).toBeGreaterThan(0);
      expect(new Set(late)).toEqual(new Set([401]));
    });
  });

  describe('that are used', () => {
    const lastUsed = async (id: string) => {
      await sleep(100);
      return (await server.keys.get({ permissions: [] }, id)).lastUsedAt;
    };

    it('say when, at most once a minute', async () => {
      const { id, secret } = await made();
      expect(await lastUsed(id)).toBeNull();
      await works(secret);
      const first = await lastUsed(id);
      await works(secret);

      expect(first?.getTime()).toBeGreaterThan(Date.now() - 60_000);
      expect(await lastUsed(id)).toEqual(first);
    });

    it('say so again after a minute', async () => {
      const { id, secret } = await made();
      const before = new Date(Date.now() - 61_000);
      await server.dataSource.getRepository(ApiKey).update({ id }, { lastUsedAt: before });
      await works(secret);

      expect((await lastUsed(id))?.getTime()).toBeGreaterThan(before.getTime());
    });

    it('say nothing when the secret was wrong', async () => {
      const { id } = await made();
      const { secret } = await made();
      await works(secret.replace(/^bw_[^_]+/, `bw_${id}`));

      expect(await lastUsed(id)).toBeNull();
    });
  });

  it('are for those who manage access', async () => {
    const backend = await server.owner({ role: 'backend' });
    const { status, body } = await create({}, backend);

    expect([status, body.missing_permissions]).toEqual([403, ['access:manage']]);
  });
});
