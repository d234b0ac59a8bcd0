import type { INestApplication } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import {
  CategoriesService,
  OwnersService,
  type PreferenceChange,
  PreferenceHistoryService,
  PreferencesService,
} from '../../src/index.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const OFF = { inAppEnabled: false, emailEnabled: false, pushEnabled: false };

let owners = 0;
const anOwner = () => ({ ownerId: `owner-${(owners += 1)}`, tenantId: 'acme' });

describe('the services', () => {
  let database: HostDatabase;
  let app: INestApplication;
  let told: PreferenceChange[][];
  let refuse: boolean;

  const service = <T>(type: abstract new (...args: never[]) => T) =>
    app.get<T>(type, { strict: false });

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {
      messaging: {
        onChange: (changes) => {
          told.push(changes);
          return refuse ? Promise.reject(new Error('refused')) : Promise.resolve();
        },
      },
    });
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });
  beforeEach(() => {
    told = [];
    refuse = false;
  });

  describe('onChange', () => {
    it('onChange gets the actual changes of a batch in one call', async () => {
      const owner = anOwner();
      const preferences = service(PreferencesService);
      const [same, changed] = await preferences.upsertMany(owner, [
        { ...ON, category: 'same' },
        { ...ON, category: 'changed' },
      ]);
      told = [];
      await preferences.upsertMany(owner, [
        { ...ON, category: 'same' },
        { ...OFF, category: 'new' },
        { ...OFF, category: 'changed' },
      ]);

      expect(same?.version).toBe(1);
      expect(told).toHaveLength(1);
      expect(
        told[0]?.map(({ before, after }) => [after.category, before?.inAppEnabled, after.version]),
      ).toEqual([
        ['changed', true, 2],
        ['new', undefined, 1],
      ]);
      expect(told[0]?.[0]?.after.preferenceId).toBe(changed?.id);
    });

    it('an error from onChange undoes the whole batch', async () => {
      const owner = anOwner();
      refuse = true;
      const preferences = service(PreferencesService);
      const batch = preferences.upsertMany(owner, [ON, { ...ON, category: 'a' }]);

      await expect(batch).rejects.toThrow('refused');
      expect((await preferences.list(owner)).items).toEqual([]);
    });

    it('onChange is called for a deletion and not for an erasure', async () => {
      const owner = anOwner();
      const { id } = await service(PreferencesService).upsert(owner, ON);
      await service(PreferencesService).delete(owner, id);
      await service(OwnersService).erase(owner);

      expect(told.map(([change]) => change?.after.deleted)).toEqual([false, true]);
      expect((await service(PreferenceHistoryService).list(owner)).items).toEqual([]);
    });
  });

  it('the services join a transaction of the host and leave nothing when it rolls back', async () => {
    const owner = anOwner();
    const preferences = service(PreferencesService);
    const { id } = await preferences.upsert(owner, ON);
    const dataSource = app.get<DataSource>(getDataSourceToken());
    const undone = dataSource.transaction(async (manager) => {
      await service(CategoriesService).put({ tenantId: 'acme' }, 'undone', {}, { manager });
      await preferences.upsertMany(owner, [{ ...OFF, category: 'undone' }], { manager });
      await service(OwnersService).erase(owner, { manager });
      expect((await preferences.list(owner, {}, { manager })).items).toEqual([]);
      throw new Error('undone');
    });

    await expect(undone).rejects.toThrow('undone');
    expect((await preferences.list(owner)).items).toMatchObject([{ id }]);
    expect((await service(CategoriesService).list({ tenantId: 'acme' })).items).toEqual([]);
  });
});
