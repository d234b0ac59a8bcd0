import type { INestApplication } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  messagingEntities,
  messagingMigrations,
  type MessagingOptions,
  NotificationPreference,
  NotificationPreferenceVersion,
  type PreferenceChange,
  PreferencesService,
} from '../src/index.js';
import {
  type HostDatabase,
  type HostShape,
  http,
  migratedHostDatabase,
  startHost,
  withDataSource,
} from './support/test-host.js';
import { onPostgres } from './support/test-database.js';
import { PATH, VALID } from './support/test-server.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const OFF = { inAppEnabled: false, emailEnabled: false, pushEnabled: false };
const CONFLICT = "DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '40001'; END $$";
const ISOLATION = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'] as const;

let owners = 0;
const anOwner = () => ({ ownerId: `owner-${(owners += 1)}`, tenantId: 'acme' });

describe("a host's transactions", () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;
  let service: PreferencesService;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    await withDataSource(database.connection, (it) => it.query('CREATE TABLE note (text text)'));
  });
  afterEach(() => app?.close());
  afterAll(() => database.remove());

  const start = async (messaging: Partial<MessagingOptions> = {}, shape: HostShape = {}) => {
    app = await startHost(database, { ...shape, messaging });
    service = app.get(PreferencesService, { strict: false });
    dataSource = app.get<DataSource>(getDataSourceToken() as never);
  };
  const countNotes = async (text: string) =>
    (await dataSource.query('SELECT FROM note WHERE text = $1', [text])).length as number;
  const stored = (owner: object) => dataSource.manager.countBy(NotificationPreference, owner);

  describe.each(ISOLATION)('at %s', (isolation) => {
    beforeEach(() => start());

    const both = (owner: { ownerId: string }, end: () => void) =>
      dataSource.transaction(isolation, async (manager) => {
        await manager.query('INSERT INTO note VALUES ($1)', [owner.ownerId]);
        await service.upsert(owner, ON, { manager });
        end();
      });

    it("keep the host's row and the preference, or lose both", async () => {
      const [kept, lost] = [anOwner(), anOwner()];
      await both(kept, () => undefined);
      const abandoned = both(lost, () => {
        throw new Error('rolled back');
      });

      await expect(abandoned).rejects.toThrow('rolled back');
      expect([await stored(kept), await countNotes(kept.ownerId)]).toEqual([1, 1]);
      expect([await stored(lost), await countNotes(lost.ownerId)]).toEqual([0, 0]);
    });

    it('go on after an error of ours, which never reaches the database', async () => {
      const owner = anOwner();
      await dataSource.transaction(isolation, async (manager) => {
        const wrong = [
          service.upsert({ ownerId: 'a\0' }, ON, { manager }),
          service.upsert(owner, { ...ON, category: 'a\0' }, { manager }),
          service.upsert(owner, { ...ON, digest: 'weekly' as never }, { manager }),
          service.upsert(owner, ON, { manager, actor: 'a\0' }),
          service.upsert(owner, ON, { manager, requestId: '\ud800' }),
          service.upsert(owner, ON, { manager, ifMatch: 'W/"x"' }),
        ];
        for (const call of wrong) {
          await expect(call).rejects.toMatchObject({ name: 'InvalidInputError' });
        }
        await service.upsert(owner, ON, { manager });
      });

      expect(await stored(owner)).toBe(1);
    });

    it('go on after a precondition that failed', async () => {
      const owner = anOwner();
      await dataSource.transaction(isolation, async (manager) => {
        const ifMatch = '"0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f.1"';
        const call = service.upsert(owner, ON, { manager, ifMatch });
        await expect(call).rejects.toMatchObject({ name: 'PreconditionFailedError' });
        await service.upsert(owner, ON, { manager });
      });

      expect(await stored(owner)).toBe(1);
    });
  });

  // On the embedded database a transaction has the engine to itself: none can meet another.
  (onPostgres ? it : it.skip).each(['REPEATABLE READ', 'SERIALIZABLE'] as const)(
    'get a conflict of theirs unchanged, at %s',
    async (isolation) => {
      await start();
      const owner = anOwner();
      await service.upsert(owner, ON);
      const call = dataSource.transaction(isolation, async (manager) => {
        await manager.query('SELECT FROM notification_preference');
        await service.upsert(owner, OFF);
        await service.upsert(owner, ON, { manager, actor: 'loser' });
      });

      await expect(call).rejects.toMatchObject({ code: '40001' });
    },
  );

  (onPostgres ? it : it.skip)('get a deadlock of theirs unchanged', async () => {
    await start();
    const [one, other] = [anOwner(), anOwner()];
    const crossed = (first: object, then: object, meet: () => Promise<unknown>) =>
      dataSource.transaction(async (manager) => {
        await service.upsert(first as never, ON, { manager });
        await meet();
        await service.upsert(then as never, ON, { manager });
      });
    const meet = meeting(2);
    const outcomes = await Promise.allSettled([
      crossed(one, other, meet),
      crossed(other, one, meet),
    ]);

    const codes = outcomes.map((it) => (it as PromiseRejectedResult).reason?.code);
    expect(codes.sort()).toEqual(['40P01', undefined]);
  });

  (onPostgres ? it : it.skip)(
    'do not meet ours in an error: a call of its own is run again',
    async () => {
      const extra = { options: '-c default_transaction_isolation=serializable' };
      await start({}, { dataSource: { extra } });
      const owner = anOwner();
      await service.upsert(owner, ON);
      const holder = dataSource.createQueryRunner();
      await holder.startTransaction('READ COMMITTED');
      await service.upsert(owner, OFF, { manager: holder.manager });
      const waiting = service.upsert(owner, { ...ON, digest: 'daily' });
      await waitingForLock(dataSource.manager);
      await holder.commitTransaction();
      await holder.release();

      expect(await waiting).toMatchObject({ digest: 'daily', version: 3 });
    },
  );

  it('that are ours are run again twice, then answered with 503', async () => {
    let calls = 0;
    await start({
      onChange: async (_changes, manager) => {
        calls += 1;
        await manager.query(CONFLICT);
      },
    });
    const { status, body, headers } = await http(app!).put(PATH).send(VALID);

    expect([status, body.code, headers['retry-after']]).toEqual([503, 'unavailable', '5']);
    expect(calls).toBe(3);
    expect(await stored({ ownerId: 'ada' })).toBe(0);
  });

  it('that are theirs are run once', async () => {
    let calls = 0;
    await start({
      onChange: async (_changes, manager) => {
        calls += 1;
        await manager.query(CONFLICT);
      },
    });
    const call = dataSource.transaction((manager) => service.upsert(anOwner(), ON, { manager }));

    await expect(call).rejects.toMatchObject({ code: '40001' });
    expect(calls).toBe(1);
  });

  it('are joined where the option manager gives one', async () => {
    const [kept, lost] = [anOwner(), anOwner()];
    let current: EntityManager | undefined;
    await start({ manager: () => current ?? dataSource.manager });
    const write = (owner: { ownerId: string }, end: () => void) =>
      dataSource.transaction(async (manager) => {
        current = manager;
        await service.upsert(owner, ON).finally(() => (current = undefined));
        end();
      });
    await write(kept, () => undefined);
    const abandoned = write(lost, () => {
      throw new Error('rolled back');
    });

    await expect(abandoned).rejects.toThrow('rolled back');
    expect([await stored(kept), await stored(lost)]).toEqual([1, 0]);
  });

  describe('through the option onChange', () => {
    let told: PreferenceChange[][];

    it('hear of every real change, and only of those', async () => {
      told = [];
      await start({ onChange: async (changes) => void told.push(changes) });
      const owner = anOwner();
      const first = await service.upsert(owner, ON, { actor: 'import' });
      await service.upsert(owner, ON);
      await service.upsert(owner, OFF, { actor: 'ben', via: 'admin', requestId: 'r-1' });

      const settings = { preferenceId: first.id, category: null, digest: 'instant', ...owner };
      const created = { ...settings, ...ON, version: 1, actor: 'import', via: 'service' };
      const changed = { version: 2, actor: 'ben', via: 'admin', requestId: 'r-1' };
      expect(told).toHaveLength(2);
      expect(told[0]).toEqual([{ before: null, after: expect.objectContaining(created) }]);
      expect(told[1]).toEqual([
        {
          before: expect.objectContaining(created),
          after: expect.objectContaining({ ...settings, ...OFF, ...changed }),
        },
      ]);
      expect(told[0]![0]!.after).toBeInstanceOf(NotificationPreferenceVersion);
      expect(told[0]![0]!.after.changedAt).toEqual(first.updatedAt);
    });

    it('write within the same transaction', async () => {
      await start({
        onChange: async ([change], manager) => {
          await manager.query('INSERT INTO note VALUES ($1)', [change!.after.ownerId]);
        },
      });
      const [kept, lost] = [anOwner(), anOwner()];
      await service.upsert(kept, ON);
      const abandoned = dataSource.transaction(async (manager) => {
        await service.upsert(lost, ON, { manager });
        throw new Error('rolled back');
      });

      await expect(abandoned).rejects.toThrow('rolled back');
      expect([await countNotes(kept.ownerId), await countNotes(lost.ownerId)]).toEqual([1, 0]);
    });

    it('undo the change by throwing', async () => {
      await start({
        onChange: () => Promise.reject(new Error('the outbox is full')),
      });
      const { status, body } = await http(app!).put(PATH).send(VALID);

      expect([status, body.code]).toEqual([500, 'internal']);
      expect(await stored({ ownerId: 'ada' })).toBe(0);
    });
  });

  it('may be in a schema a tenant, chosen once a call', async () => {
    const tenants = ['red', 'blue'];
    const managers = new Map<string, DataSource>();
    for (const schema of tenants) {
      await withDataSource(database.connection, (it) => it.query(`CREATE SCHEMA ${schema}`));
      const options = { entities: messagingEntities, migrations: messagingMigrations() };
      const tenant = new DataSource({ ...database.connection, ...options, schema });
      await tenant.initialize();
      await tenant.runMigrations();
      managers.set(schema, tenant);
    }
    const asked: object[] = [];
    let tenantId = 'red';
    await start({
      caller: () => ({ ownerId: 'ada', tenantId, permissions: ['messaging:update'] }),
      manager: (owner) => {
        asked.push(owner);
        return Promise.resolve(managers.get(owner.tenantId)?.manager as EntityManager);
      },
    });
    const red = await http(app!).put(PATH).send(VALID);
    tenantId = 'blue';
    const blue = await http(app!)
      .put(PATH)
      .send({ ...VALID, digest: 'off' });
    tenantId = 'green';
    const green = await http(app!).put(PATH).send(VALID);
    const rows = await Promise.all(
      tenants.map((name) => managers.get(name)!.manager.find(NotificationPreference)),
    );
    for (const tenant of managers.values()) await tenant.destroy();

    expect([red.status, blue.status, green.status]).toEqual([200, 200, 500]);
    expect(rows.map((of) => of.map(({ tenantId, digest }) => [tenantId, digest]))).toEqual([
      [['red', 'daily']],
      [['blue', 'off']],
    ]);
    expect(asked).toEqual(
      ['red', 'blue', 'green'].map((tenantId) => ({ ownerId: 'ada', tenantId })),
    );
    expect(await stored({ ownerId: 'ada' })).toBe(0);
  });
});

/** Resolves for everyone once all have come. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let all: () => void;
  const met = new Promise<void>((resolve) => (all = resolve));
  return () => {
    come += 1;
    if (come === size) all();
    return met;
  };
}

/** Waits until another session waits for a lock. */
async function waitingForLock(manager: EntityManager): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const waiting: unknown[] = await manager.query(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits for a lock.');
}
