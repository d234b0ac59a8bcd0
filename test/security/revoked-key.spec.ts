import { ApiKey } from '../../src/access/entities/api-key.entity.js';
import { Role } from '../../src/access/entities/role.entity.js';
import { PERMISSIONS } from '../../src/index.js';
import { onPostgres } from '../support/test-database.js';
import { TestServer, type TestOwner } from '../support/test-server.js';
import { attackBy, changesAfter, untilItChanges } from './attack.js';

const ROUNDS = onPostgres ? 30 : 5;
const LIFE_MS = 700;

describe('a key that changes keys and roles in parallel loops', () => {
  let server: TestServer;
  let admin: TestOwner;
  let rotated: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    admin = await server.owner({ role: 'admin' });
    rotated = await server.owner();
  });
  afterAll(() => server.stop());

  const expectNothingAfter = async ({ keyId }: TestOwner, moment: Date) =>
    expect(await changesAfter(server, keyId, moment)).toEqual([]);

  it(`makes no change after its revocation, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const attacker = await server.owner({ role: 'admin' });
      const attack = attackBy(attacker, rotated.keyId);
      await untilItChanges(attack);
      const { status } = await admin.access('delete', `api-keys/${attacker.keyId}`);
      const refusals = await attack.refusals;

      expect([status, attack.made() > 0]).toEqual([204, true]);
      expect(new Set(refusals)).toEqual(new Set([401]));
      const { revokedAt } = await server.keys.get({}, attacker.keyId);
      await expectNothingAfter(attacker, revokedAt!);
    }
  }, 300_000);

  it(`makes no change after its role lost access:manage, in ${ROUNDS} rounds`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const role = await server.role(PERMISSIONS);
      const attacker = await server.owner({ role });
      const attack = attackBy(attacker, rotated.keyId);
      await untilItChanges(attack);
      const permissions = PERMISSIONS.filter((permission) => permission !== 'access:manage');
      const { status } = await admin.access('put', `roles/${role}`, { permissions });
      const refusals = await attack.refusals;

      expect([status, attack.made() > 0]).toEqual([200, true]);
      expect(new Set(refusals)).toEqual(new Set([403]));
      const { updatedAt } = await server.dataSource.getRepository(Role).findOneByOrFail({
        name: role,
      });
      await expectNothingAfter(attacker, updatedAt);
    }
  }, 300_000);

  it('makes no change after it expired', async () => {
    const rounds = Math.ceil(ROUNDS / 5);
    for (let round = 0; round < rounds; round += 1) {
      const expiresAt = new Date(Date.now() + LIFE_MS);
      const attacker = await server.owner({ role: 'admin', expiresAt });
      const attack = attackBy(attacker, rotated.keyId);
      const refusals = await attack.refusals;

      expect(attack.made()).toBeGreaterThan(0);
      expect(new Set(refusals)).toEqual(new Set([401]));
      await expectNothingAfter(attacker, expiresAt);
    }
  }, 300_000);

  it('the changes that a key made before its revocation are kept', async () => {
    const attacker = await server.owner({ role: 'admin' });
    const attack = attackBy(attacker, rotated.keyId);
    await untilItChanges(attack);
    await admin.access('delete', `api-keys/${attacker.keyId}`);
    await attack.refusals;

    const changes = await changesAfter(server, attacker.keyId, new Date(0));
    expect(changes.length).toBeGreaterThanOrEqual(attack.made());
    expect(await server.dataSource.getRepository(ApiKey).countBy({ ownerId: 'thief' })).not.toBe(0);
  });
});
