import fc from 'fast-check';
import { NotificationPreferenceVersion, PreferencesService } from '../../src/index.js';
import type { Digest } from '../../src/messaging/channels/digest.js';
import { onPostgres } from '../support/test-database.js';
import { statementsDuring } from '../support/statements.js';
import { migratedHostDatabase, startHost } from '../support/test-host.js';
import { TestServer } from '../support/test-server.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };

interface Write {
  owner: number;
  category: string | null;
  pushEnabled: boolean;
  digest: Digest;
}

const WRITES = fc.array(
  fc.record({
    owner: fc.nat(5),
    category: fc.constantFrom(null, 'news', 'billing'),
    pushEnabled: fc.boolean(),
    digest: fc.constantFrom<Digest>('instant', 'daily'),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('batched writes', () => {
  let server: TestServer;
  let preferences: PreferencesService;
  let run = 0;

  beforeAll(async () => {
    server = await TestServer.start();
    preferences = server.app.get(PreferencesService, { strict: false });
  });
  afterAll(() => server.stop());

  const upsert = (ownerId: string, pushEnabled = true, context = {}) =>
    preferences.upsert({ ownerId }, { ...ON, pushEnabled }, context);

  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}-${i}`);

  it('64 concurrent writes need two statements, and each is answered with its own values', async () => {
    const owners = names('few', 64);
    const answers: { ownerId: string; pushEnabled: boolean }[] = [];
    const statements = await statementsDuring(async () => {
      const written = owners.map((ownerId, i) => upsert(ownerId, i % 2 === 0));
      answers.push(...(await Promise.all(written)));
    });

    expect(statements).toHaveLength(2);
    expect(answers.map(({ ownerId, pushEnabled }) => [ownerId, pushEnabled])).toEqual(
      owners.map((ownerId, i) => [ownerId, i % 2 === 0]),
    );
  });

  it('batched writes give the same answers, versions and actors as single writes', async () => {
    await fc.assert(
      fc.asyncProperty(WRITES, async (writes) => {
        run += 1;
        const batched = await outcome(`batched-${run}`, writes, (all) =>
          Promise.all(all.map((write) => write())),
        );
        const single = await outcome(`single-${run}`, writes, async (all) => {
          const results = [];
          for (const write of all) results.push(await write());
          return results;
        });
        expect(batched).toEqual(single);
      }),
      { numRuns: onPostgres ? 60 : 15 },
    );
  });

  /** Runs writes for owners with a prefix; returns their answers and versions without ids and times. */
  const outcome = async <T>(
    prefix: string,
    writes: Write[],
    inOrder: (all: (() => Promise<T>)[]) => Promise<unknown[]>,
  ) => {
    const answers = await inOrder(
      writes.map(({ owner, ...input }, i) => async () => {
        const context = { actor: `actor-${i}`, requestId: `request-${i}` };
        const { id, createdAt, updatedAt, ownerId, ...rest } = await preferences.upsert(
          { ownerId: `${prefix}-${owner}` },
          { ...ON, ...input },
          context,
        );
        expect(updatedAt.getTime()).toBeGreaterThanOrEqual(createdAt.getTime());
        return rest as T;
      }),
    );
    const versions = await server.dataSource.getRepository(NotificationPreferenceVersion).find({
      where: [...names(prefix, 6)].map((ownerId) => ({ ownerId })),
      order: { ownerId: 'ASC', category: 'ASC', version: 'ASC' },
    });
    return {
      answers,
      versions: versions.map(({ preferenceId, changedAt, ownerId, ...rest }) => ({
        ...rest,
        owner: ownerId.split('-').at(-1),
      })),
    };
  };

  it('a write that fails does not fail the other writes of its batch', async () => {
    await server.dataSource.query(`
      CREATE FUNCTION refuse_bad() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.owner_id = 'bad' THEN RAISE EXCEPTION 'bad' USING ERRCODE = '23514'; END IF;
        RETURN NEW;
      END $$`);
    await server.dataSource.query(
      'CREATE TRIGGER refuse_bad BEFORE INSERT ON notification_preference FOR EACH ROW EXECUTE FUNCTION refuse_bad()',
    );
    const written = await Promise.allSettled(
      ['good-1', 'good-2', 'bad', 'good-3'].map((ownerId) => upsert(ownerId)),
    );
    await server.dataSource.query('DROP TRIGGER refuse_bad ON notification_preference');

    expect(written.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('writes in a transaction and conditional writes are not batched', async () => {
    const alone = await statementsDuring(() =>
      server.dataSource.transaction((manager) =>
        Promise.all(names('mine', 3).map((ownerId) => upsert(ownerId, true, { manager }))),
      ),
    );
    const onCondition = await statementsDuring(() =>
      Promise.all(names('new', 3).map((ownerId) => upsert(ownerId, true, { ifNoneMatch: '*' }))),
    );

    expect(alone.filter((sql) => sql.includes('INSERT'))).toHaveLength(3);
    expect(onCondition).toHaveLength(3);
  });

  const onPostgresOnly = onPostgres ? it : it.skip;

  onPostgresOnly('batches continue while a transaction locks the row of one write', async () => {
    const held = 'held';
    await upsert(held);
    const holder = server.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query("SELECT FROM notification_preference WHERE owner_id = 'held' FOR UPDATE");
    let released = false;
    const waiting = [false, true, false].map((value) =>
      upsert(held, value).then((stored) => [released, stored.pushEnabled]),
    );
    for (let round = 0; round < 50; round += 1) {
      await Promise.all(names(`free-${round}`, 16).map((ownerId) => upsert(ownerId)));
    }
    const stillHeld = upsert(held, true).then(() => released);
    released = true;
    await holder.commitTransaction();
    await holder.release();

    expect(await Promise.all(waiting)).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
    expect(await stillHeld).toBe(true);
  });

  it('each write is its own statement when batching is off', async () => {
    const plain = await TestServer.start({ batchStatements: false });
    const service = plain.app.get(PreferencesService, { strict: false });
    const statements = await statementsDuring(() =>
      Promise.all(names('plain', 8).map((ownerId) => service.upsert({ ownerId }, ON))),
    );
    await plain.stop();

    expect(statements.filter((sql) => sql.includes('INSERT'))).toHaveLength(8);
  });

  it('queued writes and reads end before the data source of a host closes', async () => {
    const database = await migratedHostDatabase();
    const host = await startHost(database, { messaging: { batchStatements: true } });
    const service = host.get(PreferencesService, { strict: false });
    const owners = names('late', 120);
    const written = owners.map((ownerId) => service.upsert({ ownerId }, ON));
    const read = owners.map((ownerId) => service.list({ ownerId }));
    await host.close();

    const outcomes = await Promise.allSettled([...written, ...read]);
    await database.remove();
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});
