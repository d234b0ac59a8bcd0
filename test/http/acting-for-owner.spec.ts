import type { Caller } from '../../src/index.js';
import { http, migratedHostDatabase, startHost } from '../support/test-host.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

describe('acting for an owner', () => {
  let server: TestServer;
  let backend: TestOwner;
  let owner: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    backend = await server.owner({ role: 'admin' });
  });
  afterAll(() => server.stop());
  beforeEach(async () => void (owner = await server.owner()));

  const at = (path: string, ownerId = owner.ownerId) =>
    `owners/${encodeURIComponent(ownerId)}${path}`;

  it('a back end stores, reads and deletes the same preferences that the owner sees', async () => {
    const stored = await backend.send('put', at('/preferences'), VALID).set('X-Request-Id', 'r');
    const { id } = stored.body;

    expect(stored.status).toBe(200);
    expect((await owner.send('get', `preferences/${id}`)).text).toBe(stored.text);
    expect((await backend.send('get', at(`/preferences/${id}`))).headers.etag).toBe(`"${id}.1"`);
    const pairs = [
      ['/preferences', 'preferences'],
      ['/preferences/effective', 'preferences/effective'],
      ['/preferences/history', 'preferences/history'],
      [`/preferences/${id}/history`, `preferences/${id}/history`],
    ] as const;
    for (const [theirs, own] of pairs) {
      const answer = await backend.send('get', at(theirs));
      expect([answer.status, answer.text]).toEqual([200, (await owner.send('get', own)).text]);
    }
    const { body } = await owner.send('get', 'preferences/history');
    expect(body.data[0]).toMatchObject({
      actor: backend.ownerId,
      credential_id: backend.key.split('_')[1],
      via: 'on_behalf',
      request_id: 'r',
    });
    const batch = await backend.send('put', at('/preferences/batch'), { preferences: [VALID] });
    expect(batch.body.data[0].id).toBe(id);
    expect((await backend.send('delete', at(`/preferences/${id}`))).status).toBe(204);
    expect((await owner.send('get', `preferences/${id}`)).status).toBe(404);
  });

  it.each(['a/b', 'a%b', 'ö 🔔', 'x'.repeat(255), ' ', 'effective', 'batch', 'export'])(
    'accepts the owner id %j',
    async (ownerId) => {
      const { status } = await backend.send('put', at('/preferences', ownerId), VALID);

      expect(status).toBe(200);
      expect(await server.rows.countBy({ ownerId })).toBe(1);
    },
  );

  it.each(['x'.repeat(256), 'a\u0000', '\u007F'])(
    'answers 400 to the owner id %j',
    async (ownerId) => {
      const { status, body } = await backend.send('put', at('/preferences', ownerId), VALID);

      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(body.errors).toEqual([
        { parameter: 'owner_id', code: 'invalid_value', detail: expect.any(String) },
      ]);
    },
  );

  it('rejects an empty owner id and the owner id "..", and accepts "../"', async () => {
    const empty = await backend.send('put', 'owners//preferences', VALID);
    const dots = await backend.send('put', 'owners/%2E%2E%2F/preferences', VALID);

    expect(empty.status).toBe(404);
    expect([400, 404]).toContain((await backend.send('get', 'owners/%2E%2E/export')).status);
    expect(dots.status).toBe(200);
    expect(await server.rows.countBy({ ownerId: '../' })).toBe(1);
  });

  it('a back end cannot reach an owner of another tenant', async () => {
    const elsewhere = await server.owner({ ownerId: owner.ownerId, tenantId: 'acme' });
    const { body } = await elsewhere.put();

    expect((await backend.send('get', at(`/preferences/${body.id}`))).status).toBe(404);
    expect((await backend.send('get', at('/export'))).body.preferences).toEqual([]);
    await backend.send('delete', at(''));
    expect((await elsewhere.send('get', `preferences/${body.id}`)).status).toBe(200);
  });

  it('a back end of a tenant reads an owner of that tenant, and a back end without a tenant does not', async () => {
    const neighbour = await server.owner({ tenantId: 'acme' });
    const theirs = await server.owner({ tenantId: 'acme', role: 'backend' });
    const { body } = await neighbour.put();
    const path = at(`/preferences/${body.id}`, neighbour.ownerId);

    expect((await theirs.send('get', path)).body).toEqual(body);
    expect((await backend.send('get', path)).status).toBe(404);
  });

  it('the role "backend" may store a preference for another owner', async () => {
    const roleForBackEnds = await server.owner({ role: 'backend' });

    expect((await roleForBackEnds.send('put', at('/preferences'), VALID)).status).toBe(200);
  });
});

describe('the option mayActFor', () => {
  it('allows a request when mayActFor returns true, and answers 404 when it returns false', async () => {
    const database = await migratedHostDatabase();
    const asked: [Caller, string][] = [];
    const app = await startHost(database, {
      messaging: {
        caller: () => ({ ownerId: 'clerk', permissions: ['owners:read', 'owners:update'] }),
        mayActFor: (caller, ownerId) => {
          asked.push([caller, ownerId]);
          return Promise.resolve(ownerId === 'ada');
        },
      },
    });
    const put = (ownerId: string) =>
      http(app).put(`/v1/messaging/owners/${ownerId}/preferences`).send(VALID);

    expect((await put('ada')).status).toBe(200);
    const { status, body } = await put('bob');
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(asked).toEqual([
      [expect.objectContaining({ ownerId: 'clerk' }), 'ada'],
      [expect.objectContaining({ ownerId: 'clerk' }), 'bob'],
    ]);
    await app.close();
    await database.remove();
  });

  it('a preview answers 404 when mayActFor returns false, and names the first hundred of these owners', async () => {
    const database = await migratedHostDatabase();
    const app = await startHost(database, {
      messaging: {
        caller: () => ({ ownerId: 'clerk', permissions: ['owners:read'] }),
        mayActFor: (_caller, ownerId) => !ownerId.startsWith('x'),
      },
    });
    const preview = (ownerIds: string[]) =>
      http(app)
        .post('/v1/messaging/decisions/preview')
        .send({ category: 'news', owner_ids: ownerIds });
    const refused = await preview([
      'ada',
      ...Array.from({ length: 150 }, (_, number) => `x-${number}`),
    ]);

    expect((await preview(['ada', 'bob'])).status).toBe(200);
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found']);
    expect(refused.body.detail).toContain('150');
    expect(refused.body.errors).toHaveLength(100);
    expect(refused.body.errors[0].pointer).toBe('#/owner_ids/1');
    await app.close();
    await database.remove();
  });
});
