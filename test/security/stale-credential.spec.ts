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

/** Every change of keys and roles, and the status of one that is made. */
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

/** What happens in the database itself to the key of `attacker`; the server still remembers it as it was. */
const ENDS: [name: string, (server: TestServer, attacker: TestOwner) => Promise<unknown>][] = [
  ['was revoked', (server, { keyId }) => updateKey(server, keyId, { revokedAt: new Date() })],
  ['has expired', (server, { keyId }) => updateKey(server, keyId, { expiresAt: PAST })],
  [
    'has another secret now',
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

  /** Has the server remember a credential, which any change makes it forget. */
  const remember = async (key: string) =>
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

  describe.each(CHANGES)('to %s', (_, request, status) => {
    it.each(ENDS)('is refused with 401 to a key that %s', async (_, end) => {
      const attacker = await server.owner({ role: 'admin' });
      await remember(attacker.key);
      await end(server, attacker);

      await expectRefused(attacker.access(...request(target)), {
        status: 401,
        code: 'unauthenticated',
      });
    });

    it('is refused with 403 to a key whose role does not grant access:manage any more', async () => {
      const role = await server.role(PERMISSIONS);
      const attacker = await server.owner({ role });
      await remember(attacker.key);
      await setRole(server, role, LESS);

      await expectRefused(attacker.access(...request(target)), {
        status: 403,
        code: 'permission_denied',
        missing_permissions: ['access:manage'],
      });
    });

    it('is refused with 403 to a token whose role does not grant access:manage any more', async () => {
      const roles = await server.role(PERMISSIONS);
      const token = await issuer.sign({ claims: { roles } });
      await remember(token);
      await setRole(server, roles, LESS);

      await expectRefused(send(token, ...request(target)), {
        status: 403,
        missing_permissions: ['access:manage'],
      });
    });

    it('is made by a valid key, by a valid token and by the bootstrap key', async () => {
      const { key } = await server.owner({ role: await server.role(PERMISSIONS) });
      const token = await issuer.sign({ claims: { roles: await server.role(PERMISSIONS) } });
      for (const credential of [key, token, BOOTSTRAP]) {
        target = { keyId: (await server.owner()).keyId, role: await server.role([]) };

        expect((await send(credential, ...request(target))).status).toBe(status);
      }
    });
  });

  it('is refused with 401 to a token that expires while another change is made', async () => {
    // Clocks may be five seconds apart, so this one is valid for two more seconds.
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

  it('is refused with 403 where the role of the key lost what the change hands out', async () => {
    const role = await server.role(PERMISSIONS);
    const attacker = await server.owner({ role });
    await remember(attacker.key);
    await setRole(server, role, ['access:manage']);
    const name = `role-${randomUUID()}`;

    await expectRefused(
      attacker.access('put', `roles/${name}`, { permissions: ['owners:erase'] }),
      { status: 403, missing_permissions: ['owners:erase'] },
    );
  });
});
