import type { INestApplication } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type MessagingOptions,
  NotificationPreference,
  PreferencesService,
} from '../../src/index.js';
import {
  type HostDatabase,
  type HostShape,
  http,
  migratedHostDatabase,
  startHost,
  withDataSource,
} from '../support/test-host.js';
import { onPostgres } from '../support/test-database.js';
import { PATH, VALID } from '../support/test-server.js';

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
    dataSource = app.get<DataSource>(getDataSourceToken());
  };
  const countNotes = async (text: string) =>
    (await dataSource.query('SELECT FROM note WHERE text = $1', [text])).length as number;
  const stored = (owner: object) => dataSource.manager.countBy(NotificationPreference, owner);

  describe.each(ISOLATION)('at isolation level %s', (isolation) => {
    beforeEach(() => start());

    const both = (owner: { ownerId: string }, end: () => void) =>
      dataSource.transaction(isolation, async (manager) => {
        await manager.query('INSERT INTO note VALUES ($1)', [owner.ownerId]);
        await service.upsert(owner, ON, { manager });
        end();
      });

    it("a transaction commits the host's row and the preference together, or rolls back both", async () => {
      const [kept, lost] = [anOwner(), anOwner()];
      await both(kept, () => undefined);
      const abandoned = both(lost, () => {
        throw new Error('rolled back');
      });

      await expect(abandoned).rejects.toThrow('rolled back');
      expect([await stored(kept), await countNotes(kept.ownerId)]).toEqual([1, 1]);
      expect([await stored(lost), await countNotes(lost.ownerId)]).toEqual([0, 0]);
    });

    it('a transaction continues after calls with invalid input, which send no statement', async () => {
      const owner = anOwner();
      await dataSource.transaction(isolation, async (manager) => {
        const wrong = [
          () => service.upsert({ ownerId: 'a\0' }, ON, { manager }),
          () => service.upsert(owner, { ...ON, category: 'a\0' }, { manager }),
          () => service.upsert(owner, { ...ON, digest: 'weekly' as never }, { manager }),
          () => service.upsert(owner, ON, { manager, actor: 'a\0' }),
          () => service.upsert(owner, ON, { manager, requestId: '\ud800' }),
          () => service.upsert(owner, ON, { manager, ifMatch: 'x' }),
        ];
        for (const call of wrong) {
          await expect(call()).rejects.toMatchObject({ name: 'InvalidInputError' });
        }
        await service.upsert(owner, ON, { manager });
      });

      expect(await stored(owner)).toBe(1);
    });

    it('a transaction continues after a failed precondition', async () => {
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

  // The embedded database runs one transaction at a time, so transactions cannot conflict.
  (onPostgres ? it : it.skip).each(['REPEATABLE READ', 'SERIALIZABLE'] as const)(
    "a serialization conflict in the host's transaction reaches the host unchanged, at %s",
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

  (onPostgres ? it : it.skip)(
    "a deadlock in the host's transaction reaches the host unchanged",
    async () => {
      await start();
      const [one, other] = [anOwner(), anOwner()];
      const writeBoth = (first: object, then: object, reachBarrier: () => Promise<unknown>) =>
        dataSource.transaction(async (manager) => {
          await service.upsert(first as never, ON, { manager });
          await reachBarrier();
          await service.upsert(then as never, ON, { manager });
        });
      const reachBarrier = barrier(2);
      const outcomes = await Promise.allSettled([
        writeBoth(one, other, reachBarrier),
        writeBoth(other, one, reachBarrier),
      ]);

      const codes = outcomes.map((it) => (it as PromiseRejectedResult).reason?.code);
      expect(codes.sort()).toEqual(['40P01', undefined]);
    },
  );

  (onPostgres ? it : it.skip)(
    'a call in its own transaction is retried after a serialization conflict',
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

  it('a request in its own transaction is retried twice after conflicts, then answered with 503', async () => {
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

  it("a call in the host's transaction is not retried", async () => {
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

  it('a call joins a transaction that was opened with a plain BEGIN', async () => {
    await start({ onChange: () => Promise.resolve() });
    const owner = anOwner();
    const runner = dataSource.createQueryRunner();
    await runner.query('BEGIN');
    await service.upsert(owner, ON, { manager: runner.manager });
    await runner.query('ROLLBACK');
    await runner.release();

    expect(await stored(owner)).toBe(0);
  });

  it('a call joins the transaction of the manager that the option manager returns', async () => {
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
});

/** A barrier: the promises of all calls resolve at the call number `size`. */
function barrier(size: number): () => Promise<void> {
  let calls = 0;
  let open: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return () => {
    calls += 1;
    if (calls === size) open();
    return opened;
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
  throw new Error('No session waits for a lock.');
}
