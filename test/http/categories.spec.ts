import { CategoriesService, type CategoryInput, InvalidInputError } from '../../src/index.js';
import { NotificationCategoryVersion } from '../../src/messaging/categories/notification-category.entity.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const NEWS = {
  title: 'Product news',
  description: 'What is new.',
  default_preference: { in_app_enabled: true, email_enabled: false, push_enabled: false },
  required_channels: ['push', 'in_app'],
  opt_in: true,
};

describe('the category registry', () => {
  let server: TestServer;
  let tenantId: string;
  let manager: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => {
    tenantId = crypto.randomUUID();
    manager = await server.owner({ tenantId, role: 'admin' });
  });

  const put = (body: object | string, name = 'news') =>
    manager.send('put', `categories/${name}`).type('json').send(body);
  const get = (name = 'news', who = manager) => who.send('get', `categories/${name}`);
  const list = (query = '', who = manager) => who.send('get', `categories${query}`);
  const namesIn = ({ body }: { body: { data: { name: string }[] } }) =>
    body.data.map(({ name }) => name);

  it('stores a category, answers all its members, and answers a repeated PUT with the same bytes', async () => {
    const first = await put(NEWS);
    const again = await put(NEWS);

    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      object: 'notification_category',
      name: 'news',
      ...NEWS,
      default_preference: { ...NEWS.default_preference, digest: 'instant' },
      required_channels: ['in_app', 'push'],
      shared: false,
      created_at: first.body.updated_at,
      updated_at: expect.any(String),
    });
    expect(again.text).toBe(first.text);
    expect((await get()).text).toBe(first.text);
  });

  it('replaces the whole category: omitted members return to their defaults', async () => {
    await put(NEWS);
    const { body } = await put({});

    expect(body).toMatchObject({
      title: null,
      description: null,
      default_preference: null,
      required_channels: [],
      opt_in: false,
    });
  });

  it('normalises the name of a category to NFC', async () => {
    const { body } = await put({}, encodeURIComponent('cafe\u0301'));

    expect(body.name).toBe('caf\u00e9');
    expect((await get(encodeURIComponent('caf\u00e9'))).status).toBe(200);
  });

  it('deletes a category and keeps the preferences for it', async () => {
    await put(NEWS);
    const { body: stored } = await manager.put({ ...VALID, category: 'news' });
    const gone = await manager.send('delete', 'categories/news');
    const again = await manager.send('delete', 'categories/news');

    expect([gone.status, gone.text, again.status]).toEqual([204, '', 404]);
    expect((await get()).status).toBe(404);
    expect((await manager.send('get', `preferences/${stored.id}`)).body).toEqual(stored);
  });

  it('keeps a version of each actual change and continues the version numbers after a deletion', async () => {
    const first = await put(NEWS);
    await put(NEWS);
    await manager.send('delete', 'categories/news');
    const anew = await put({ title: 'Anew' }).set('X-Request-Id', 'anew');
    const versions = await server.dataSource.getRepository(NotificationCategoryVersion).find({
      where: { tenantId },
      order: { version: 'ASC' },
    });

    expect(anew.body.created_at).toBe(anew.body.updated_at);
    expect(anew.body.created_at >= first.body.created_at).toBe(true);
    const by = { actor: manager.ownerId, via: 'api', name: 'news' };
    expect(versions).toEqual([
      expect.objectContaining({ ...by, version: 1, deleted: false, title: 'Product news' }),
      expect.objectContaining({ ...by, version: 2, deleted: true }),
      expect.objectContaining({ ...by, version: 3, title: 'Anew', requestId: 'anew' }),
    ]);
    expect(versions[0]?.defaultPreference).toEqual({
      inAppEnabled: true,
      emailEnabled: false,
      pushEnabled: false,
      digest: 'instant',
    });
  });

  it('shows a tenant its own and the shared categories, prefers its own, and hides those of other tenants', async () => {
    const everyone = await server.owner({ role: 'admin' });
    const shared = `shared-${tenantId}`;
    await everyone.send('put', `categories/${shared}`, { title: 'Shared' });
    await put({}, 'mine');
    const stranger = await server.owner({ tenantId: 'elsewhere', role: 'admin' });

    expect(namesIn(await list(`?limit=100`))).toEqual(expect.arrayContaining(['mine', shared]));
    expect((await get('mine', stranger)).status).toBe(404);
    expect((await get(shared)).body).toMatchObject({ title: 'Shared', shared: true });
    expect((await manager.send('delete', `categories/${shared}`)).status).toBe(404);
    await put({ title: 'Ours' }, shared);
    expect((await get(shared)).body).toMatchObject({ title: 'Ours', shared: false });
    expect((await get(shared, stranger)).body).toMatchObject({ title: 'Shared' });
    expect(namesIn(await list('?limit=100')).filter((name) => name === shared)).toHaveLength(1);
    await everyone.send('delete', `categories/${shared}`);
  });

  it('lists categories in pages', async () => {
    for (const name of ['c', 'a', 'b']) await put({}, name);
    const first = await list('?limit=2');
    const rest = await list(`?limit=2&cursor=${first.body.next_cursor}`);

    expect([...namesIn(first), ...namesIn(rest)]).toEqual(['a', 'b', 'c']);
    expect([first.body.has_more, rest.body.has_more]).toEqual([true, false]);
    expect((await list('?cursor=x')).body.errors[0].parameter).toBe('cursor');
  });

  it('lets a member read the registry', async () => {
    const member = await server.owner({ tenantId });

    expect((await list('', member)).status).toBe(200);
  });

  it.each([
    [{ title: 1 }, '#/title', 'invalid_type'],
    [{ title: 'x'.repeat(201) }, '#/title', 'invalid_value'],
    [{ title: 'a\u0000' }, '#/title', 'invalid_value'],
    ['{"title": "\\ud800"}', '#/title', 'invalid_value'],
    [{ description: 'x'.repeat(2001) }, '#/description', 'invalid_value'],
    [{ default_preference: 1 }, '#/default_preference', 'invalid_type'],
    [{ default_preference: [] }, '#/default_preference', 'invalid_type'],
    [{ ...NEWS, default_preference: null }, '#/default_preference', 'required'],
    [
      { default_preference: { ...NEWS.default_preference, digest: 'x' } },
      '#/default_preference/digest',
      'invalid_value',
    ],
    [
      { default_preference: { ...NEWS.default_preference, constructor: {} } },
      '#/default_preference/constructor',
      'unknown_field',
    ],
    [{ required_channels: 'email' }, '#/required_channels', 'invalid_type'],
    [{ required_channels: {} }, '#/required_channels', 'invalid_type'],
    [{ required_channels: null }, '#/required_channels', 'invalid_type'],
    [{ required_channels: ['sms'] }, '#/required_channels', 'invalid_value'],
    [{ required_channels: [['email']] }, '#/required_channels', 'invalid_value'],
    [{ required_channels: ['email', 'email'] }, '#/required_channels', 'invalid_value'],
    [{ opt_in: 'true' }, '#/opt_in', 'invalid_type'],
    [{ opt_in: null }, '#/opt_in', 'invalid_type'],
    [{ name: 'x' }, '#/name', 'unknown_field'],
  ])('answers 400 to the category %j', async (body, pointer, code) => {
    const answer = await put(body);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.errors).toEqual([{ pointer, code, detail: expect.any(String) }]);
    expect((await get()).status).toBe(404);
  });

  it.each(['%20x', 'x%00', encodeURIComponent('x'.repeat(129))])(
    'answers 400 to the category name %s',
    async (name) => {
      for (const { status, body } of [await put({}, name), await get(name)]) {
        expect([status, body.code]).toEqual([400, 'validation_failed']);
        expect(body.errors[0].parameter).toBe('name');
      }
    },
  );

  it('names a wrong name and the wrong fields of the body in one answer', async () => {
    const { status, body } = await put({ title: 1, x: 1 }, 'x%00');

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors).toMatchObject([
      { parameter: 'name', code: 'invalid_value' },
      { pointer: '#/title', code: 'invalid_type' },
      { pointer: '#/x', code: 'unknown_field' },
    ]);
  });

  it.each([
    [{ optIn: true }, [{ field: 'defaultPreference', code: 'required' }]],
    [{ optIn: 1 }, [{ field: 'optIn', code: 'invalid_type' }]],
    [{ requiredChannels: ['sms'] }, [{ field: 'requiredChannels', code: 'invalid_value' }]],
    [{ requiredChannels: 'email' }, [{ field: 'requiredChannels', code: 'invalid_type' }]],
    [{ requiredChannels: ['push', 'push'] }, [{ field: 'requiredChannels' }]],
    [{ title: 1 }, [{ field: 'title', code: 'invalid_type' }]],
    [{ title: 'x'.repeat(201) }, [{ field: 'title', code: 'invalid_value' }]],
    [{ description: 'a\u0000' }, [{ field: 'description', code: 'invalid_value' }]],
    [{ name: 'news' }, [{ field: 'name', code: 'unknown_field' }]],
    [
      { title: 1, defaultPreference: { inAppEnabled: 1, pushEnabled: true } },
      [
        { field: 'title', code: 'invalid_type' },
        { field: 'defaultPreference.inAppEnabled', code: 'invalid_type' },
        { field: 'defaultPreference.emailEnabled', code: 'required' },
      ],
    ],
    [undefined, [{ field: '', code: 'invalid_type', detail: 'input must be an object.' }]],
  ])('CategoriesService.put rejects %j and names every wrong field', async (input, errors) => {
    const categories = server.app.get(CategoriesService, { strict: false });
    const call = categories.put({ tenantId }, 'news', input as CategoryInput);

    await expect(call).rejects.toThrow(InvalidInputError);
    await expect(call).rejects.toMatchObject({ errors });
  });
});
