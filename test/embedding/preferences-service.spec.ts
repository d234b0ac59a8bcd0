import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  DecisionsService,
  entityTagOf,
  type InvalidInputError,
  NotificationPreference,
  NotificationPreferenceVersion,
  PreferencesService,
} from '../../src/index.js';
import { type HostDatabase, http, migratedHostDatabase, startHost } from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const OFF = { inAppEnabled: false, emailEnabled: false, pushEnabled: false };

/** A user of the host. Its caller has other members than ours. */
const USER = { ownerId: 'ada', displayName: 'Ada' };

let owners = 0;
const anOwner = () => ({ ownerId: `owner-${(owners += 1)}`, tenantId: 'acme' });

describe('PreferencesService', () => {
  let database: HostDatabase;
  let app: INestApplication;
  let service: PreferencesService;
  let decisions: DecisionsService;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {
      messaging: {
        caller: () => ({
          ...USER,
          permissions: ['messaging:update'],
          credentialId: 'session-7',
        }),
        systemDefault: { ...OFF, inAppEnabled: true, digest: 'off' },
      },
    });
    service = app.get(PreferencesService, { strict: false });
    decisions = app.get(DecisionsService, { strict: false });
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const manager = () => app.get<DataSource>(DataSource).manager;
  const versions = (owner: object) =>
    manager().find(NotificationPreferenceVersion, { where: owner, order: { version: 'ASC' } });

  it('upsert returns the whole stored preference', async () => {
    const owner = anOwner();
    const stored = await service.upsert(owner, { ...ON, category: 'billing', digest: 'daily' });

    expect(stored).toBeInstanceOf(NotificationPreference);
    expect(stored).toEqual(await manager().findOneBy(NotificationPreference, owner));
    expect(stored).toMatchObject({ ...owner, ...ON, category: 'billing', digest: 'daily' });
    expect(stored.version).toBe(1);
  });

  const refused = async (field: string, owner: object, wrong: object, context = {}) => {
    const call = service.upsert(owner as never, { ...ON, ...wrong }, context);

    const { errors } = (await call.catch((error: unknown) => error)) as InvalidInputError;
    expect(errors.map((it) => it.field ?? it.parameter)).toEqual([field]);
    expect(await manager().countBy(NotificationPreference, { ownerId: 'refused' })).toBe(0);
  };

  it.each([
    { category: '' },
    { category: 'a\0' },
    { category: ' padded' },
    { category: 7 },
    { emailEnabled: 'false' },
    { emailEnabled: undefined },
    { digest: 'weekly' },
    { digest: null },
  ])('upsert rejects the invalid input %j and stores nothing', async (wrong) => {
    await refused(Object.keys(wrong)[0]!, { ownerId: 'refused' }, wrong);
  });

  it.each([
    [{ ownerId: 'a\0' }, 'ownerId'],
    [{ ownerId: '' }, 'ownerId'],
    [{}, 'ownerId'],
    [{ ownerId: 'a', tenantId: '\ud800' }, 'tenantId'],
  ])('upsert rejects the invalid owner %j and stores nothing', async (owner, field) => {
    await refused(field, owner, {});
  });

  it.each([
    { actor: '' },
    { actor: 7 },
    { credentialId: 'a\nb' },
    { via: 'x'.repeat(256) },
    { requestId: '\ud800' },
    { ifMatch: '' },
    { ifNoneMatch: 'a' },
    { ifNoneMatch: '*', ifMatch: '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"' },
    { ifMatch: '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1' },
    { ifMatch: '"é€"' },
  ])('upsert rejects the invalid context %j and stores nothing', async (context) => {
    await refused(Object.keys(context)[0]!, { ownerId: 'refused' }, {}, context);
  });

  it('a category in decomposed Unicode form is stored and found in NFC', async () => {
    const owner = anOwner();
    await service.upsert(owner, { category: 'cafe\u0301', ...OFF });

    expect(await decisions.effectivePreference(owner, 'cafe\u0301')).toMatchObject({
      source: 'category',
      category: 'caf\u00e9',
      preference: OFF,
    });
  });

  it("an owner without a preference gets the host's system default", async () => {
    expect(await decisions.effectivePreference(anOwner(), 'billing')).toMatchObject({
      category: 'billing',
      preference: { ...OFF, inAppEnabled: true, digest: 'off' },
      source: 'system_default',
      preferenceId: null,
    });
  });

  it('keeps a version of each actual change with its actor, credential, via and request id', async () => {
    const owner = anOwner();
    const first = await service.upsert(owner, ON);
    await service.upsert(owner, ON, { actor: 'nobody changes anything' });
    const context = { actor: 'ben', credentialId: 'key-1', via: 'import', requestId: 'r-1' };
    const second = await service.upsert(owner, { ...OFF, digest: 'off' }, context);

    const kept = { ...owner, preferenceId: first.id, category: null, deleted: false };
    expect(await versions(owner)).toEqual([
      {
        ...kept,
        ...ON,
        digest: 'instant',
        version: 1,
        changedAt: first.updatedAt,
        actor: 'system',
        credentialId: null,
        via: 'service',
        requestId: null,
      },
      {
        ...kept,
        ...OFF,
        digest: 'off',
        version: 2,
        changedAt: second.updatedAt,
        ...context,
      },
    ]);
  });

  it('the version of a change over HTTP names the caller, the credential and the request id', async () => {
    await http(app).put(PATH).set('X-Request-Id', 'mine').send(VALID);

    expect(await versions({ ownerId: 'ada' })).toEqual([
      expect.objectContaining({
        actor: 'ada',
        credentialId: 'session-7',
        via: 'api',
        requestId: 'mine',
      }),
    ]);
  });

  it('concurrent writes get consecutive versions', async () => {
    const owner = anOwner();
    const inputs = Array.from({ length: 60 }, (_, i) => ({
      ...ON,
      emailEnabled: i % 2 === 0,
      digest: (['instant', 'hourly', 'daily', 'off'] as const)[i % 4],
    }));
    const answers = await Promise.all(inputs.map((input) => service.upsert(owner, input)));

    const kept = await versions(owner);
    expect(kept.map(({ version }) => version)).toEqual(kept.map((_, i) => i + 1));
    expect(Math.max(...answers.map(({ version }) => version))).toBe(kept.length);
    for (const { version, digest, emailEnabled } of answers) {
      expect(kept[version - 1]).toMatchObject({ digest, emailEnabled });
    }
  });

  describe('ifMatch', () => {
    it('upsert replaces the preference when ifMatch names its current version', async () => {
      const owner = anOwner();
      const seen = await service.upsert(owner, ON);
      const replaced = await service.upsert(owner, OFF, { ifMatch: entityTagOf(seen) });

      expect(replaced).toMatchObject({ id: seen.id, version: 2, ...OFF });
      expect(replaced.createdAt).toEqual(seen.createdAt);
      expect(await versions(owner)).toHaveLength(2);
    });

    it('upsert rejects an ifMatch that names an older version or another preference', async () => {
      const owner = anOwner();
      const seen = await service.upsert(owner, ON);
      const changed = await service.upsert(owner, OFF);
      const ifMatch = entityTagOf(seen);
      const stale = service.upsert(owner, { ...ON, digest: 'daily' }, { ifMatch });
      const elsewhere = service.upsert(owner, { ...ON, category: 'billing' }, { ifMatch });
      const anothers = service.upsert(anOwner(), ON, { ifMatch: entityTagOf(changed) });

      for (const call of [stale, elsewhere, anothers]) {
        await expect(call).rejects.toMatchObject({ name: 'PreconditionFailedError' });
      }
      expect(await manager().findBy(NotificationPreference, owner)).toEqual([changed]);
    });

    it('upsert accepts a retry of a call that succeeded', async () => {
      const owner = anOwner();
      const ifMatch = entityTagOf(await service.upsert(owner, ON));
      const first = await service.upsert(owner, OFF, { ifMatch });
      const again = await service.upsert(owner, OFF, { ifMatch });

      expect(again).toEqual(first);
    });

    it('one of several concurrent calls with the same ifMatch succeeds', async () => {
      const owner = anOwner();
      const ifMatch = entityTagOf(await service.upsert(owner, { ...ON, digest: 'off' }));
      const inputs = (['instant', 'hourly', 'daily'] as const).flatMap((digest) => [
        { ...ON, digest },
        { ...OFF, digest },
      ]);
      const outcomes = await Promise.allSettled(
        inputs.map((input) => service.upsert(owner, input, { ifMatch })),
      );

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await versions(owner)).toHaveLength(2);
    });
  });
});
