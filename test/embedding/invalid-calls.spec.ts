import type { INestApplication } from '@nestjs/common';
import {
  CategoriesService,
  type Caller,
  DecisionsForManyService,
  DecisionsService,
  InvalidInputError,
  OwnersService,
  PreferenceHistoryService,
  PreferencesService,
} from '../../src/index.js';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const NOBODY = { ownerId: 'nobody' };
const RECIPIENTS = { text: 'SELECT 1 AS owner_id', parameters: [] };

type Call = () => Promise<unknown>;

describe('an invalid call', () => {
  let database: HostDatabase;
  let app: INestApplication;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {});
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const service = <T>(type: abstract new (...args: never[]) => T) =>
    app.get<T>(type, { strict: false });
  const preferences = () => service(PreferencesService);
  const history = () => service(PreferenceHistoryService);
  const decisions = () => service(DecisionsService);
  const dataSource = () => app.get<DataSource>(getDataSourceToken());
  const categories = () => service(CategoriesService);
  const many = () => service(DecisionsForManyService);
  const owners = () => service(OwnersService);

  const placesIn = async (call: Call) => {
    const error: unknown = await call().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(InvalidInputError);
    return (error as InvalidInputError).errors.map(({ field, parameter }) => field ?? parameter);
  };

  it.each<[place: string, call: Call]>([
    ['', () => preferences().upsert(NOBODY, null as never)],
    ['owner', () => preferences().upsert(undefined as never, ON)],
    ['preferences', () => preferences().upsertMany(NOBODY, [])],
    ['preferences', () => preferences().upsertMany(NOBODY, 'x' as never)],
    ['preferences', () => preferences().upsertMany(NOBODY, Array<typeof ON>(101).fill(ON))],
    ['preferences[1].category', () => preferences().upsertMany(NOBODY, [ON, ON])],
    ['preferences[1]', () => preferences().upsertMany(NOBODY, [ON, null as never])],
    [
      'preferences[0].digest',
      () => preferences().upsertMany(NOBODY, [{ ...ON, digest: 'weekly' as never }]),
    ],
    ['preferences[0].ifMatch', () => preferences().upsertMany(NOBODY, [{ ...ON, ifMatch: '**' }])],
    ['limit', () => preferences().list(NOBODY, { limit: 0 })],
    ['limit', () => preferences().list(NOBODY, { limit: '5' as never })],
    ['cursor', () => preferences().list(NOBODY, { cursor: 'x' })],
    ['categories[0]', () => preferences().list(NOBODY, { categories: [''] })],
    ['limit', () => history().list(NOBODY, { limit: 101 })],
    ['cursor', () => history().list(NOBODY, { cursor: '' })],
    ['categories[0]', () => decisions().effectivePreferences(NOBODY, { categories: ['..'] })],
    ['asOf', () => decisions().effectivePreferences(NOBODY, { asOf: '2026-01-01' as never })],
    ['asOf', () => decisions().effectivePreferences(NOBODY, { asOf: new Date(NaN) })],
    ['asOf', () => decisions().effectivePreferences(NOBODY, { asOf: new Date('2999-01-01') })],
    ['asOf', () => decisions().effectivePreferences(NOBODY, { asOf: new Date(8.64e15) })],
    ['ownerIds[0]', () => decisions().effectivePreferencesOf({ ownerIds: [''] }, null)],
    ['ownerId', () => owners().export({ ownerId: 'x'.repeat(256) })],
    ['ownerId', () => owners().erase({ ownerId: '..' })],
    ['tenantId', () => categories().list({ tenantId: 'a\u0000' })],
    ['cursor', () => categories().list({}, { cursor: 'x' })],
    ['name', () => categories().get({}, '')],
    ['name', () => categories().delete({}, null as never)],
  ])('is rejected with an error at %j: %s', async (place, call) => {
    expect(await placesIn(call)).toEqual([place]);
  });

  it.each<[place: string, call: Call]>([
    ['limt', () => categories().list({}, { limt: 5 } as never)],
    ['category', () => preferences().list(NOBODY, { category: ['x'] } as never)],
    ['as_of', () => decisions().effectivePreferences(NOBODY, { as_of: new Date() } as never)],
    ['preference_id', () => history().list(NOBODY, { preference_id: 'x' } as never)],
    ['tenant', () => preferences().upsert({ ...NOBODY, tenant: 'acme' } as never, ON)],
    ['tenant', () => categories().list({ tenant: 'acme' } as never)],
    [
      'tenant',
      () => decisions().effectivePreferencesOf({ ownerIds: ['a'], tenant: 'x' } as never, null),
    ],
    ['tenant_id', () => owners().erase({ ...NOBODY, tenant_id: 'acme' } as never)],
    ['ifmatch', () => preferences().upsert(NOBODY, ON, { ifmatch: '"x"' } as never)],
    ['ifNoneMatch', () => preferences().delete(NOBODY, 'x', { ifNoneMatch: '*' } as never)],
    ['ifMatch', () => preferences().upsertMany(NOBODY, [ON], { ifMatch: null } as never)],
    ['transaction', () => owners().export(NOBODY, { transaction: {} } as never)],
    [
      'owner_ids',
      () => many().statement({ category: null, recipients: RECIPIENTS, owner_ids: [] } as never),
    ],
  ])('is rejected for its unknown member %j: %s', async (place, call) => {
    expect(await placesIn(call)).toEqual([place]);
  });

  it.each<[place: string, call: Call]>([
    ['page', () => categories().list({}, null as never)],
    ['tenant', () => categories().list(undefined as never)],
    ['tenant', () => categories().get('acme' as never, 'news')],
    ['context', () => preferences().upsert(NOBODY, ON, null as never)],
    ['context', () => preferences().list(NOBODY, {}, 'x' as never)],
    ['manager', () => preferences().upsert(NOBODY, ON, { manager: null as never })],
    ['manager', () => preferences().list(NOBODY, {}, { manager: {} as never })],
    ['manager', () => preferences().list(NOBODY, {}, { manager: dataSource() as never })],
    ['request', () => preferences().list(NOBODY, null as never)],
    ['request', () => history().list(NOBODY, [] as never)],
    ['cursor', () => categories().list({}, { cursor: 5 as never })],
    ['cursor', () => history().list(NOBODY, { cursor: 5 as never })],
    ['preferenceId', () => history().list(NOBODY, { preferenceId: 5 as never })],
    ['categories', () => preferences().list(NOBODY, { categories: 'x' as never })],
    ['categories', () => decisions().effectivePreferences(NOBODY, { categories: 'x' as never })],
    ['request', () => decisions().effectivePreferences(NOBODY, new Date() as never)],
    ['ownerIds', () => decisions().effectivePreferencesOf({} as never, null)],
    ['ownerIds', () => decisions().effectivePreferencesOf({ ownerIds: 'ab' as never }, null)],
    ['owners', () => decisions().effectivePreferencesOf(['a'] as never, null)],
    ['recipients', () => many().statement({ category: null } as never)],
    ['recipients', () => many().statement({ category: null, recipients: 'SELECT' as never })],
    ['category', () => many().statement({ recipients: RECIPIENTS } as never)],
    ['request', () => many().statement(undefined as never)],
    ['ifMatch', () => preferences().upsert(NOBODY, ON, { ifMatch: 5 as never })],
    ['ifNoneMatch', () => preferences().upsert(NOBODY, ON, { ifNoneMatch: '"x"' as never })],
  ])('is rejected for a value of the wrong type, with an error at %j: %s', async (place, call) => {
    expect(await placesIn(call)).toEqual([place]);
  });

  it.each<[places: string[], call: Call]>([
    [
      ['ownerId', 'tenantId', 'inAppEnabled', 'emailEnabled', 'pushEnabled', 'actor', 'via'],
      () =>
        preferences().upsert({ ownerId: '', tenantId: '\0' }, { inAppEnabled: 1 } as never, {
          actor: '',
          via: '',
        }),
    ],
    [
      ['categories[0]', 'categories[2]', 'limit', 'cursor'],
      () => preferences().list(NOBODY, { categories: ['', null, '..'], limit: 0, cursor: 'x' }),
    ],
    [
      ['ownerId', 'preferences[0].digest', 'requestId'],
      () =>
        preferences().upsertMany({ ownerId: '..' }, [{ ...ON, digest: 'x' as never }], {
          requestId: '',
        }),
    ],
    [
      ['ownerId', 'categories[1]', 'asOf', 'actor'],
      () =>
        decisions().effectivePreferences(
          {} as never,
          { categories: ['a', ' a'], asOf: 5 as never },
          { actor: '' },
        ),
    ],
    [
      ['tenantId', 'ownerIds[1]', 'ownerIds[2]', 'category'],
      () => decisions().effectivePreferencesOf({ tenantId: '\0', ownerIds: ['a', '', '..'] }, ''),
    ],
    [
      ['tenantId', 'name', 'title', 'via'],
      () => categories().put({ tenantId: '..' }, '', { title: 1 as never }, { via: '' }),
    ],
    [['ownerId', 'via'], () => owners().erase({ ownerId: '' }, { via: '' })],
    [
      ['tenantId', 'category', 'recipients', 'actor'],
      () =>
        many().statement({ tenantId: '..', category: '', recipients: {} as never }, { actor: '' }),
    ],
  ])('is rejected with all of its faults: %j', async (places, call) => {
    expect(await placesIn(call)).toEqual(places);
  });

  it('names the member and the argument of an unknown member', async () => {
    const call = preferences().upsert(NOBODY, ON, { ifmatch: '"x"' } as never);

    await expect(call).rejects.toMatchObject({
      errors: [
        {
          parameter: 'ifmatch',
          code: 'unknown_field',
          detail: 'ifmatch is not a member of context.',
        },
      ],
    });
  });

  it('stores nothing', async () => {
    expect((await preferences().list(NOBODY)).items).toEqual([]);
  });

  it('is not one whose owner is a Caller, or whose members are undefined', async () => {
    const caller: Caller = { ...NOBODY, permissions: ['messaging:read'], credentialId: 'key-1' };
    const request = { limit: undefined, limt: undefined } as never;

    expect((await preferences().list(caller, request, { manager: undefined })).items).toEqual([]);
    expect((await categories().list(caller)).items).toEqual([]);
  });

  it('is not one with a null ifMatch, which is no condition in a batch and in a single call', async () => {
    const ada = { ownerId: 'ada' };
    const single = await preferences().upsert(ada, ON, { ifMatch: null });
    const batch = await preferences().upsertMany(ada, [{ ...ON, ifMatch: null }]);

    expect(batch).toEqual([single]);
  });
});
