import { DecisionsService } from '../../src/index.js';
import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

describe('strict categories', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start({ strictCategories: true });
    const manager = await server.owner({ role: 'admin' });
    await manager.send('put', 'categories/billing', {});
    await manager.send('put', 'categories/gone', {});
    await manager.send('delete', 'categories/gone');
    owner = await server.owner();
  });
  afterAll(() => server.stop());

  it('registered categories and the global default are accepted', async () => {
    expect((await owner.put()).status).toBe(200);
    expect((await owner.put({ ...VALID, category: null })).status).toBe(200);
    expect((await owner.send('get', 'preferences/effective?category=billing')).status).toBe(200);
    const inTenant = await server.owner({ tenantId: 'acme' });
    expect((await inTenant.put()).status).toBe(200);
  });

  it.each([
    ['put', 'preferences', { ...VALID, category: 'x' }],
    ['put', 'preferences', { ...VALID, category: 'gone' }],
    ['put', 'preferences', { ...VALID, category: 'Billing' }],
    ['put', 'preferences/batch', { preferences: [VALID, { ...VALID, category: 'x' }] }],
    ['get', 'preferences/effective?category=billing&category=x', undefined],
  ] as const)(
    'an unregistered category gets 400 unknown_category: %s %s %j',
    async (method, path, body) => {
      const before = (await owner.send('get', 'preferences/history')).text;
      const answer = await owner.send(method, path, body);

      expect([answer.status, answer.body.code]).toEqual([400, 'unknown_category']);
      expect(answer.body.detail).toMatch(/"(x|gone|Billing)"/);
      expect((await owner.send('get', 'preferences/history')).text).toBe(before);
    },
  );

  it('a preview of decisions in an unregistered category gets 400 and names the field', async () => {
    const clerk = await server.owner({ role: 'backend' });
    const { status, body } = await server.http
      .post('/v1/messaging/decisions/preview')
      .set('Authorization', `Bearer ${clerk.key}`)
      .send({ category: 'x', owner_ids: ['ada'] });

    expect([status, body.code]).toEqual([400, 'unknown_category']);
    expect(body.errors).toMatchObject([{ pointer: '#/category' }]);
  });

  it('names the parameter of an unregistered category as its caller wrote it', async () => {
    const { body } = await owner.send('get', 'preferences/effective?category=x&category=billing');
    const call = server.app
      .get(DecisionsService, { strict: false })
      .effectivePreferences(
        { ownerId: owner.ownerId },
        { categories: ['billing', 'billing', 'x'] },
      );

    expect(body.errors).toEqual([
      {
        parameter: 'category',
        code: 'unknown_category',
        detail: 'category must be a registered category.',
      },
    ]);
    await expect(call).rejects.toMatchObject({
      errors: [{ parameter: 'categories[2]', code: 'unknown_category' }],
    });
  });

  it('the list filtered by an unregistered category and all effective preferences are still answered', async () => {
    expect((await owner.send('get', 'preferences?category=x')).status).toBe(200);
    expect((await owner.send('get', 'preferences/effective')).status).toBe(200);
  });
});
