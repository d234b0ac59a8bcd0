import { randomUUID } from 'node:crypto';
import { ApiKey } from '../../src/access/entities/api-key.entity.js';
import { PERMISSIONS } from '../../src/index.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

describe('roles', () => {
  let server: TestServer;
  let admin: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    admin = await server.owner({ role: 'admin' });
  });
  afterAll(() => server.stop());

  const newName = () => `role-${randomUUID()}`;
  const put = (name: string, permissions: unknown, by = admin) =>
    by.access('put', `roles/${name}`, { permissions });

  it('the built-in roles exist and cannot be changed or deleted', async () => {
    const { data } = (await admin.access('get', 'roles')).body;

    expect(data.slice(0, 3)).toEqual(
      [
        ['admin', PERMISSIONS],
        ['backend', ['messaging:read', 'messaging:update', 'owners:read', 'owners:update']],
        ['member', ['messaging:read', 'messaging:update']],
      ].map(([name, permissions]) => ({
        object: 'role',
        name,
        permissions,
        built_in: true,
        created_at: null,
        updated_at: null,
      })),
    );
    for (const name of ['admin', 'backend', 'member']) {
      expect((await put(name, [])).status).toBe(409);
      expect((await admin.access('delete', `roles/${name}`)).status).toBe(409);
      expect((await admin.access('get', `roles/${name}`)).body.permissions).not.toEqual([]);
    }
  });

  it('a role is created, read, replaced and deleted', async () => {
    const name = newName();
    const made = await put(name, ['owners:read', 'messaging:read']);
    const { created_at, updated_at, ...role } = made.body;

    expect(made.status).toBe(200);
    expect(role).toEqual({
      object: 'role',
      name,
      permissions: ['messaging:read', 'owners:read'],
      built_in: false,
    });
    expect(updated_at).toBe(created_at);
    expect((await put(name, ['messaging:read', 'owners:read'])).body).toEqual(made.body);
    expect((await admin.access('get', `roles/${name}`)).body).toEqual(made.body);
    const replaced = (await put(name, [])).body;
    expect(replaced).toMatchObject({ permissions: [], created_at });
    expect((await admin.access('delete', `roles/${name}`)).status).toBe(204);
    expect((await admin.access('get', `roles/${name}`)).status).toBe(404);
    expect((await admin.access('delete', `roles/${name}`)).status).toBe(404);
  });

  it('a change of a role applies to its keys at once', async () => {
    const name = await server.role(['messaging:update']);
    const { put: store } = await server.owner({ role: name });
    expect((await store(VALID)).status).toBe(200);
    await put(name, ['messaging:read']);

    expect((await store(VALID)).body.missing_permissions).toEqual(['messaging:update']);
    await put(name, ['messaging:update']);
    expect((await store(VALID)).status).toBe(200);
  });

  it('deleting a role answers 409 with the number of active keys that have it', async () => {
    const name = await server.role(['messaging:read']);
    const [one, other, third] = [
      await server.owner({ role: name }),
      await server.owner({ role: name }),
      await server.owner({ role: name }),
    ];
    const remove = () => admin.access('delete', `roles/${name}`);
    const past = new Date(Date.now() - 1_000);

    expect((await remove()).body).toMatchObject({
      status: 409,
      code: 'conflict',
      detail: expect.stringContaining('3 API keys have this role'),
    });
    await admin.access('delete', `api-keys/${one.keyId}`);
    await server.dataSource.getRepository(ApiKey).update({ id: other.keyId }, { expiresAt: past });
    expect((await remove()).body.detail).toContain('1 API key has this role');
    await admin.access('delete', `api-keys/${third.keyId}`);
    expect((await remove()).status).toBe(204);
  });

  it('a role is not deleted when a key with it is created at the same time', async () => {
    const names = await Promise.all(Array.from({ length: 10 }, () => server.role([])));
    const race = names.map(async (role) => {
      const [key, removal] = await Promise.all([
        admin.access('post', 'api-keys', { owner_id: 'racer', role, name: 'Race' }),
        admin.access('delete', `roles/${role}`),
      ]);
      return [key.status, removal.status];
    });

    for (const outcome of await Promise.all(race)) {
      expect([
        [201, 409],
        [400, 204],
      ]).toContainEqual(outcome);
    }
  });

  it('a caller cannot create a role with a permission that the caller lacks', async () => {
    const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
    const name = newName();
    const { status, body } = await put(name, ['messaging:read', 'owners:erase'], limited);

    expect([status, body.missing_permissions]).toEqual([403, ['owners:erase']]);
    expect((await put(name, ['messaging:read'], limited)).status).toBe(200);
  });

  it('a caller cannot replace or delete a role that has a permission the caller lacks', async () => {
    const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
    const name = await server.role(['messaging:read', 'owners:erase']);
    const emptied = await put(name, [], limited);
    const reduced = await put(name, ['messaging:read'], limited);
    const deleted = await limited.access('delete', `roles/${name}`);

    for (const { status, body } of [emptied, reduced, deleted]) {
      expect([status, body.missing_permissions]).toEqual([403, ['owners:erase']]);
    }
    expect((await admin.access('get', `roles/${name}`)).body.permissions).toEqual([
      'messaging:read',
      'owners:erase',
    ]);
  });

  it('a caller who holds all permissions of a role reduces and deletes it', async () => {
    const limited = await server.owner({ permissions: ['access:manage', 'messaging:read'] });
    const name = await server.role(['messaging:read']);

    expect((await put(name, [], limited)).status).toBe(200);
    expect((await limited.access('delete', `roles/${name}`)).status).toBe(204);
  });

  it('a credential of a tenant cannot change a role, because all tenants share roles', async () => {
    const theirs = await server.owner({ tenantId: 'acme', role: 'admin' });
    const name = await server.role([]);

    expect((await put(name, ['messaging:read'], theirs)).status).toBe(403);
    expect((await theirs.access('delete', `roles/${name}`)).status).toBe(403);
    expect((await theirs.access('get', `roles/${name}`)).body.permissions).toEqual([]);
  });

  it.each([
    [['messaging:read', 'messaging:read'], '#/permissions'],
    [['messaging:everything'], '#/permissions'],
    ['messaging:read', '#/permissions'],
    [null, '#/permissions'],
    [undefined, '#/permissions'],
    [[{}], '#/permissions'],
  ])('answers 400 to a role with the permissions %j', async (permissions, pointer) => {
    const { status, body } = await put(newName(), permissions);

    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it.each(['a:b', 'a b', '-a', '%F0%9F%94%94', 'a'.repeat(65)])(
    'answers 400 to the role name %s',
    async (name) => {
      const { status, body } = await put(name, []);

      expect([status, body.errors[0].parameter]).toEqual([400, 'name']);
      expect((await admin.access('get', `roles/${name}`)).status).toBe(404);
    },
  );
});

describe('the last global key that may manage access', () => {
  let server: TestServer;
  let last: TestOwner;

  beforeEach(async () => {
    server = await TestServer.start();
    const role = await server.role(PERMISSIONS);
    last = await server.owner({ role });
  });
  afterEach(() => server.stop());

  const revoke = (by: TestOwner, { keyId }: TestOwner) => by.access('delete', `api-keys/${keyId}`);

  it('the last global key cannot be revoked, and its role cannot lose access:manage', async () => {
    const { role } = (await last.access('get', `api-keys/${last.keyId}`)).body;
    await server.owner({ tenantId: 'acme', role: 'admin' });
    const taken = await last.access('put', `roles/${role}`, { permissions: ['messaging:read'] });

    expect([(await revoke(last, last)).status, taken.status]).toEqual([409, 409]);
    expect((await last.access('get', 'roles')).status).toBe(200);
  });

  it('a global key can be revoked while another one may manage access', async () => {
    const other = await server.owner({ role: 'admin' });

    expect((await revoke(last, last)).status).toBe(204);
    expect((await last.access('get', 'roles')).status).toBe(401);
    expect((await revoke(other, other)).status).toBe(409);
  });

  it('only one of two global keys that revoke each other at the same time succeeds', async () => {
    const other = await server.owner({ role: 'admin' });
    const answers = await Promise.all([revoke(last, other), revoke(other, last)]);
    const left = await Promise.all([last, other].map((key) => key.access('get', 'roles')));

    // The key of the second request is already revoked.
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
    expect(left.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('the last global key can be rotated with an overlap of 0', async () => {
    const { status } = await last.access('post', `api-keys/${last.keyId}/rotate`, {
      overlap_seconds: 0,
    });

    expect(status).toBe(200);
  });
});

describe('a server with a bootstrap key', () => {
  it('lets every key be revoked, because the bootstrap key can still manage access', async () => {
    const server = await TestServer.start({ bootstrapApiKey: 'b'.repeat(32) });
    const admin = await server.owner({ role: 'admin' });

    expect((await admin.access('delete', `api-keys/${admin.keyId}`)).status).toBe(204);
    await server.stop();
  });
});
