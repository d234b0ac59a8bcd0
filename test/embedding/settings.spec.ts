import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  entityTagOf,
  InvalidInputError,
  type SettingsInput,
  SettingsService,
} from '../../src/index.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';

const ADA = { ownerId: 'ada', tenantId: 'acme' };

describe('settings in the code of a host', () => {
  let database: HostDatabase;
  let app: INestApplication;
  let settings: SettingsService;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {});
    settings = app.get(SettingsService, { strict: false });
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  it('a rollback of the host takes back settings and their version', async () => {
    const rolledBack = app.get(DataSource).transaction(async (manager) => {
      await settings.put(ADA, { timeZone: 'Europe/Vienna' }, { manager });
      expect((await settings.get(ADA, { manager })).timeZone).toBe('Europe/Vienna');
      throw new Error('the host changed its mind');
    });

    await expect(rolledBack).rejects.toThrow('changed its mind');
    expect(await settings.get(ADA)).toMatchObject({ id: null, version: 0, timeZone: null });
    expect((await settings.history(ADA)).items).toEqual([]);
  });

  it('a pause is a Date, and the actor of a call is in the history', async () => {
    const pausedUntil = new Date('2030-01-31T09:30:00.123Z');
    const stored = await settings.put(ADA, { pausedUntil }, { actor: 'support' });
    const { items } = await settings.history(ADA);

    expect(stored).toMatchObject({ ...ADA, pausedUntil, version: 1 });
    expect(await settings.get(ADA)).toEqual(stored);
    expect(items).toMatchObject([{ before: null, after: { actor: 'support', via: 'service' } }]);
    await settings.put(
      ADA,
      {},
      { ifMatch: entityTagOf({ id: stored.id ?? '', version: stored.version }) },
    );
    expect((await settings.get(ADA)).pausedUntil).toBeNull();
  });

  it('the option manager is called once for each call', async () => {
    let calls = 0;
    const manager = () => {
      calls += 1;
      return app.get(DataSource).manager;
    };
    const other = await startHost(database, { messaging: { manager } });
    const service = other.get(SettingsService, { strict: false });
    await service.put({ ownerId: 'ben' }, { timeZone: 'Europe/Vienna' });
    await service.get({ ownerId: 'ben' });
    await other.close();

    expect(calls).toBe(2);
  });

  it.each<[given: object, context: object, place: object]>([
    [{ timeZone: 'Mars' }, {}, { field: 'timeZone' }],
    [
      { quietHours: [{ days: ['mon'], from: '1', to: '07:00' }] },
      {},
      { field: 'quietHours[0].from' },
    ],
    [{ pausedUntil: new Date(NaN) }, {}, { field: 'pausedUntil' }],
    [{}, { ifMatch: '"x"', ifNoneMatch: '*' }, { parameter: 'ifNoneMatch' }],
    [{}, { ifmatch: '*' }, { parameter: 'ifmatch' }],
  ])('put rejects %j with %j', async (given, context, place) => {
    const error: unknown = await settings
      .put(ADA, given as SettingsInput, context)
      .catch((e: unknown) => e);

    expect(error).toBeInstanceOf(InvalidInputError);
    expect((error as InvalidInputError).errors).toMatchObject([place]);
  });
});
