import { type BellwetherClient, createBellwetherClient } from '../../src/client/index.js';
import { TestServer } from '../support/test-server.js';

const ON = { in_app_enabled: true, email_enabled: true, push_enabled: true } as const;
const PREFERENCES = '/v1/messaging/preferences';

describe('the typed client', () => {
  let server: TestServer;
  let client: BellwetherClient;
  let backend: BellwetherClient;

  const clientOf = async (role: string) => {
    const { key } = await server.owner({ role });
    return createBellwetherClient({ baseUrl: server.url, credential: key });
  };

  beforeAll(async () => {
    server = await TestServer.start();
    backend = await clientOf('admin');
  });
  afterAll(() => server.stop());
  beforeEach(async () => void (client = await clientOf('member')));

  it('stores, reads, conditionally replaces and deletes a preference', async () => {
    const stored = await client.PUT(PREFERENCES, { body: { category: 'billing', ...ON } });
    const { id } = stored.data!;
    const params = { path: { id } };
    const read = await client.GET(`${PREFERENCES}/{id}`, { params });
    const etag = read.response.headers.get('ETag')!;
    const body = { category: 'billing', ...ON, digest: 'off' } as const;
    const replace = (header: object) => client.PUT(PREFERENCES, { params: { header }, body });

    expect(read.data).toEqual(stored.data);
    expect((await replace({ 'If-Match': etag })).data?.digest).toBe('off');
    const stale = await client.PUT(PREFERENCES, {
      params: { header: { 'If-Match': etag } },
      body: { ...body, digest: 'daily' },
    });
    expect([stale.response.status, stale.error?.code]).toEqual([412, 'precondition_failed']);
    expect((await client.DELETE(`${PREFERENCES}/{id}`, { params })).response.status).toBe(204);
    const gone = await client.GET(`${PREFERENCES}/{id}`, { params });
    expect(gone.error?.code).toBe('not_found');
  });

  it('reads a list page by page', async () => {
    const preferences = ['a', 'b', 'c'].map((category) => ({ category, ...ON }));
    await client.PUT(`${PREFERENCES}/batch`, { body: { preferences } });
    const found: unknown[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, cursor };
      const { data } = await client.GET(PREFERENCES, { params: { query } });
      found.push(...data!.data.map(({ category }) => category));
      cursor = data!.next_cursor ?? undefined;
    } while (cursor);

    expect(found).toEqual(['a', 'b', 'c']);
  });

  it('repeats a query parameter that has several values', async () => {
    const query = { category: ['b', 'a & b'] };
    const { data } = await client.GET(`${PREFERENCES}/effective`, { params: { query } });

    expect(data?.data.map(({ category }) => category)).toEqual(query.category);
  });

  it('acts for an owner whose id has special characters', async () => {
    const path = { owner_id: 'a/b%2F ö?#🔔' };
    await backend.PUT('/v1/messaging/owners/{owner_id}/preferences', {
      params: { path },
      body: ON,
    });
    const history = await backend.GET('/v1/messaging/owners/{owner_id}/preferences/history', {
      params: { path },
    });
    const exported = await backend.GET('/v1/messaging/owners/{owner_id}/export', {
      params: { path },
    });

    expect(history.data?.data).toMatchObject([{ via: 'on_behalf', before: null }]);
    expect(exported.data).toMatchObject({ owner_id: path.owner_id, acted_for_others: 0 });
    const erased = await backend.DELETE('/v1/messaging/owners/{owner_id}', { params: { path } });
    expect(erased.response.status).toBe(204);
  });

  it('registers a category', async () => {
    const path = { name: 'news/letter' };
    const { data } = await backend.PUT('/v1/messaging/categories/{name}', {
      params: { path },
      body: { title: 'News', required_channels: ['email'] },
    });

    expect(data).toMatchObject({ ...path, title: 'News' });
    await backend.DELETE('/v1/messaging/categories/{name}', { params: { path } });
  });

  it('returns the problem of a rejected request', async () => {
    // @ts-expect-error: the type has no such digest.
    const { error } = await client.PUT(PREFERENCES, { body: { ...ON, digest: 'weekly' } });

    expect(error).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '#/digest', code: 'invalid_value' }],
    });
  });

  it('the code of a problem narrows its type', async () => {
    const { error } = await client.GET('/v1/messaging/categories/{name}', {
      params: { path: { name: 'news' } },
    });
    const missing = error?.code === 'permission_denied' ? error.missing_permissions : undefined;
    // @ts-expect-error: there is no such code.
    const isUnknown = error?.code === 'permision_denied';

    expect([missing, isUnknown]).toEqual([['messaging:manage'], false]);
  });
});
