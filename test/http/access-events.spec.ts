import { AccessEvent } from '../../src/access/entities/access-event.entity.js';
import { TestServer, type TestOwner } from '../support/test-server.js';

interface Done {
  action: string;
  details: object;
}

const INPUT = { owner_id: 'ada', role: 'member', name: 'Laptop' };

describe('access events', () => {
  let server: TestServer;
  let admin: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    admin = await server.owner({ role: 'admin' });
  });
  afterAll(() => server.stop());

  const eventsOf = async (subject: string, by = admin) => {
    const { data } = (await by.access('get', 'events?limit=100')).body;
    return data.filter((event: { subject: string }) => event.subject === subject);
  };

  it('records each change of an API key with its actor, time, credential and request id', async () => {
    const { body: key, headers } = await admin.access('post', 'api-keys', INPUT);
    await admin.access('post', `api-keys/${key.id}/rotate`, { overlap_seconds: 60 });
    await admin.access('delete', `api-keys/${key.id}`);
    await admin.access('delete', `api-keys/${key.id}`);
    const events = await eventsOf(key.id);

    expect(events.map(({ action, details }: Done) => [action, details])).toEqual([
      ['api_key.revoked', {}],
      ['api_key.rotated', { overlap_seconds: 60 }],
      ['api_key.created', { ...INPUT, expires_at: null }],
    ]);
    expect(events[2]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      object: 'access_event',
      occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
      action: 'api_key.created',
      subject: key.id,
      tenant_id: null,
      details: { ...INPUT, expires_at: null },
      actor: admin.ownerId,
      credential_id: admin.keyId,
      via: 'api',
      request_id: headers['x-request-id'],
    });
  });

  it('records each change of a role with its permissions before and after', async () => {
    const name = 'support';
    for (const permissions of [['messaging:read'], ['messaging:read'], ['owners:read']]) {
      await admin.access('put', `roles/${name}`, { permissions });
    }
    await admin.access('delete', `roles/${name}`);
    const events = await eventsOf(name);

    expect(events.map(({ action, details }: Done) => [action, details])).toEqual([
      ['role.deleted', { before: ['owners:read'], after: null }],
      ['role.replaced', { before: ['messaging:read'], after: ['owners:read'] }],
      ['role.created', { before: null, after: ['messaging:read'] }],
    ]);
  });

  it('records no event for a rejected change', async () => {
    const count = () => server.dataSource.getRepository(AccessEvent).count();
    const before = await count();
    await admin.access('post', 'api-keys', { ...INPUT, role: 'nobody' });
    await admin.access('delete', `api-keys/${admin.keyId}`);
    await admin.access('put', 'roles/member', { permissions: [] });

    expect(await count()).toBe(before);
  });

  it('shows a tenant only the events of its own keys, and shows all events to a key without a tenant', async () => {
    const theirs = await server.owner({ tenantId: 'acme', role: 'admin' });
    const { body: key } = await theirs.access('post', 'api-keys', INPUT);

    expect(await eventsOf(key.id, theirs)).toHaveLength(1);
    expect(await eventsOf(admin.keyId, theirs)).toEqual([]);
    expect(await eventsOf(key.id)).toHaveLength(1);
  });

  it('lists events in pages and answers 400 to a malformed cursor', async () => {
    const all = (await admin.access('get', 'events?limit=100')).body.data;
    const first = (await admin.access('get', 'events?limit=2')).body;
    const second = (await admin.access('get', `events?limit=2&cursor=${first.next_cursor}`)).body;

    expect([...first.data, ...second.data]).toEqual(all.slice(0, 4));
    expect((await admin.access('get', 'events?cursor=WzFd')).status).toBe(400);
  });

  it.each(["UPDATE access_event SET actor = 'someone'", 'DELETE FROM access_event'])(
    'rejects the SQL statement %s',
    async (sql) => {
      await expect(server.dataSource.query(sql)).rejects.toThrow('only ever added');
    },
  );
});
