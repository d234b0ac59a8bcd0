import { type TestOwner, TestServer } from '../support/test-server.js';

const DEFAULTS = {
  time_zone: null,
  locale: null,
  daily_digest_at: '08:00',
  quiet_hours: [],
  paused_until: null,
  closed_channels: [],
};
const SETTINGS = {
  time_zone: 'Europe/Vienna',
  locale: 'de-AT',
  daily_digest_at: '07:30',
  quiet_hours: [
    { days: ['sun', 'mon'], from: '22:00', to: '07:00' },
    { days: ['sat'], from: '12:00', to: '12:00' },
  ],
  paused_until: '2030-01-31T09:30:00.000Z',
  closed_channels: ['push', 'in_app'],
};

describe('settings', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  beforeEach(async () => void (owner = await server.owner()));
  afterAll(() => server.stop());

  const get = () => owner.send('get', 'settings');
  const put = (body: object, headers: Record<string, string> = {}) =>
    owner.send('put', 'settings', body).set(headers);
  const history = async (query = '') => (await owner.send('get', `settings/history${query}`)).body;

  it('GET answers the defaults without an ETag before the first PUT', async () => {
    const { status, headers, body } = await get();

    expect([status, headers.etag]).toEqual([200, undefined]);
    expect(body).toEqual({
      object: 'notification_settings',
      ...DEFAULTS,
      created_at: null,
      updated_at: null,
    });
  });

  it('PUT stores every value, and GET answers the same bytes', async () => {
    const stored = await put(SETTINGS);
    const read = await get();

    expect([stored.status, read.text, read.headers.etag]).toEqual([
      200,
      stored.text,
      stored.headers.etag,
    ]);
    expect(stored.body).toEqual({
      object: 'notification_settings',
      ...SETTINGS,
      created_at: expect.stringMatching(/Z$/),
      updated_at: stored.body.created_at,
    });
  });

  it('a repeated PUT gets the same bytes, and stores no version', async () => {
    const first = await put(SETTINGS);
    const again = await put(SETTINGS);
    const { data } = await history();

    expect([again.text, again.headers.etag]).toEqual([first.text, first.headers.etag]);
    expect(data).toHaveLength(1);
  });

  it('PUT replaces every value: an absent one becomes its default', async () => {
    await put(SETTINGS);
    const { body } = await put({});

    expect(body).toMatchObject(DEFAULTS);
  });

  it('PUT changes no preference, and closed channels can be opened again', async () => {
    await owner.put();
    const before = (await owner.send('get', 'preferences')).text;
    await put({ closed_channels: ['in_app', 'email', 'push'] });
    const effective = await owner.send('get', 'preferences/effective?category=billing');

    expect((await owner.send('get', 'preferences')).text).toBe(before);
    expect(effective.body.data[0].channels.in_app.enabled).toBe(true);
    expect((await put({})).body.closed_channels).toEqual([]);
  });

  it('If-None-Match: * creates settings, and gets 412 when there are some', async () => {
    const created = await put(SETTINGS, { 'If-None-Match': '*' });
    const refused = await put({}, { 'If-None-Match': '*' });

    expect([created.status, refused.status, refused.body.code]).toEqual([
      200,
      412,
      'precondition_failed',
    ]);
    expect((await get()).body).toMatchObject(SETTINGS);
  });

  it('If-Match is met by the current version and by equal values, and by nothing before the first PUT', async () => {
    const any = await put({}, { 'If-Match': '*' });
    const first = (await put({})).headers.etag!;
    const changed = await put(SETTINGS, { 'If-Match': first });
    const retried = await put(SETTINGS, { 'If-Match': first });
    const stale = await put({}, { 'If-Match': first });
    const current = await put({}, { 'If-Match': changed.headers.etag! });

    expect([any, changed, retried, stale, current].map(({ status }) => status)).toEqual([
      412, 200, 200, 412, 200,
    ]);
  });

  it('GET with the current ETag gets 304 on Express, and the settings on Fastify', async () => {
    const { headers } = await put(SETTINGS);
    const { status } = await get().set('If-None-Match', headers.etag!);

    expect(status).toBe(process.env.TEST_ADAPTER === 'fastify' ? 200 : 304);
  });

  it('concurrent equal PUTs get the same answer and store one version', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(SETTINGS)));

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await history()).data).toHaveLength(1);
  });

  it('lists every change with the values before and after, newest first, in pages', async () => {
    await put({});
    await put({ locale: 'de' });
    await put(SETTINGS);
    const first = await history('?limit=2');
    const second = await history(`?limit=2&cursor=${first.next_cursor}`);

    expect([first.has_more, second.has_more]).toEqual([true, false]);
    expect([...first.data, ...second.data]).toEqual([
      expect.objectContaining({
        object: 'settings_change',
        version: 3,
        before: { ...DEFAULTS, locale: 'de' },
        after: SETTINGS,
        actor: owner.ownerId,
        via: 'api',
      }),
      expect.objectContaining({
        version: 2,
        before: DEFAULTS,
        after: { ...DEFAULTS, locale: 'de' },
      }),
      expect.objectContaining({ version: 1, before: null, after: DEFAULTS }),
    ]);
  });

  it('a back end stores settings for an owner, and the owner sees it in the history', async () => {
    const backEnd = await server.owner({ role: 'backend' });
    const path = `owners/${owner.ownerId}/settings`;
    const stored = await backEnd.send('put', path, SETTINGS);
    const read = await backEnd.send('get', path);

    expect([stored.status, read.text, (await get()).text]).toEqual([200, stored.text, stored.text]);
    expect((await history()).data[0]).toMatchObject({
      actor: backEnd.ownerId,
      via: 'on_behalf',
    });
  });

  it('an export contains settings and their history, and an erasure deletes both', async () => {
    const admin = await server.owner({ role: 'admin' });
    const stored = await put(SETTINGS);
    const exported = await admin.send('get', `owners/${owner.ownerId}/export`);
    await admin.send('delete', `owners/${owner.ownerId}`);

    expect(exported.body.settings).toEqual([stored.body]);
    expect(exported.body.settings_history).toMatchObject([{ version: 1, after: SETTINGS }]);
    expect((await get()).body).toMatchObject(DEFAULTS);
    expect((await history()).data).toEqual([]);
  });

  const night = { days: ['mon'], from: '22:00', to: '07:00' };
  it.each([
    [{ time_zone: 'Europe/Atlantis' }, '#/time_zone', 'invalid_value'],
    [{ time_zone: 'europe/vienna' }, '#/time_zone', 'invalid_value'],
    [{ time_zone: 'UTC+3' }, '#/time_zone', 'invalid_value'],
    [{ time_zone: 'a\0' }, '#/time_zone', 'invalid_value'],
    [{ time_zone: 7 }, '#/time_zone', 'invalid_type'],
    [{ locale: 'german!' }, '#/locale', 'invalid_value'],
    [{ locale: '' }, '#/locale', 'invalid_value'],
    [{ daily_digest_at: '8:00' }, '#/daily_digest_at', 'invalid_value'],
    [{ daily_digest_at: '24:00' }, '#/daily_digest_at', 'invalid_value'],
    [{ daily_digest_at: null }, '#/daily_digest_at', 'invalid_type'],
    [{ quiet_hours: night }, '#/quiet_hours', 'invalid_type'],
    [{ quiet_hours: [{ ...night, from: '25:00' }] }, '#/quiet_hours/0/from', 'invalid_value'],
    [{ quiet_hours: [{ ...night, days: [] }] }, '#/quiet_hours/0/days', 'invalid_value'],
    [{ quiet_hours: [{ ...night, days: ['monday'] }] }, '#/quiet_hours/0/days', 'invalid_value'],
    [
      { quiet_hours: [{ ...night, days: ['mon', 'mon'] }] },
      '#/quiet_hours/0/days',
      'invalid_value',
    ],
    [{ quiet_hours: [{ ...night, zone: 'UTC' }] }, '#/quiet_hours/0/zone', 'unknown_field'],
    [{ quiet_hours: Array(15).fill(night) }, '#/quiet_hours', 'invalid_value'],
    [
      {
        quiet_hours: [
          {
            days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
            from: '08:00',
            to: '08:00',
          },
        ],
      },
      '#/quiet_hours',
      'invalid_value',
    ],
    [{ paused_until: 'tomorrow' }, '#/paused_until', 'invalid_value'],
    [{ paused_until: '9999-12-31T23:59:59-23:59' }, '#/paused_until', 'invalid_value'],
    [{ paused_until: '1969-12-31T23:59:59Z' }, '#/paused_until', 'invalid_value'],
    [{ paused_until: 1 }, '#/paused_until', 'invalid_type'],
    [{ closed_channels: ['sms'] }, '#/closed_channels', 'invalid_value'],
    [{ closed_channels: ['push', 'push'] }, '#/closed_channels', 'invalid_value'],
    [{ closed_channels: 'push' }, '#/closed_channels', 'invalid_type'],
    [{ zone: 'UTC' }, '#/zone', 'unknown_field'],
  ])('answers 400 to %j and stores nothing', async (body, pointer, code) => {
    const answer = await put(body);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.errors).toEqual([
      { pointer, code, detail: expect.stringMatching(/^\S.+\.$/) },
    ]);
    expect((await get()).body.created_at).toBeNull();
  });

  it.each(['?limit=0', '?cursor=x', '?cursor=WzBd', '?cursor=WzEsMl0', '?other=1'])(
    'the history answers 400 to %s',
    async (query) => {
      const { status, body } = await owner.send('get', `settings/history${query}`);

      expect([status, body.code]).toEqual([400, 'validation_failed']);
    },
  );
});
