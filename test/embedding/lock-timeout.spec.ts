import type { INestApplication } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { NotificationPreference, PreferencesService } from '../../src/index.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';
import { onPostgres } from '../support/test-database.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };

describe("the lock timeout on a host's connections", () => {
  let database: HostDatabase;
  let app: INestApplication;
  let service: PreferencesService;
  let dataSource: DataSource;
  let onChange: ((manager: EntityManager) => Promise<void>) | undefined;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {
      messaging: { lockTimeoutMs: 300, onChange: async (_, manager) => onChange?.(manager) },
    });
    service = app.get(PreferencesService, { strict: false });
    dataSource = app.get(DataSource);
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });
  afterEach(() => void (onChange = undefined));

  const timeoutOf = async (manager: EntityManager) =>
    (await manager.query('SHOW lock_timeout'))[0].lock_timeout as string;

  it('does not change a transaction of the host', async () => {
    await dataSource.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '7s'`);
      await service.upsert({ ownerId: 'ada' }, ON, { manager });
      expect(await timeoutOf(manager)).toBe('7s');
    });
  });

  it('does not apply to onChange', async () => {
    let seen = '';
    onChange = async (manager) => void (seen = await timeoutOf(manager));
    await service.upsert({ ownerId: 'ben' }, ON);

    expect(seen).toBe('0');
  });

  // The embedded database runs one transaction at a time.
  (onPostgres ? it : it.skip)(
    'onChange may write another preference of the same owner outside of the transaction',
    async () => {
      const owner = { ownerId: 'cleo' };
      let isInner = false;
      onChange = async () => {
        if (isInner) return;
        isInner = true;
        await service.upsert(owner, { ...ON, category: 'copy' });
      };
      await service.upsert(owner, ON);

      expect(await dataSource.manager.countBy(NotificationPreference, owner)).toBe(2);
    },
  );

  (onPostgres ? it : it.skip)('ends a write whose row the host holds', async () => {
    const owner = { ownerId: 'dan' };
    await service.upsert(owner, ON);
    await dataSource.transaction(async (manager) => {
      await service.upsert(owner, { ...ON, digest: 'off' }, { manager });
      const other = service.upsert(owner, { ...ON, digest: 'daily' });

      await expect(other).rejects.toMatchObject({ code: '55P03' });
    });

    expect((await service.list(owner)).items[0]?.digest).toBe('off');
  });
});
