import { TestServer, VALID, type TestOwner } from '../support/test-server.js';

describe('PUT /v1/messaging/preferences', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => void (owner = await server.owner()));

  it('answers 200 with exactly the nine members of a preference', async () => {
    const { status, body, headers } = await owner.put();

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      object: 'notification_preference',
      ...VALID,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: body.created_at,
    });
    expect(Object.keys(body)).toHaveLength(9);
  });

  it('answers a repeated request with the same bytes and stores one row', async () => {
    const first = await owner.put();
    const again = await owner.put();

    expect(again.text).toBe(first.text);
    expect(await server.rows.countBy({ ownerId: owner.ownerId })).toBe(1);
  });

  it('replaces the whole preference: an omitted digest becomes "instant"', async () => {
    const { body: before } = await owner.put();
    const { digest: _, ...withoutDigest } = { ...VALID, email_enabled: false };
    const { body: after } = await owner.put(withoutDigest);

    expect(after).toEqual({
      ...before,
      email_enabled: false,
      digest: 'instant',
      updated_at: expect.any(String),
    });
    expect(after.updated_at >= before.updated_at).toBe(true);
  });

  it.each([
    { in_app_enabled: false },
    { email_enabled: false },
    { push_enabled: true },
    { digest: 'off' },
  ])('changes updated_at when a value changes: %j', async (change) => {
    const { body: before } = await owner.put();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { body: after } = await owner.put({ ...VALID, ...change });

    expect(after.id).toBe(before.id);
    expect(after.created_at).toBe(before.created_at);
    expect(Date.parse(after.updated_at)).toBeGreaterThan(Date.parse(before.updated_at));
  });

  it('stores times cut to milliseconds, in columns that do not round', async () => {
    const changes = Array.from({ length: 20 }, (_, i) => ({
      ...VALID,
      in_app_enabled: i % 2 === 0,
    }));
    for (const change of changes) await owner.put(change);
    const [counted] = await server.dataSource.query(`
      SELECT count(*)::int AS finer FROM notification_preference
      WHERE date_trunc('milliseconds', created_at) <> created_at
         OR date_trunc('milliseconds', updated_at) <> updated_at`);
    const columns = await server.dataSource.query(`
      SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = 'notification_preference'::regclass AND attname LIKE '%ed_at'`);

    expect(counted.finer).toBe(0);
    const type = 'timestamp with time zone';
    expect(columns).toEqual([{ type }, { type }]);
  });

  it.each(['instant', 'hourly', 'daily', 'off'])('accepts the digest %s', async (digest) => {
    const { body } = await owner.put({ ...VALID, digest });

    expect(body.digest).toBe(digest);
    expect(body.email_enabled).toBe(true);
  });

  it('treats a null and an omitted category as the same global default', async () => {
    const { category: _, ...withoutCategory } = VALID;
    const omitted = await owner.put(withoutCategory);
    const ofNull = await owner.put({ ...VALID, category: null });

    expect(omitted.body.category).toBeNull();
    expect(ofNull.text).toBe(omitted.text);
  });

  it('stores the global default and categories in different letter case as different preferences', async () => {
    const { body: global } = await owner.put({ ...VALID, category: null });
    const { body: billing } = await owner.put();
    const { body: shouted } = await owner.put({ ...VALID, category: 'BILLING' });

    expect(new Set([global.id, billing.id, shouted.id]).size).toBe(3);
  });

  it('stores separate preferences for different owners, and for one owner id in different tenants', async () => {
    const { ownerId } = owner;
    const elsewhere = await server.owner({ ownerId, tenantId: 'acme' });
    const ids = await Promise.all([owner.put(), elsewhere.put(), (await server.owner()).put()]);

    expect(new Set(ids.map(({ body }) => body.id)).size).toBe(3);
  });

  it('normalises the category to NFC and returns the normalised form', async () => {
    const composed = await owner.put({ ...VALID, category: 'caf\u00e9' });
    const decomposed = await owner.put({ ...VALID, category: 'cafe\u0301' });

    expect(decomposed.body.category).toBe('caf\u00e9');
    expect(decomposed.text).toBe(composed.text);
  });

  it.each([
    'x',
    '🔔'.repeat(128),
    'two words',
    'constructor',
    '__proto__',
    '%',
    "'; --",
    '…',
    'null',
  ])('accepts the category %j', async (category) => {
    const { status, body } = await owner.put({ ...VALID, category });

    expect(status).toBe(200);
    expect(body.category).toBe(category);
  });

  it('uses the last value of a repeated JSON key, as JSON.parse does', async () => {
    const { body } = await owner.put(JSON.stringify(VALID).replace('{', '{"category":"first",'));

    expect(body.category).toBe('billing');
  });

  it.each([
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;charset="UTF-8"',
    'application/json; version=1',
  ])('accepts the content type %s', async (type) => {
    const { status } = await owner.put().set('Content-Type', type);

    expect(status).toBe(200);
  });

  it('echoes a well-formed request id and creates a new one in place of any other', async () => {
    const given = await owner.put().set('X-Request-Id', 'job_42-a');
    const replaced = await owner.put().set('X-Request-Id', 'not well formed');

    expect(given.headers['x-request-id']).toBe('job_42-a');
    expect(replaced.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});
