import { statementsDuring } from '../support/statements.js';
import { TestServer, VALID } from '../support/test-server.js';

const KEY = 'bootstrap.key-of_at~least+32/characters==';
const BATCH = {
  preferences: Array.from({ length: 100 }, (_, i) => ({ ...VALID, category: `c${i}` })),
};

/** The bootstrap key needs no database, so only the statements of the request itself are counted. */
describe('the number of SQL statements', () => {
  let server: TestServer;
  let id: string;

  const send = (method: 'get' | 'put' | 'post' | 'delete', path: string, body?: object) =>
    server.http[method](`/v1/messaging/${path.replace('{id}', id)}`)
      .set('Authorization', `Bearer ${KEY}`)
      .send(body);

  beforeAll(async () => {
    server = await TestServer.start({ bootstrapApiKey: KEY });
    await send('put', 'preferences', VALID);
    await send('put', 'owners/ada/preferences/batch', BATCH);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await send('put', 'categories/news', {});
    id = (await send('put', 'preferences', VALID)).body.id;
  });

  it.each([
    ['put', 'preferences', VALID, 1],
    ['put', 'preferences', { ...VALID, digest: 'off' }, 1],
    ['put', 'preferences/batch', BATCH, 1],
    ['get', 'preferences', undefined, 1],
    ['get', 'preferences/{id}', undefined, 1],
    ['delete', 'preferences/{id}', undefined, 1],
    ['get', 'preferences/effective', undefined, 1],
    ['get', 'preferences/effective?category=a&category=b', undefined, 1],
    ['get', 'preferences/effective?as_of=2026-01-01T00:00:00Z', undefined, 1],
    ['get', 'preferences/history', undefined, 1],
    ['get', 'preferences/{id}/history', undefined, 1],
    ['put', 'owners/ada/preferences', VALID, 1],
    ['get', 'owners/ada/preferences/effective', undefined, 1],
    // Two pages of preferences, two of the history, the count of changes for others, the settings and their history.
    ['get', 'owners/ada/export', undefined, 7],
    ['delete', 'owners/ada', undefined, 13],
    ['get', 'settings', undefined, 1],
    ['put', 'settings', { locale: 'de' }, 1],
    ['get', 'settings/history', undefined, 1],
    ['post', 'decisions/preview', { category: 'news', owner_ids: ['ada', 'bob'] }, 1],
    ['get', 'categories', undefined, 1],
    ['get', 'categories/news', undefined, 1],
    ['put', 'categories/news', {}, 1],
    ['delete', 'categories/news', undefined, 1],
  ] as const)(
    '%s %s sends exactly the listed number of SQL statements',
    async (method, path, body, expected) => {
      let status = 0;
      const statements = await statementsDuring(async () => {
        ({ status } = await send(method, path, body));
      });

      expect([200, 204]).toContain(status);
      expect(statements).toHaveLength(expected);
    },
  );
});
