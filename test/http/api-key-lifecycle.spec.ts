import { setTimeout as sleep } from 'node:timers/promises';
import { ApiKey, ApiKeySecret } from '../../src/access/entities/api-key.entity.js';
import { apiKeyMaker, KEY_MEMBERS } from '../support/api-key-maker.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const DAY = 24 * 60 * 60;

describe('API keys', () => {
  let server: TestServer;
  let admin: TestOwner;
  let made: ReturnType<typeof apiKeyMaker>['made'];
  let works: ReturnType<typeof apiKeyMaker>['works'];

  beforeAll(async () => {
    server = await TestServer.start();
    admin = await server.owner({ role: 'admin' });
    ({ made, works } = apiKeyMaker(server, admin));
  });
  afterAll(() => server.stop());

  describe('rotation', () => {
    const rotate = (id: string, overlap_seconds: unknown, by = admin) =>
      by.access('post', `api-keys/${id}/rotate`, { overlap_seconds });

    it('a rotated key works with its old and its new secret until the overlap ends', async () => {
      const key = await made();
      const { status, body } = await rotate(key.id, 3);

      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual([...KEY_MEMBERS, 'secret']);
      expect([await works(key.secret), await works(body.secret)]).toEqual([true, true]);
      await sleep(3_100);
      expect([await works(key.secret), await works(body.secret)]).toEqual([false, true]);
    });

    it('a rotation with an overlap of 0 ends all old secrets at once', async () => {
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

    it('the first secret still works when a client rotates twice because it lost the first answer', async () => {
      const key = await made();
      await rotate(key.id, DAY);
      await rotate(key.id, DAY);

      expect(await works(key.secret)).toBe(true);
    });

    it('a key has at most ten secrets, and a further rotation with an overlap answers 409', async () => {
      const { id } = await made();
      for (let i = 0; i < 9; i += 1) expect((await rotate(id, DAY)).status).toBe(200);

      expect((await rotate(id, DAY)).status).toBe(409);
      expect((await rotate(id, 0)).status).toBe(200);
    });

    it.each([[-1], [30 * DAY + 1], [1.5], ['60'], [null], [undefined]])(
      'a rotation answers 400 to an overlap of %j',
      async (overlap) => {
        const { id } = await made();
        const { status, body } = await rotate(id, overlap);

        expect([status, body.errors[0].pointer]).toEqual([400, '#/overlap_seconds']);
      },
    );

    it('a rotation answers 403 to a caller who lacks a permission of the key', async () => {
      const limited = await server.owner({ permissions: ['access:manage'] });
      const { id, secret } = await made();

      expect((await rotate(id, 0, limited)).status).toBe(403);
      expect(await works(secret)).toBe(true);
    });

    it('a rotation of a revoked or expired key answers 409', async () => {
      const { id } = await made();
      await admin.access('delete', `api-keys/${id}`);
      const { id: expired } = await made();
      const past = new Date(Date.now() - 1_000);
      await server.dataSource.getRepository(ApiKey).update({ id: expired }, { expiresAt: past });

      expect((await rotate(id, 0)).status).toBe(409);
      expect((await rotate(expired, 0)).status).toBe(409);
    });
  });

  describe('revocation', () => {
    it('a revoked key is rejected at once and can still be read', async () => {
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

    it('a revocation answers 403 to a caller who lacks a permission of the key', async () => {
      const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
      const theirs = await server.owner({ tenantId: 'acme', permissions: ['access:manage'] });
      const { id, secret } = await made({ tenant_id: 'acme' });
      const byNone = await limited.access('delete', `api-keys/${id}`);
      const byTenant = await theirs.access('delete', `api-keys/${id}`);

      expect([byNone.status, byNone.body.missing_permissions]).toEqual([403, ['messaging:update']]);
      expect([byTenant.status, byTenant.body.missing_permissions]).toEqual([
        403,
        ['messaging:read', 'messaging:update'],
      ]);
      expect(await works(secret)).toBe(true);
    });

    it('a caller revokes a key whose permissions it holds, and its own key', async () => {
      const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
      const lesser = await server.owner({ permissions: ['messaging:read'] });
      const revoke = ({ keyId }: TestOwner) => limited.access('delete', `api-keys/${keyId}`);

      expect([(await revoke(lesser)).status, (await revoke(limited)).status]).toEqual([204, 204]);
      expect([(await lesser.put()).status, (await limited.put()).status]).toEqual([401, 401]);
    });

    it('a revoked key is rejected at once under concurrent load', async () => {
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

  describe('time of last use', () => {
    const lastUsed = async (id: string) => {
      await sleep(100);
      return (await server.keys.get({}, id)).lastUsedAt;
    };

    it('the time of last use is written at most once a minute', async () => {
      const { id, secret } = await made();
      expect(await lastUsed(id)).toBeNull();
      await works(secret);
      const first = await lastUsed(id);
      await works(secret);

      expect(first?.getTime()).toBeGreaterThan(Date.now() - 60_000);
      expect(await lastUsed(id)).toEqual(first);
    });

    it('the time of last use is written again after a minute', async () => {
      const { id, secret } = await made();
      const before = new Date(Date.now() - 61_000);
      await server.dataSource.getRepository(ApiKey).update({ id }, { lastUsedAt: before });
      await works(secret);

      expect((await lastUsed(id))?.getTime()).toBeGreaterThan(before.getTime());
    });

    it('the time of last use is not written when the secret is wrong', async () => {
      const { id } = await made();
      const { secret } = await made();
      await works(secret.replace(/^bw_[^_]+/, `bw_${id}`));

      expect(await lastUsed(id)).toBeNull();
    });
  });
});
