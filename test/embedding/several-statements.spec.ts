import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { NotificationPreference, OwnersService, PreferencesService } from '../../src/index.js';
import { TransactionsService } from '../../src/messaging/storage/transactions.service.js';
import { type HostDatabase, migratedHostDatabase, startHost } from '../support/test-host.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };

const anOwner = () => ({ tenantId: '', ownerId: `owner-${randomUUID()}` });

describe('a write of several statements', () => {
  let database: HostDatabase;
  let app: INestApplication;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {});
    dataSource = app.get(DataSource);
    await dataSource.query('CREATE TABLE note (text text)');
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const noted = async (text: string) =>
    (await dataSource.query<object[]>('SELECT FROM note WHERE text = $1', [text])).length;

  /** Writes a note, then fails. */
  const failingWrite = (text: string, manager?: EntityManager) =>
    app
      .get(TransactionsService, { strict: false })
      .transaction(anOwner(), { manager }, async (it) => {
        await it.query('INSERT INTO note VALUES ($1)', [text]);
        await it.query('SELECT 1 / 0');
      });

  const withConnection = async <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> => {
    const runner = dataSource.createQueryRunner();
    return work(runner.manager).finally(() => runner.release());
  };

  it('is rolled back when its second statement fails, even if the host has no onChange', async () => {
    const text = randomUUID();

    await expect(failingWrite(text)).rejects.toThrow('division by zero');
    expect(await noted(text)).toBe(0);
  });

  it('is rolled back on a connection of the host that has no open transaction', async () => {
    const text = randomUUID();
    const written = withConnection((manager) => failingWrite(text, manager));

    await expect(written).rejects.toThrow('division by zero');
    expect(await noted(text)).toBe(0);
  });

  it.each<[opened: string, begin: (manager: EntityManager) => Promise<unknown>]>([
    ['with TypeORM', async ({ queryRunner }) => queryRunner?.startTransaction()],
    ['with a BEGIN statement', (manager) => manager.query('BEGIN')],
  ])('joins a transaction that the host opened %s', async (_, begin) => {
    const [owner, other] = [anOwner(), anOwner()];
    const preferences = app.get(PreferencesService, { strict: false });
    await preferences.upsert(owner, ON);
    await withConnection(async (manager) => {
      await begin(manager);
      await preferences.upsert(other, ON, { manager });
      await app.get(OwnersService, { strict: false }).erase(owner, { manager });
      expect((await preferences.list(owner, {}, { manager })).items).toEqual([]);
      await manager.query('ROLLBACK');
    });

    expect((await preferences.list(owner)).items).toHaveLength(1);
    expect((await preferences.list(other)).items).toEqual([]);
  });

  it('that erases an owner is rolled back when its last statement fails', async () => {
    const owner = anOwner();
    await app.get(PreferencesService, { strict: false }).upsert(owner, ON);
    await dataSource.query('ALTER TABLE notification_erasure ADD CONSTRAINT no CHECK (false)');
    try {
      const erased = app.get(OwnersService, { strict: false }).erase(owner);
      await expect(erased).rejects.toThrow('violates check constraint');
    } finally {
      await dataSource.query('ALTER TABLE notification_erasure DROP CONSTRAINT no');
    }

    expect(await dataSource.manager.countBy(NotificationPreference, owner)).toBe(1);
  });
});
