import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { PATH, TestServer } from '../support/test-server.js';

const STRICT = "default-src 'none'; frame-ancestors 'none'";

describe('the headers that protect browsers', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());

  it.each([
    ['get', '/nowhere', 404],
    ['get', PATH, 401],
    ['post', PATH, 405],
    ['get', '/%ff', 400],
    ['get', '/health/live', 200],
    ['get', '/health/ready', 200],
    ['get', '/', 302],
  ] as const)('%s %s has a strict policy, and nothing stores it', async (method, path, status) => {
    const answer = await server.http[method](path);

    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': STRICT,
      'cache-control': 'no-store',
    });
  });

  it('an answer with a preference has them', async () => {
    const { put } = await server.owner();
    const { status, headers } = await put();

    expect([status, headers['content-security-policy'], headers['cache-control']]).toEqual([
      200,
      STRICT,
      'no-store',
    ]);
  });

  it('nothing stores an answer with a new secret', async () => {
    const { access, keyId } = await server.owner({ role: 'admin' });
    const created = await access('post', 'api-keys', { owner_id: 'a', role: 'member', name: 'A' });
    const rotated = await access('post', `api-keys/${keyId}/rotate`, { overlap_seconds: 60 });

    for (const { status, headers, body } of [created, rotated]) {
      expect([status < 300, headers['cache-control']]).toEqual([true, 'no-store']);
      expect(body).toHaveProperty('secret');
    }
  });

  it.each(['/docs', '/docs/', '/docs/swagger-ui-bundle.js'])(
    '%s has the policy that Swagger UI needs',
    async (path) => {
      const { status, headers } = await server.http.get(path);

      expect([status, headers['x-content-type-options']]).toEqual([200, 'nosniff']);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; [^*]*frame-ancestors 'none'$/,
      );
    },
  );

  it('the OpenAPI document has the strict policy', async () => {
    const { headers } = await server.http.get('/openapi.json');

    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': STRICT,
    });
  });

  it('the answer to bytes that are not HTTP has them', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.end('HELLO\r\n\r\n');
    const answer = await text(socket);

    expect(answer).toContain('X-Content-Type-Options: nosniff\r\n');
    expect(answer).toContain(`Content-Security-Policy: ${STRICT}\r\n`);
  });
});

describe('the documentation', () => {
  it('the address of the server leads to Swagger UI', async () => {
    const server = await TestServer.start();
    const { status, headers } = await server.http.get('/');
    const refused = await server.http.post('/');
    await server.stop();

    expect([status, headers.location]).toEqual([302, '/docs']);
    expect([refused.status, refused.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it('only the files that Swagger UI loads are served, and not again to a client that has them', async () => {
    const server = await TestServer.start();
    const css = '/docs/swagger-ui.css';
    const { headers } = await server.http.get(css);
    const again = await server.http.get(css).set('If-None-Match', `W/"x", ${headers.etag}`);
    const changed = await server.http.get(css).set('If-None-Match', '"x"');
    const any = await server.http.get(css).set('If-None-Match', '*');
    const slash = await server.http.head('/openapi.json/');
    const head = await server.http.head(css);
    const others = ['package.json', 'LICENSE', 'swagger-ui-bundle.js.map', '../package.json'];
    const answers = await Promise.all(others.map((name) => server.http.get(`/docs/${name}`)));
    await server.stop();

    expect([again.status, again.headers['content-type']]).toEqual([304, undefined]);
    expect([any.status, slash.status]).toEqual([304, 200]);
    expect(changed.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(head.headers['content-length']).toBe(headers['content-length']);
    expect(answers.map(({ status }) => status)).toEqual(others.map(() => 404));
  });

  it('DOCS=off serves no documentation', async () => {
    const server = await TestServer.start({ docs: false });
    const paths = ['/', '/docs', '/docs/', '/docs/swagger-ui.css', '/openapi.json', '/docs-json'];
    const answers = await Promise.all(paths.map((path) => server.http.get(path)));
    const live = await server.http.get('/health/live');
    await server.stop();

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      paths.map(() => [404, 'not_found']),
    );
    expect(live.status).toBe(200);
  });
});
