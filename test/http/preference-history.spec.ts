import { OwnersService } from '../../src/index.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const VALUES = { in_app_enabled: true, email_enabled: true, push_enabled: false };

describe('the history of preferences', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => void (owner = await server.owner()));

  const history = (query = '') => owner.send('get', `preferences/history${query}`);

  it('lists each change with its values before and after, actor, time and request id, latest first', async () => {
    const { body: stored } = await owner.put();
    await owner.put();
    const { body: changed } = await owner
      .put({ ...VALID, digest: 'off' })
      .set('X-Request-Id', 'change');
    await owner.send('delete', `preferences/${stored.id}`).set('X-Request-Id', 'gone');
    const { status, body } = await history();

    expect(status).toBe(200);
    expect(body).toMatchObject({ object: 'list', has_more: false, next_cursor: null });
    const each = {
      object: 'preference_change',
      preference_id: stored.id,
      category: 'billing',
      actor: owner.ownerId,
      credential_id: owner.key.split('_')[1],
      via: 'api',
    };
    expect(body.data).toEqual([
      {
        ...each,
        version: 3,
        before: { ...VALUES, digest: 'off' },
        after: null,
        changed_at: expect.any(String),
        request_id: 'gone',
      },
      {
        ...each,
        version: 2,
        before: { ...VALUES, digest: 'daily' },
        after: { ...VALUES, digest: 'off' },
        changed_at: changed.updated_at,
        request_id: 'change',
      },
      {
        ...each,
        version: 1,
        before: null,
        after: { ...VALUES, digest: 'daily' },
        changed_at: stored.updated_at,
        request_id: expect.any(String),
      },
    ]);
    const one = await owner.send('get', `preferences/${stored.id}/history`);
    expect(one.body).toEqual(body);
  });

  it('lists the changes of one preference only', async () => {
    await owner.put({ ...VALID, category: 'other' });
    const { body } = await owner.put();
    const { body: found } = await owner.send('get', `preferences/${body.id}/history`);

    expect(found.data).toHaveLength(1);
    expect(found.data[0].preference_id).toBe(body.id);
  });

  const DIGESTS = ['instant', 'hourly', 'daily', 'off', 'instant', 'hourly', 'daily'];

  /** The digests of all changes, in the order of the pages. */
  const digestsOfAllPages = async (path: string, limit: number) => {
    const found: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await owner.send('get', `${path}?limit=${limit}${cursor}`);
      found.push(...body.data.map(({ after }: { after: { digest: string } }) => after.digest));
      cursor = body.has_more ? `&cursor=${body.next_cursor}` : '';
    } while (cursor !== '' && found.length < 20);
    return found;
  };

  it.each([1, 3, 7])('pages of %d contain every change exactly once', async (limit) => {
    for (const digest of DIGESTS) await owner.put({ ...VALID, digest });

    const found = await digestsOfAllPages('preferences/history', limit);
    expect(found).toEqual(DIGESTS.toReversed());
  });

  it.each([1, 3, 7])(
    'pages of %d contain every change of one preference exactly once',
    async (limit) => {
      const { body } = await owner.put({ ...VALID, digest: DIGESTS[0] });
      for (const digest of DIGESTS.slice(1)) {
        await owner.put({ ...VALID, digest, category: 'other' });
        await owner.put({ ...VALID, digest });
      }

      const found = await digestsOfAllPages(`preferences/${body.id}/history`, limit);
      expect(found).toEqual(DIGESTS.toReversed());
    },
  );

  it('answers 400 to a cursor that belongs to another preference', async () => {
    const { body: one } = await owner.put();
    const { body: other } = await owner.put({ ...VALID, category: 'other' });
    const position = ['2026-01-31T09:30:00.000Z', other.id, 1];
    const refused = await owner.send(
      'get',
      `preferences/${one.id}/history?cursor=${cursor(position)}`,
    );

    expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
  });

  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const ID = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';

  it.each([
    'x',
    cursor(['a']),
    cursor(['2026-01-31T09:30:00.000Z', ID]),
    cursor(['2026-01-31T09:30:00.000Z', ID, 0]),
    cursor(['2026-01-31T09:30:00.000Z', ID, 3e9]),
    cursor(['2026-01-31T09:30:00.000Z', 'x', 1]),
    cursor(['2026-99-31T09:30:00.000Z', ID, 1]),
    cursor([null, ID, 1]),
  ])('answers 400 to the cursor %s', async (text) => {
    const { status, body } = await history(`?cursor=${text}`);

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors[0].parameter).toBe('cursor');
  });

  it("gives the same 404 for another owner's, an unknown and a malformed preference id", async () => {
    const { body } = await owner.put();
    const stranger = await server.owner();
    const answers = [
      await stranger.send('get', `preferences/${body.id}/history`),
      await stranger.send('get', `preferences/${ID}/history`),
      await stranger.send('get', 'preferences/malformed/history'),
    ];

    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body.detail).toMatch(/^There is no preference with this id\./);
    }
  });

  describe('stored versions', () => {
    it.each([
      "UPDATE notification_preference_version SET digest = 'off'",
      'DELETE FROM notification_preference_version',
      'TRUNCATE notification_preference_version',
      "UPDATE notification_category_version SET title = 'x'",
      'DELETE FROM notification_category_version',
      'TRUNCATE notification_category_version',
    ])('the database rejects %s', async (sql) => {
      await owner.put();

      await expect(server.dataSource.query(sql)).rejects.toThrow(/are only ever added/);
      expect((await history()).body.data).toHaveLength(1);
    });

    it('the database rejects TRUNCATE during an erasure', async () => {
      const truncated = server.dataSource.transaction(async (manager) => {
        await manager.query("SELECT set_config('bellwether.erasing', 'on', true)");
        await manager.query('TRUNCATE notification_preference_version');
      });

      await expect(truncated).rejects.toThrow(/are only ever added/);
    });

    it('the database rejects DELETE after an erasure in the same transaction', async () => {
      const rewritten = server.dataSource.transaction(async (manager) => {
        const owners = server.app.get(OwnersService, { strict: false });
        await owners.erase({ ownerId: 'nobody' }, { manager });
        await manager.query('DELETE FROM notification_preference_version');
      });

      await expect(rewritten).rejects.toThrow(/are only ever added/);
    });
  });
});
