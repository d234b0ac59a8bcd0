import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiKeyMaker, KEY_MEMBERS } from '../support/api-key-maker.js';
import { TestServer, type TestOwner } from '../support/test-server.js';

describe('API keys', () => {
  let server: TestServer;
  let admin: TestOwner;
  let create: ReturnType<typeof apiKeyMaker>['create'];
  let made: ReturnType<typeof apiKeyMaker>['made'];
  let works: ReturnType<typeof apiKeyMaker>['works'];

  beforeAll(async () => {
    server = await TestServer.start();
    admin = await server.owner({ role: 'admin' });
    ({ create, made, works } = apiKeyMaker(server, admin));
  });
  afterAll(() => server.stop());

  describe('creation', () => {
    it('a new key is answered with all its members, and only this once with its secret', async () => {
      const { status, body } = await create({ owner_id: 'ada', name: 'Ada’s laptop' });
      const { secret, ...key } = body;

      expect(status).toBe(201);
      expect(Object.keys(key)).toEqual(KEY_MEMBERS);
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

    it('a new key works for its owner at once', async () => {
      const { secret, owner_id } = await made();

      expect(await works(secret)).toBe(true);
      expect(await server.rows.countBy({ ownerId: owner_id })).toBe(1);
    });

    it('a key stops working when it expires', async () => {
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
    ])('a new key with %j is rejected with 400', async (change, pointer, code) => {
      const { status, body } = await create(change);

      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
    });

    it('a caller cannot create a key with a permission that the caller lacks', async () => {
      const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
      const { status, body } = await create({ role: 'member' }, limited);

      expect(status).toBe(403);
      expect(body.missing_permissions).toEqual(['messaging:update']);
    });
  });

  describe('keys of a tenant', () => {
    it('only a credential of the tenant or without a tenant creates a key of that tenant', async () => {
      const theirs = await server.owner({ tenantId: 'acme', role: 'admin' });

      expect(await made({}, theirs)).toMatchObject({ tenant_id: 'acme' });
      expect(await made({ tenant_id: 'acme' }, theirs)).toMatchObject({ tenant_id: 'acme' });
      expect(await made({ tenant_id: 'acme' })).toMatchObject({ tenant_id: 'acme' });
      expect((await create({ tenant_id: 'globex' }, theirs)).status).toBe(403);
    });

    it('a key of another tenant is answered like a key that does not exist', async () => {
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

  describe('the list', () => {
    it('the list is sorted latest first, paged, and filtered by owner', async () => {
      const owner_id = `owner-${randomUUID()}`;
      const ids: string[] = [];
      for (let i = 0; i < 5; i += 1) ids.unshift((await made({ owner_id })).id);
      const page = async (query: string) =>
        (await admin.access('get', `api-keys?owner_id=${owner_id}&${query}`)).body;

      const first = await page('limit=3');
      const second = await page(`limit=3&cursor=${first.next_cursor}`);

      expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
      expect([first.has_more, second.has_more, second.next_cursor]).toEqual([true, false, null]);
      expect(Object.keys(first.data[0])).toEqual(KEY_MEMBERS);
    });

    it.each(['cursor=x', 'limit=0', 'cursor=WzFd', 'owner=ada'])(
      'the list answers 400 to the query %s',
      async (query) => {
        expect((await admin.access('get', `api-keys?${query}`)).status).toBe(400);
      },
    );
  });
});
