import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const PATH = 'preferences/batch';

describe('a batch of preferences', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => void (owner = await server.owner()));

  const batch = (preferences: unknown) => owner.send('put', PATH, { preferences });
  const stored = async () => (await owner.send('get', 'preferences?limit=100')).body.data;
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...VALID, category: `c${(i * 37) % count}` }));

  it('stores 100 preferences and answers them in the order of the request', async () => {
    const { status, body } = await batch(many(100));

    expect(status).toBe(200);
    expect(body).toMatchObject({ object: 'list', has_more: false, next_cursor: null });
    const categories = many(100).map(({ category }) => category);
    expect(body.data.map(({ category }: { category: string }) => category)).toEqual(categories);
    const byCategory = (one: { category: string }, other: { category: string }) =>
      one.category < other.category ? -1 : 1;
    expect(await stored()).toEqual(body.data.toSorted(byCategory));
  });

  it('answers each item like a single PUT, and answers a repeated batch with the same bytes', async () => {
    const known = (await owner.put({ ...VALID, category: 'known' })).body;
    const preferences = [
      { ...VALID, category: 'new', digest: undefined },
      { ...VALID, category: null },
      { ...VALID, category: 'known' },
    ];
    const first = await batch(preferences);
    const again = await batch(preferences);

    expect(again.text).toBe(first.text);
    const [fresh, everywhere, same] = first.body.data;
    expect(fresh).toMatchObject({ category: 'new', digest: 'instant' });
    expect(everywhere).toMatchObject({ category: null, digest: 'daily' });
    expect(same).toEqual({ ...known, etag: `"${known.id}.1"` });
  });

  it('stores a batch when every if_match names the current version', async () => {
    const { body } = await batch([VALID, { ...VALID, category: 'b' }]);
    const [one, other] = body.data;
    const changed = await batch([
      { ...VALID, digest: 'off', if_match: one.etag },
      { ...VALID, category: 'b', digest: 'off' },
      { ...VALID, category: 'c', if_match: null },
    ]);

    expect(changed.status).toBe(200);
    expect(changed.body.data.map(({ etag }: { etag: string }) => etag)).toEqual([
      `"${one.id}.2"`,
      `"${other.id}.2"`,
      expect.stringMatching(/\.1"$/),
    ]);
  });

  it('answers 412, names each item with a stale if_match, and stores nothing', async () => {
    const { body } = await batch([VALID, { ...VALID, category: 'b' }]);
    const before = await stored();
    const { status, body: problem } = await batch([
      { ...VALID, category: 'new' },
      { ...VALID, digest: 'off', if_match: body.data[1].etag },
      { ...VALID, category: 'b', digest: 'off', if_match: body.data[1].etag },
      { ...VALID, category: 'gone', if_match: body.data[1].etag },
    ]);

    expect([status, problem.code]).toEqual([412, 'precondition_failed']);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '#/preferences/1/if_match',
      '#/preferences/3/if_match',
    ]);
    expect(await stored()).toEqual(before);
  });

  it('answers a retry of a successful conditional batch with the same bytes', async () => {
    const { body } = await batch([VALID]);
    const change = [{ ...VALID, digest: 'off', if_match: body.data[0].etag }];
    const first = await batch(change);
    const again = await batch(change);

    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.text).toBe(first.text);
  });

  it.each([
    [[], '#/preferences', 'invalid_value'],
    [{}, '#/preferences', 'invalid_type'],
    ['x', '#/preferences', 'invalid_type'],
    [null, '#/preferences', 'invalid_type'],
    [undefined, '#/preferences', 'required'],
    [many(101), '#/preferences', 'invalid_value'],
    [[VALID, 1], '#/preferences/1', 'invalid_type'],
    [[null], '#/preferences/0', 'invalid_type'],
    [[[VALID]], '#/preferences/0', 'invalid_type'],
    [[VALID, { ...VALID, category: 'b', digest: 'x' }], '#/preferences/1/digest', 'invalid_value'],
    [[{ ...VALID, push_enabled: undefined }], '#/preferences/0/push_enabled', 'required'],
    [[{ ...VALID, push_enabled: {} }], '#/preferences/0/push_enabled', 'invalid_type'],
    [[{ ...VALID, category: '' }], '#/preferences/0/category', 'invalid_value'],
    [[{ ...VALID, owner_id: 'x' }], '#/preferences/0/owner_id', 'unknown_field'],
    [[{ ...VALID, if_match: '**' }], '#/preferences/0/if_match', 'invalid_value'],
    [[{ ...VALID, if_match: 1 }], '#/preferences/0/if_match', 'invalid_type'],
    [[VALID, VALID], '#/preferences/1/category', 'invalid_value'],
    [
      [
        { ...VALID, category: 'caf\u00e9' },
        { ...VALID, category: 'cafe\u0301' },
      ],
      '#/preferences/1/category',
      'invalid_value',
    ],
    [
      [
        { ...VALID, category: null },
        { ...VALID, category: undefined },
      ],
      '#/preferences/1/category',
      'invalid_value',
    ],
  ])('answers 400 to the preferences %j and stores nothing', async (preferences, pointer, code) => {
    const { status, body } = await batch(preferences);

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors).toEqual([{ pointer, code, detail: expect.any(String) }]);
    expect(await stored()).toEqual([]);
  });

  it('names every wrong field of all items in one answer', async () => {
    const { body } = await owner.send('put', PATH, {
      preferences: [{ ...VALID, digest: 1 }, { x: 1 }],
      other: 1,
    });

    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '#/preferences/0/digest',
      '#/preferences/1/in_app_enabled',
      '#/preferences/1/email_enabled',
      '#/preferences/1/push_enabled',
      '#/preferences/1/x',
      '#/other',
    ]);
  });

  it('answers 413 to a batch larger than 256 KiB and to a single preference larger than 16 KiB', async () => {
    const padded = (size: number) => {
      const text = JSON.stringify({ preferences: [VALID] });
      return text.slice(0, -1) + ' '.repeat(size - text.length) + '}';
    };
    const send = (size: number) =>
      owner.send('put', PATH).set('Content-Type', 'application/json').send(padded(size));

    expect((await send(256 * 1024)).status).toBe(200);
    const { status, body } = await send(256 * 1024 + 1);
    expect([status, body.code]).toEqual([413, 'payload_too_large']);
    const one = await owner.put(' '.repeat(16 * 1024) + JSON.stringify(VALID));
    expect([one.status, one.body.detail]).toEqual([413, expect.stringContaining('16 KiB')]);
  });

  it('answers 405 to GET and allows only PUT', async () => {
    const { status, headers } = await owner.send('get', PATH);

    expect([status, headers.allow]).toEqual([405, 'PUT']);
  });
});
