import { type TestOwner, TestServer } from '../support/test-server.js';

const DELETED = '01a206bd-d912-77ad-a5fe-a2052b3da801';
const STORED = '01a206bd-d912-77ad-a5fe-a2052b3da802';
const START = Date.parse('2026-11-23T04:50:34.000Z');
const at = (milliseconds: number) => new Date(START + milliseconds).toISOString();

/** A preference, its version, its time after the start in milliseconds, and whether it is a deletion. */
type Version = [id: string, version: number, time: number, deleted: boolean];

describe('a preference that was stored while the one before it was deleted', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  beforeEach(async () => void (owner = await server.owner()));
  afterAll(() => server.stop());

  const add = async (versions: Version[]) => {
    for (const [id, version, time, deleted] of versions) {
      await server.dataSource.query(
        `INSERT INTO notification_preference_version
           (preference_id, changed_at, version, in_app_enabled, email_enabled, push_enabled, digest, owner_id, category,
            actor, via, deleted)
         VALUES ($1, $2, $3, true, true, true, 'daily', $4, 'billing', $4, 'api', $5)`,
        [id, at(time), version, owner.ownerId, deleted],
      );
    }
  };
  const idsAt = async (time: number) => {
    const paths = ['', '&category=billing'].map(
      (query) => `preferences/effective?as_of=${at(time)}${query}`,
    );
    const answers = await Promise.all(paths.map((path) => owner.send('get', path)));
    return answers.map(
      ({ body }) =>
        (body.data as { category: string; preference_id: string | null }[]).find(
          ({ category }) => category === 'billing',
        )?.preference_id,
    );
  };

  // An insertion reads the clock before it waits for the deletion of the row with the same category.
  it('counts, although its time is before the deletion', async () => {
    await add([
      [DELETED, 1, 0, false],
      [STORED, 1, 9, false],
      [DELETED, 2, 10, true],
    ]);

    expect(await idsAt(5)).toEqual([DELETED, DELETED]);
    expect(await idsAt(20)).toEqual([STORED, STORED]);
  });

  it('does not count after its own deletion, in whatever order their times are', async () => {
    await add([
      [DELETED, 1, 0, false],
      [STORED, 1, 9, false],
      [STORED, 2, 11, true],
      [DELETED, 2, 12, true],
    ]);

    // Without a category in the request, a category without preferences is not listed.
    expect(await idsAt(20)).toEqual([undefined, null]);
  });
});
