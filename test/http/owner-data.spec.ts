import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { NotificationErasure } from '../../src/messaging/owners/notification-erasure.entity.js';
import { addVersions } from '../support/many-versions.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const SECRET = 'a secret of at least thirty-two characters';

describe('the data of an owner', () => {
  let server: TestServer;
  let backend: TestOwner;
  let owner: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start({ erasureSecret: SECRET });
    backend = await server.owner({ role: 'admin' });
  });
  afterAll(() => server.stop());
  beforeEach(async () => void (owner = await server.owner()));

  /** Requests an export, and reads nothing of it. */
  const startExport = async ({ key }: TestOwner, ownerId: string) => {
    const headers = { authorization: `Bearer ${key}` };
    const exported = get(`${server.url}/v1/messaging/owners/${ownerId}/export`, { headers });
    const [response] = (await once(exported, 'response')) as [IncomingMessage];
    return response;
  };

  const at = (path: string, ownerId = owner.ownerId) =>
    `owners/${encodeURIComponent(ownerId)}${path}`;

  it('the export contains the preferences, the history and the number of changes for other owners', async () => {
    const { body: preference } = await owner.put();
    await owner.put({ ...VALID, digest: 'off' });
    await owner.put({ ...VALID, category: null });
    const { body: other } = await owner.put({ ...VALID, category: 'other' });
    await owner.send('delete', `preferences/${other.id}`);
    const { status, body } = await backend.send('get', at('/export'));

    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: 'owner_export',
      owner_id: owner.ownerId,
      acted_for_others: 0,
    });
    expect(body.preferences).toHaveLength(2);
    expect(body.preferences[1]).toEqual({
      ...preference,
      digest: 'off',
      updated_at: expect.any(String),
    });
    const history = (await owner.send('get', 'preferences/history')).body.data;
    expect(body.history).toEqual(history);
    expect(history).toHaveLength(5);
    expect((await backend.send('get', at('/export', backend.ownerId))).body.acted_for_others).toBe(
      await server.dataSource
        .query(
          'SELECT count(*)::int AS count FROM notification_preference_version WHERE actor = $1 AND owner_id <> $1',
          [backend.ownerId],
        )
        .then(([{ count }]: [{ count: number }]) => count),
    );
  });

  it('the export contains a history of more than 1,000 changes, the latest first, each once', async () => {
    await addVersions(server.dataSource, owner.ownerId, { from: 0, to: 1_203 });
    const { body } = await backend.send('get', at('/export'));
    const times = (body.history as { changed_at: string }[]).map(({ changed_at }) => changed_at);

    expect(times).toHaveLength(1_203);
    expect(times).toEqual([...new Set(times)].sort().reverse());
  });

  it('an export that fails after its first page ends the connection, so that it does not look complete', async () => {
    // More than what the buffers of both sockets hold while nobody reads.
    await addVersions(server.dataSource, owner.ownerId, { from: 0, to: 60_000 });
    const response = await startExport(backend, owner.ownerId);
    const rename = (from: string, to: string) =>
      server.dataSource.query(`ALTER TABLE ${from} RENAME TO ${to}`);
    await rename('notification_preference_version', 'hidden');
    const received = text(response);

    await expect(received).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(response.statusCode).toBe(200);
    await rename('hidden', 'notification_preference_version');
    expect((await backend.send('get', at('/export'))).body.history).toHaveLength(60_000);
  });

  describe('erasure', () => {
    const tombstones = () => server.dataSource.getRepository(NotificationErasure).find();

    it('an erasure deletes preferences and history, leaves a record without the owner id, and can be repeated', async () => {
      const { body } = await owner.put();
      await owner.put({ ...VALID, digest: 'off' });
      const before = await tombstones();
      const first = await backend.send('delete', at(''));
      const again = await backend.send('delete', at(''));

      expect([first.status, first.text, again.status]).toEqual([204, '', 204]);
      expect((await backend.send('get', at('/export'))).body).toMatchObject({
        preferences: [],
        history: [],
      });
      expect((await owner.send('get', `preferences/${body.id}/history`)).status).toBe(404);
      const ownerHmac = createHmac('sha256', SECRET)
        .update(JSON.stringify(['', owner.ownerId]))
        .digest('hex');
      const [tombstone, ...others] = (await tombstones()).filter(
        ({ id }) => !before.some((it) => it.id === id),
      );
      expect(others).toEqual([]);
      expect(tombstone).toMatchObject({
        ownerHmac,
        credentialId: backend.key.split('_')[1],
        erased: {
          preferences: 1,
          preference_versions: 2,
          changes_for_others: 0,
          category_versions: 0,
        },
      });
      expect(JSON.stringify(tombstone)).not.toContain(owner.ownerId);
    });

    it('an erasure replaces the erased owner as the actor of changes for other owners', async () => {
      const clerk = await server.owner({ role: 'admin' });
      await clerk.send('put', at('/preferences'), VALID);
      const category = `by-${randomUUID()}`;
      await clerk.send('put', `categories/${category}`, {});
      await backend.send('delete', at('', clerk.ownerId));
      const { body } = await owner.send('get', 'preferences/history');

      expect(body.data[0]).toMatchObject({
        actor: 'erased',
        credential_id: null,
        via: 'on_behalf',
      });
      const traces = await server.dataSource.query(
        `SELECT actor FROM notification_preference_version WHERE actor = $1
         UNION ALL SELECT actor FROM notification_category_version WHERE actor = $1`,
        [clerk.ownerId],
      );
      expect(traces).toEqual([]);
    });

    it('an erasure does not change the preferences of other owners', async () => {
      const other = await server.owner();
      const { text } = await other.put();
      await owner.put();
      await backend.send('delete', at(''));

      expect((await other.put()).text).toBe(text);
    });

    it('an erased owner can store a preference again, with a new id and a new history', async () => {
      const { body } = await owner.put();
      await backend.send('delete', at(''));
      const anew = await owner.put();

      expect(anew.body.id).not.toBe(body.id);
      expect((await owner.send('get', 'preferences/history')).body.data).toHaveLength(1);
    });

    it('an erasure of an owner without data leaves no record', async () => {
      const before = await tombstones();

      expect((await backend.send('delete', at('', 'never seen'))).status).toBe(204);
      expect(await tombstones()).toEqual(before);
    });
  });
});
