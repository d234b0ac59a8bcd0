import { DecisionsService } from '../../src/index.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const on = { enabled: true, reason: null };

describe('effective preferences', () => {
  let server: TestServer;
  let tenantId: string;
  let owner: TestOwner;
  let manager: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => {
    tenantId = crypto.randomUUID();
    owner = await server.owner({ tenantId });
    manager = await server.owner({ tenantId, role: 'admin' });
  });

  const effective = (query = '') => owner.send('get', `preferences/effective${query}`);
  const register = (name: string, body: object) => manager.send('put', `categories/${name}`, body);

  it('answers the source of an effective preference and the state of each channel', async () => {
    const { body: stored } = await owner.put({ ...VALID, email_enabled: false });
    const { status, body } = await effective('?category=billing');

    expect(status).toBe(200);
    expect(body).toEqual({
      object: 'list',
      data: [
        {
          object: 'effective_preference',
          category: 'billing',
          source: 'category',
          preference_id: stored.id,
          preference: {
            in_app_enabled: true,
            email_enabled: false,
            push_enabled: false,
            digest: 'daily',
          },
          channels: {
            in_app: on,
            email: { enabled: false, digest: null, reason: 'email_disabled' },
            push: { enabled: false, reason: 'push_disabled' },
          },
          as_of: null,
        },
      ],
      has_more: false,
      next_cursor: null,
    });
  });

  it('takes the preference for the category, else the global default, the category default, the system default', async () => {
    await register('news', {
      default_preference: { in_app_enabled: true, email_enabled: false, push_enabled: false },
    });
    const sources = async () =>
      (await effective('?category=news&category=other')).body.data.map(
        ({ source }: { source: string }) => source,
      );
    const found = [await sources()];
    await owner.put({ ...VALID, category: null });
    found.push(await sources());
    await owner.put({ ...VALID, category: 'news' });
    found.push(await sources());

    expect(found).toEqual([
      ['category_default', 'system_default'],
      ['global_default', 'global_default'],
      ['category', 'global_default'],
    ]);
  });

  it('lists the global default and all registered or stored categories when the request names none', async () => {
    await register('news', {});
    await owner.put({ ...VALID, category: 'zoo' });
    await owner.put({ ...VALID, category: 'news' });
    await register('gone', {});
    await manager.send('delete', 'categories/gone');

    const { body } = await effective();
    expect(body.data.map(({ category }: { category: string | null }) => category)).toEqual([
      null,
      'news',
      'zoo',
    ]);
  });

  it('answers each requested category once, in the order of the request', async () => {
    const { body } = await effective('?category=b&category=a&category=b');

    expect(body.data.map(({ category }: { category: string }) => category)).toEqual(['b', 'a']);
  });

  it('enables a required channel with the reason "required", whatever the preference says', async () => {
    await register('security', { required_channels: ['email'] });
    await owner.put({ ...VALID, category: 'security', digest: 'off' });
    const { body } = await effective('?category=security');

    expect(body.data[0]).toMatchObject({
      preference: { digest: 'off' },
      source: 'category',
      channels: { email: { enabled: true, digest: 'instant', reason: 'required' } },
    });
  });

  it('disables a channel of an opt-in category until the owner opts in', async () => {
    await register('marketing', {
      opt_in: true,
      default_preference: { in_app_enabled: true, email_enabled: false, push_enabled: false },
    });
    await owner.put({ ...VALID, category: null });
    const emailOf = async () =>
      (await effective('?category=marketing')).body.data[0].channels.email;

    expect(await emailOf()).toEqual({ enabled: false, digest: null, reason: 'not_opted_in' });
    await owner.put({ ...VALID, category: 'marketing' });
    expect(await emailOf()).toEqual({ ...on, digest: 'daily' });
  });

  it("uses the tenant's registration of a category before the shared one", async () => {
    const shared = `shared-${tenantId}`;
    const everyone = await server.owner({ role: 'admin' });
    const off = { in_app_enabled: false, email_enabled: false, push_enabled: false };
    await everyone.send('put', `categories/${shared}`, { default_preference: off });
    const stranger = await server.owner({ tenantId: 'elsewhere' });
    await register(shared, {
      default_preference: { ...off, push_enabled: true },
    });
    const pushOf = async (one: TestOwner) =>
      (await one.send('get', `preferences/effective?category=${shared}`)).body.data[0].preference
        .push_enabled;

    expect([await pushOf(owner), await pushOf(stranger)]).toEqual([true, false]);
    await manager.send('delete', `categories/${shared}`);
    expect(await pushOf(owner)).toBe(false);
  });

  describe('as of a past time', () => {
    const asOf = (moment: string, category = 'billing') =>
      effective(`?category=${category}&as_of=${encodeURIComponent(moment)}`);
    const earlier = (moment: string) => new Date(Date.parse(moment) - 1).toISOString();

    it('includes a change that was made at exactly the requested time', async () => {
      const first = (await owner.put()).body;
      await new Promise((resolve) => setTimeout(resolve, 5));
      const second = (await owner.put({ ...VALID, digest: 'off' })).body;

      const digests = [];
      for (const moment of [first.updated_at, earlier(second.updated_at), second.updated_at]) {
        const { body } = await asOf(moment);
        expect(body.data[0]).toMatchObject({ as_of: moment, preference_id: first.id });
        digests.push(body.data[0].preference.digest);
      }
      expect(digests).toEqual(['daily', 'daily', 'off']);
      const before = (await asOf(earlier(first.updated_at))).body.data[0];
      expect(before).toMatchObject({ source: 'system_default', as_of: null });
    });

    it('ignores a deleted preference and takes the one that was stored after it', async () => {
      const first = (await owner.put()).body;
      await owner.send('delete', `preferences/${first.id}`);
      const { body: history } = await owner.send('get', `preferences/${first.id}/history`);
      const deletedAt: string = history.data[0].changed_at;
      expect((await asOf(deletedAt)).body.data[0].source).toBe('system_default');

      const second = (await owner.put({ ...VALID, digest: 'hourly' })).body;
      expect((await asOf(second.updated_at)).body.data[0]).toMatchObject({
        preference: { digest: 'hourly' },
        preference_id: second.id,
      });
    });

    it('uses the category registry as it was at the requested time', async () => {
      const { body: first } = await register('news', { required_channels: ['push'] });
      await new Promise((resolve) => setTimeout(resolve, 5));
      const { body: second } = await register('news', { required_channels: [] });
      await owner.put({ ...VALID, category: 'news' });
      const pushAt = async (moment: string) =>
        (await asOf(moment, 'news')).body.data[0].channels.push;

      expect(await pushAt(first.updated_at)).toEqual({ enabled: true, reason: 'required' });
      expect((await pushAt(second.updated_at)).reason).not.toBe('required');
    });

    it('accepts a time with an offset and cuts its fraction to milliseconds', async () => {
      const { body } = await owner.put();
      const local = `${body.updated_at.slice(0, -1)}999-00:00`;

      expect((await asOf(local)).body.data[0]).toMatchObject({ source: 'category' });
    });

    it.each([
      'yesterday',
      '2026-01-31',
      '2026-01-31T09:30:00',
      '2026-02-30T09:30:00Z',
      '2026-01-31T24:00:00Z',
      '2026-01-31 09:30:00Z',
      '9999-12-31T23:59:59Z',
      '',
    ])('answers 400 to as_of %j', async (moment) => {
      const { status, body } = await asOf(moment);

      expect([status, body.code]).toEqual([400, 'validation_failed']);
      expect(body.errors).toEqual([
        { parameter: 'as_of', code: 'invalid_value', detail: expect.stringContaining('as_of') },
      ]);
    });
  });

  it.each([
    ['category=', 'category'],
    ['category=a&category=..', 'category'],
    ['limit=1', 'limit'],
  ])('answers 400 to the query %s', async (query, parameter) => {
    const { status, body } = await effective(`?${query}`);

    expect([status, body.errors[0].parameter]).toEqual([400, parameter]);
  });

  it('DecisionsService answers for many owners in one call, in the order of the call', async () => {
    const other = await server.owner({ tenantId });
    await owner.put();
    await other.put({ ...VALID, category: null, digest: 'off' });
    const decisions = server.app.get(DecisionsService, { strict: false });
    const ownerIds = ['nobody', other.ownerId, owner.ownerId];

    const found = await decisions.effectivePreferencesOf({ tenantId, ownerIds }, 'billing');
    expect(
      found.map(({ ownerId, source, preference }) => [ownerId, source, preference.digest]),
    ).toEqual([
      ['nobody', 'system_default', 'instant'],
      [other.ownerId, 'global_default', 'off'],
      [owner.ownerId, 'category', 'daily'],
    ]);
    expect(await decisions.effectivePreferencesOf({ ownerIds: [] }, null)).toEqual([]);
  });
});
