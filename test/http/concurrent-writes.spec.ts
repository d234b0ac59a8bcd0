import {
  type Digest,
  entityTagOf,
  PreferenceHistoryService,
  type PreferenceChange,
  PreferencesService,
} from '../../src/index.js';
import { PATH, TestServer, VALID } from '../support/test-server.js';

const DIGESTS: readonly Digest[] = ['instant', 'hourly', 'daily', 'off'];

/** All 32 combinations of the values of a preference. */
const VALUES = Array.from({ length: 32 }, (_, i) => ({
  inAppEnabled: (i & 1) === 1,
  emailEnabled: (i & 2) === 2,
  pushEnabled: (i & 4) === 4,
  digest: DIGESTS[i >> 3]!,
}));

const values = (i: number) => VALUES[i % VALUES.length]!;

const valuesBody = (i: number) => {
  const { inAppEnabled, emailEnabled, pushEnabled, digest } = values(i);
  const flags = { in_app_enabled: inAppEnabled, email_enabled: emailEnabled };
  return { ...flags, push_enabled: pushEnabled, digest };
};

const numbers = (length: number) => Array.from({ length }, (_, i) => i);

/** The numbers below `length`, in a different order for each of up to 8 values of `turn`. */
const shuffled = (length: number, turn: number) =>
  numbers(length).map((i) => (i * [1, 3, 7, 9, 11, 13, 17, 19][turn % 8]! + turn) % length);

describe('concurrent first writes', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());

  it.each([null, 'billing'])(
    '100 equal first writes for the category %j give one row and one answer',
    async (category) => {
      const owner = await server.owner();
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => owner.put({ ...VALID, category })),
      );

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(await server.rows.countBy({ ownerId: owner.ownerId })).toBe(1);
    },
  );

  it('60 equal first writes for each of 60 categories are all answered with the whole preference', async () => {
    const owner = await server.owner();
    for (const key of numbers(60)) {
      const body = { category: `key-${key}`, ...valuesBody(key) };
      const answers = await Promise.all(numbers(60).map(() => owner.put(body)));

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(answers.map(({ text, headers }) => text + headers.etag!)).size).toBe(1);
      expect(answers[0]!.body).toEqual({
        ...body,
        object: 'notification_preference',
        id: expect.any(String),
        created_at: expect.any(String),
        updated_at: answers[0]!.body.created_at,
      });
      expect(answers[0]!.headers.etag).toBe(`"${answers[0]!.body.id}.1"`);
    }
    expect(await server.rows.countBy({ ownerId: owner.ownerId })).toBe(60);
  }, 300_000);

  it('each of 100 different first writes is answered with its own values and the same id', async () => {
    const owner = await server.owner();
    const bodies = Array.from({ length: 100 }, (_, i) => ({
      ...VALID,
      in_app_enabled: i % 2 === 0,
      email_enabled: i % 3 === 0,
      digest: ['instant', 'hourly', 'daily', 'off'][i % 4],
    }));
    const answers = await Promise.all(bodies.map((body) => owner.put(body)));

    answers.forEach(({ status, body }, i) => {
      expect(status).toBe(200);
      expect(body).toMatchObject(bodies[i] ?? {});
    });
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.created_at)).size).toBe(1);
  });
});

describe('concurrent changes', () => {
  let server: TestServer;
  let preferences: PreferencesService;

  beforeAll(async () => {
    server = await TestServer.start();
    preferences = server.app.get(PreferencesService, { strict: false });
  });
  afterAll(() => server.stop());

  /** The changes of the owner's preferences by category, oldest first. */
  const histories = async (ownerId: string) => {
    const history = server.app.get(PreferenceHistoryService, { strict: false });
    const changes = new Map<string | null, PreferenceChange[]>();
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await history.list({ ownerId }, { cursor, limit: 100 });
      for (const change of page.items) {
        const { category } = change.after;
        changes.set(category, [change, ...(changes.get(category) ?? [])]);
      }
      cursor = page.nextCursor;
    }
    return changes;
  };

  const expectChain = (changes: PreferenceChange[]) => {
    changes.forEach(({ before, after }, i) => {
      expect(after.version).toBe(i + 1);
      expect(before).toEqual(changes[i - 1]?.after ?? null);
      expect(+after.changedAt).toBeGreaterThanOrEqual(+(before?.changedAt ?? 0));
    });
  };

  it('changes of one preference get consecutive versions, each based on the one before', async () => {
    const { ownerId, put } = await server.owner();
    const bodies = numbers(100).map((i) => ({ category: 'billing', ...valuesBody(i) }));
    const answers = await Promise.all(bodies.map(put));
    const changes = (await histories(ownerId)).get('billing')!;

    expect(changes.length).toBeGreaterThanOrEqual(VALUES.length);
    expectChain(changes);
    answers.forEach(({ status, body, headers }, i) => {
      expect(status).toBe(200);
      expect(body).toMatchObject(bodies[i]!);
      const [, version] = /\.(\d+)"$/.exec(headers.etag!)!;
      const { after } = changes[Number(version) - 1]!;
      expect(after).toMatchObject({ preferenceId: body.id, ...values(i) });
      expect(after.changedAt.toISOString()).toBe(body.updated_at);
    });
  });

  it('batches with the same categories in different orders all succeed', async () => {
    const { ownerId, key } = await server.owner();
    const batches = numbers(40).map((turn) =>
      shuffled(20, turn).map((i) => ({ category: `key-${i}`, ...valuesBody(turn + i) })),
    );
    const answers = await Promise.all(
      batches.map((batch) =>
        server.http
          .put(`${PATH}/batch`)
          .set('Authorization', `Bearer ${key}`)
          .send({ preferences: batch }),
      ),
    );

    answers.forEach(({ status, body }, turn) => {
      expect(status).toBe(200);
      expect(body.data).toMatchObject(batches[turn]!);
    });
    const chains = await histories(ownerId);
    expect(chains.size).toBe(20);
    chains.forEach(expectChain);
  });

  it('one of several batches with the same if_match succeeds, and the others write nothing', async () => {
    const { ownerId } = await server.owner();
    const owner = { ownerId };
    const names = numbers(5).map((i) => `key-${i}`);
    const seen = await preferences.upsertMany(
      owner,
      names.map((category) => ({ category, ...values(0) })),
    );
    const batches = numbers(20).map((turn) => [
      { category: `only-${turn}`, ...values(turn), ifMatch: undefined },
      ...shuffled(5, turn).map((i) => ({
        category: names[i]!,
        ...values(turn + 1),
        ifMatch: i === 2 ? entityTagOf(seen[2]!) : undefined,
      })),
    ]);
    const outcomes = await Promise.allSettled(
      batches.map((batch) => preferences.upsertMany(owner, batch)),
    );

    const winners = batches.filter((_, turn) => outcomes[turn]!.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    outcomes.forEach((outcome, turn) => {
      if (outcome.status === 'fulfilled') return;
      const positions = [batches[turn]!.findIndex(({ ifMatch }) => ifMatch !== undefined)];
      expect(outcome.reason).toMatchObject({ name: 'PreconditionFailedError', positions });
    });
    const { items } = await preferences.list(owner);
    const stored = winners[0]!.map(({ ifMatch: _, ...preference }) => preference);
    expect(items).toHaveLength(stored.length);
    expect(items).toEqual(expect.arrayContaining(stored.map((it) => expect.objectContaining(it))));
    const chains = await histories(ownerId);
    expect([...chains.values()].flat()).toHaveLength(5 + 6);
    chains.forEach(expectChain);
  });
});
