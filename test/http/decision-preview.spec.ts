import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const ids = (count: number) => Array.from({ length: count }, (_, number) => `owner-${number}`);

describe('a preview of decisions', () => {
  let server: TestServer;
  let tenantId: string;
  let admin: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => {
    tenantId = crypto.randomUUID();
    admin = await server.owner({ tenantId, role: 'admin' });
  });

  const preview = (body: object | string) =>
    server.http
      .post('/v1/messaging/decisions/preview')
      .set('Authorization', `Bearer ${admin.key}`)
      .set('Content-Type', 'application/json')
      .send(body);

  it('answers for each owner the outcome, the digest and the reason of each channel, in the order asked', async () => {
    const daily = await server.owner({ tenantId });
    const silent = await server.owner({ tenantId });
    const { body: stored } = await daily.put();
    await silent.put({ ...VALID, category: null, digest: 'off', in_app_enabled: false });
    const { status, body } = await preview({
      category: 'billing',
      owner_ids: ['nobody', silent.ownerId, daily.ownerId],
    });

    const [nobody, off, batched] = body.data;
    expect(status).toBe(200);
    expect(nobody).toEqual({
      object: 'decision',
      owner_id: 'nobody',
      source: 'system_default',
      preference_id: null,
      preference_version: null,
      channels: {
        in_app: { outcome: 'deliver', reason: null },
        email: { outcome: 'deliver', digest: 'instant', reason: null },
        push: { outcome: 'deliver', reason: null },
      },
    });
    expect(off).toMatchObject({
      owner_id: silent.ownerId,
      source: 'global_default',
      preference_version: 1,
      channels: {
        in_app: { outcome: 'suppress', reason: 'in_app_disabled' },
        email: { outcome: 'suppress', digest: null, reason: 'digest_off' },
      },
    });
    expect(batched).toMatchObject({
      owner_id: daily.ownerId,
      source: 'category',
      preference_id: stored.id,
      channels: {
        email: { outcome: 'batch', digest: 'daily', reason: null },
        push: { outcome: 'suppress', reason: 'push_disabled' },
      },
    });
  });

  it('delivers a required channel at once, and suppresses one that needs an opt-in', async () => {
    const owner = await server.owner({ tenantId });
    await owner.put({ ...VALID, category: null });
    await admin.send('put', 'categories/news', {
      required_channels: ['push'],
      opt_in: true,
      default_preference: { in_app_enabled: true, email_enabled: false, push_enabled: false },
    });
    const { body } = await preview({ category: 'news', owner_ids: [owner.ownerId] });

    expect(body.data[0].channels).toEqual({
      in_app: { outcome: 'deliver', reason: null },
      email: { outcome: 'suppress', digest: null, reason: 'not_opted_in' },
      push: { outcome: 'deliver', reason: 'required' },
    });
  });

  it('answers a repeated owner once, and knows only owners of the tenant of the credential', async () => {
    const stranger = await server.owner();
    await stranger.put({ ...VALID, category: null, in_app_enabled: false });
    const { body } = await preview({ category: null, owner_ids: ['a', stranger.ownerId, 'a'] });

    expect(body.data.map((it: { owner_id: string }) => it.owner_id)).toEqual([
      'a',
      stranger.ownerId,
    ]);
    expect(body.data[1].source).toBe('system_default');
  });

  it('decides for 10,000 owners with the longest ids, and stores nothing', async () => {
    const owners = ids(10_000).map((id) => id + '\u{1f600}'.repeat(255 - id.length));
    const before = await server.rows.count();
    const { status, body } = await preview({ category: 'billing', owner_ids: owners });

    expect([status, body.data.length]).toEqual([200, 10_000]);
    expect(await server.rows.count()).toBe(before);
  });

  it.each([
    [{ category: 'news', owner_ids: [] }, '#/owner_ids', 'invalid_value'],
    [{ category: 'news', owner_ids: ids(10_001) }, '#/owner_ids', 'invalid_value'],
    [{ category: 'news', owner_ids: 'ada' }, '#/owner_ids', 'invalid_type'],
    [{ category: 'news', owner_ids: ['ada', 7] }, '#/owner_ids/1', 'invalid_type'],
    [{ category: 'news', owner_ids: ['ada', ['bob']] }, '#/owner_ids/1', 'invalid_type'],
    [{ category: 'news', owner_ids: ['a\0'] }, '#/owner_ids/0', 'invalid_value'],
    [{ category: 'news', owner_ids: [''] }, '#/owner_ids/0', 'invalid_value'],
    [{ category: 'news', owner_ids: ['a'.repeat(256)] }, '#/owner_ids/0', 'invalid_value'],
    [{ category: 'news' }, '#/owner_ids', 'required'],
    [{ owner_ids: ['ada'] }, '#/category', 'required'],
    [{ category: '', owner_ids: ['ada'] }, '#/category', 'invalid_value'],
    [{ category: 'news', owner_ids: ['ada'], as_of: null }, '#/as_of', 'unknown_field'],
  ])('answers 400 to the body %#', async (sent, pointer, code) => {
    const { status, body } = await preview(sent);

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors).toMatchObject([{ pointer, code }]);
  });

  it('answers 413 to a body that is larger than 12 MiB', async () => {
    const { status, body } = await preview({ category: 'news', owner_ids: ['a'.repeat(12 << 20)] });

    expect([status, body.code]).toEqual([413, 'payload_too_large']);
  });
});
