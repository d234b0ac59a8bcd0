import { PATH, TestServer, VALID } from '../support/test-server.js';

const PAGE = 'https://app.example.com';
const OTHER = 'http://localhost:5173';

describe('CORS_ORIGINS', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start({ corsOrigins: [PAGE, OTHER] })));
  afterAll(() => server.stop());

  const preflight = (origin: string) =>
    server.http
      .options(PATH)
      .set({ Origin: origin, 'Access-Control-Request-Method': 'PUT' })
      .set('Access-Control-Request-Headers', 'authorization,content-type,if-match');

  it.each([PAGE, OTHER])('answers the preflight of %s', async (origin) => {
    const { status, headers, text } = await preflight(origin);

    expect([status, text]).toEqual([204, '']);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,HEAD,PUT,POST,DELETE',
      'access-control-allow-headers':
        'Authorization,Content-Type,If-Match,If-None-Match,X-Request-Id',
      'access-control-max-age': '600',
      'x-request-id': expect.any(String),
      vary: 'Origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(['https://evil.example.com', `${PAGE}.evil.example`, 'http://app.example.com', 'null'])(
    'allows nothing to %s',
    async (origin) => {
      const asked = await preflight(origin);
      const answered = await server.http.get('/health/live').set('Origin', origin);

      for (const { headers } of [asked, answered]) {
        expect(headers).not.toHaveProperty('access-control-allow-origin');
        expect(headers.vary).toBe('Origin');
      }
    },
  );

  it('a page can read an answer and its headers, also of an error', async () => {
    const { key } = await server.owner();
    const stored = await server.put(key, VALID).set('Origin', PAGE);
    const refused = await server.put('wrong', VALID).set('Origin', PAGE);
    const missing = await server.http.get('/nowhere').set('Origin', PAGE);

    expect([stored.status, refused.status, missing.status]).toEqual([200, 401, 404]);
    for (const { headers } of [stored, refused, missing]) {
      expect(headers).toMatchObject({
        'access-control-allow-origin': PAGE,
        'access-control-expose-headers':
          'ETag,Location,Retry-After,RateLimit,RateLimit-Policy,WWW-Authenticate,X-Request-Id',
      });
    }
  });

  it('an OPTIONS request that is not a preflight gets 405', async () => {
    const { status, headers } = await server.http.options(PATH).set('Origin', PAGE);

    expect([status, headers.allow]).toEqual([405, 'GET, PUT, HEAD']);
  });
});

describe('without CORS_ORIGINS', () => {
  it('answers no preflight and names no origin', async () => {
    const server = await TestServer.start();
    const asked = await server.http
      .options(PATH)
      .set({ Origin: PAGE, 'Access-Control-Request-Method': 'PUT' });
    await server.stop();

    expect(asked.status).toBe(405);
    expect(Object.keys(asked.headers).filter((name) => name.startsWith('access-'))).toEqual([]);
  });
});
