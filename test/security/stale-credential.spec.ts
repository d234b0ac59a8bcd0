import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'supertest';
import { ApiKey, ApiKeySecret } from '../../src/access/entities/api-key.entity.js';
import { AccessEvent } from '../../src/access/entities/access-event.entity.js';
import { Role } from '../../src/access/entities/role.entity.js';
import { PERMISSIONS } from '../../src/index.js';
import type { Permission } from '../../src/messaging/callers/permissions.js';
import { TestServer, type TestOwner } from '../support/test-server.js';
import { TokenIssuer } from '../support/token-issuer.js';

const BOOTSTRAP = 'b'.repeat(32);
const PAST = new Date(0);
const LESS = PERMISSIONS.filter((permission) => permission !== 'access:manage');

interface Target {
  keyId: string;
  role: string;
}

type Method = 'post' | 'put' | 'delete';

/** Every change of keys and roles, with the status of a successful one. */
const CHANGES: [name: string, (target: Target) => [Method, string, object?], status: number][] = [
  [
    'create a key',
    () => ['post', 'api-keys', { owner_id: 'thief', role: 'member', name: 'Loot' }],
    201,
  ],
  [
    'rotate a key',
    ({ keyId }) => ['post', `api-keys/${keyId}/rotate`, { overlap_seconds: 0 }],
    200,
  ],
  ['revoke a key', ({ keyId }) => ['delete', `api-keys/${keyId}`], 204],
  ['put a role', ({ role }) => ['put', `roles/${role}`, { permissions: ['owners:read'] }], 200],
  ['delete a role', ({ role }) => ['delete', `roles/${role}`], 204],
];

/** Changes of the key of `attacker` directly in the database; the server's cache still has the old state. */
const INVALIDATIONS: [
  name: string,
  (server: TestServer, attacker: TestOwner) => Promise<unknown>,
][] = [
  ['was revoked', (server, { keyId }) => updateKey(server, keyId, { revokedAt: new Date() })],
  ['has expired', (server, { keyId }) => updateKey(server, keyId, { expiresAt: PAST })],
  [
    'has a new secret',
    ({ dataSource }, { keyId }) =>
      dataSource.getRepository(ApiKeySecret).update({ apiKeyId: keyId }, { validUntil: PAST }),
  ],
];

const updateKey = ({ dataSource }: TestServer, id: string, values: Partial<ApiKey>) =>
  dataSource.getRepository(ApiKey).update({ id }, values);

const setRole = ({ dataSource }: TestServer, name: string, permissions: Permission[]) =>
  dataSource.getRepository(Role).update({ name }, { permissions });

describe('a change of keys or roles', () => {
  let server: TestServer;
  let issuer: TokenIssuer;
  let target: Target;

  beforeAll(async () => {
    issuer = await TokenIssuer.start();
    server = await TestServer.start({ bootstrapApiKey: BOOTSTRAP, jwt: issuer.config });
  });
  afterAll(async () => {
    await server.stop();
    await issuer.stop();
  });
  beforeEach(async () => {
    target = { keyId: (await server.owner()).keyId, role: await server.role([]) };
  });

  const send = (key: string, method: Method | 'get', path: string, body?: object): Test =>
    server.http[method](`/v1/access/${path}`).set('Authorization', `Bearer ${key}`).send(body);

  /** Puts a credential into the server's cache, which every change clears. */
  const cacheCredential = async (key: string) =>
    expect((await send(key, 'get', 'roles')).status).toBe(200);

  const events = () => server.dataSource.getRepository(AccessEvent).count();

  const expectRefused = async (
    change: Promise<{ status: number; body: object }>,
    answer: object,
  ) => {
    const before = await events();
    const { status, body } = await change;

    expect({ status, ...body }).toMatchObject(answer);
    expect(await events()).toBe(before);
  };

  describe.each(CHANGES)('a request to %s', (_, request, status) => {
    it.each(INVALIDATIONS)('gets 401 with a cached key that %s', async (_, end) => {
      const attacker = await server.owner({ role: 'admin' });
      await cacheCredential(attacker.key);
      await end(server, attacker);

      await expectRefused(attacker.access(...request(target)), {
        status: 401,
        code: 'unauthenticated',
      });
    });

    it('gets 403 with a cached key whose role no longer grants access:manage', async () => {
      const role = await server.role(PERMISSIONS);
      const attacker = await server.owner({ role });
      await cacheCredential(attacker.key);
      await setRole(server, role, LESS);

      await expectRefused(attacker.access(...request(target)), {
        status: 403,
        code: 'permission_denied',
        missing_permissions: ['access:manage'],
      });
    });

    it('gets 403 with a cached token whose role no longer grants access:manage', async () => {
      const roles = await server.role(PERMISSIONS);
      const token = await issuer.sign({ claims: { roles } });
      await cacheCredential(token);
      await setRole(server, roles, LESS);

      await expectRefused(send(token, ...request(target)), {
        status: 403,
        missing_permissions: ['access:manage'],
      });
    });

    it('succeeds with a valid key, a valid token and the bootstrap key', async () => {
      const { key } = await server.owner({ role: await server.role(PERMISSIONS) });
      const token = await issuer.sign({ claims: { roles: await server.role(PERMISSIONS) } });
      for (const credential of [key, token, BOOTSTRAP]) {
        target = { keyId: (await server.owner()).keyId, role: await server.role([]) };

        expect((await send(credential, ...request(target))).status).toBe(status);
      }
    });
  });

  it('gets 401 with a token that expires while the request waits for another change', async () => {
    // The server allows a clock difference of five seconds, so this token is valid for two more seconds.
    const exp = Math.floor(Date.now() / 1000) - 3;
    const token = await issuer.sign({ claims: { exp, roles: 'admin' } });
    const input = { owner_id: 'thief', role: 'admin', name: 'Loot' };
    const refused = await server.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE access_role IN SHARE ROW EXCLUSIVE MODE');
      const answer = send(token, 'post', 'api-keys', input).then((it) => it);
      await sleep(3_000);
      return { answer };
    });

    expect((await refused.answer).status).toBe(401);
  });

  it('gets 403 when the role of the key lost a permission that the change grants', async () => {
    const role = await server.role(PERMISSIONS);
    const attacker = await server.owner({ role });
    await cacheCredential(attacker.key);
    await setRole(server, role, ['access:manage']);
    const name = `role-${randomUUID()}`;

    await expectRefused(
      attacker.access('put', `roles/${name}`, { permissions: ['owners:erase'] }),
      { status: 403, missing_permissions: ['owners:erase'] },
    );
  });
});
