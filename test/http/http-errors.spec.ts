import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { PATH, TestServer, VALID } from '../support/test-server.js';

const KEY = 'b'.repeat(32);
const PRIVILEGED = `Authorization: Bearer ${KEY}\r\nContent-Type: application/json\r\n`;

describe('errors of the framework and of HTTP', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start({ bootstrapApiKey: KEY })));
  afterAll(() => server.stop());

  /** Sends bytes as they are and reads the whole answer. */
  const raw = async (bytes: string) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.end(bytes);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    return { head, body: JSON.parse(body) as Record<string, unknown> };
  };

  it.each(['/nowhere', '/v1/messaging', `${PATH}/more/still`, '/constructor'])(
    'answers 404 to the unknown path %s',
    async (path) => {
      const { body, headers } = await server.http.get(path);

      expect(headers['content-type']).toContain('application/problem+json');
      expect(body).toEqual({
        type: 'urn:bellwether:problem:not_found',
        title: 'Not found',
        status: 404,
        detail: expect.any(String),
        instance: path,
        code: 'not_found',
        request_id: headers['x-request-id'],
      });
    },
  );

  it.each([
    ['POST', '/health/live', '', 405],
    ['GET', '/%ff', '', 400],
    ['PUT', PATH, `${PRIVILEGED}Content-Length: ${10 ** 7}\r\n`, 413],
    ['PUT', PATH, `${PRIVILEGED}Content-Encoding: gzip\r\nContent-Length: 2\r\n`, 415],
    ['PUT', PATH, `${PRIVILEGED}Content-Length: 2\r\n`, 400],
    ['GET', '/nowhere', '', 404],
    ['PUT', PATH, 'Content-Length: 2\r\n', 401],
  ])(
    'a conditional request header does not change an error answer: %s %s %s',
    async (method, path, header, status) => {
      for (const condition of ['', 'If-None-Match: *\r\n']) {
        const { head, body } = await raw(
          `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}${condition}\r\n${header && '{}'}`,
        );

        expect(body.status).toBe(status);
        expect(head).toMatch(/^content-type: application\/problem\+json; charset=utf-8$/im);
      }
    },
  );

  it('shows the path without the query as the instance of a problem', async () => {
    const { body } = await server.http.get('/nowhere?token=secret');

    expect(body.instance).toBe('/nowhere');
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each(['get', 'post', 'patch', 'delete', 'head', 'options'] as const)(
    'answers 405 with Allow to the method %s on the batch path',
    async (method) => {
      const { status, headers } = await server.http[method](`${PATH}/batch`);

      expect(status).toBe(405);
      expect(headers.allow).toBe('PUT');
      expect(headers['content-type']).toContain('application/problem+json');
    },
  );

  it('answers 405 with Allow to PATCH on a single preference', async () => {
    const { status, headers } = await server.http.patch(`${PATH}/0192f0c1`);

    expect([status, headers.allow]).toEqual([405, 'GET, DELETE, HEAD']);
  });

  it.each(['/health/live', '/docs', '/openapi.json'])(
    'answers 405 with Allow to POST on %s',
    async (path) => {
      const { status, headers } = await server.http.post(path);

      expect(status).toBe(405);
      expect(headers.allow).toBe('GET, HEAD');
    },
  );

  it('answers 400 malformed_request to a path that cannot be decoded', async () => {
    const { body } = await raw('GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');

    expect(body).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('answers bytes that are not HTTP with a problem document', async () => {
    const { head, body } = await raw('HELLO\r\n\r\n');

    expect(head).toContain('HTTP/1.1 400 ');
    expect(head).toContain('Content-Type: application/problem+json');
    expect(body).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('answers 431 with a problem document to headers that are too large', async () => {
    const { head, body } = await raw(
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    );

    expect(head).toContain('HTTP/1.1 431 ');
    expect(body).toMatchObject({ status: 431, code: 'headers_too_large' });
  });

  it.each([
    '/v1/messaging/Preferences',
    '/V1/messaging/preferences',
    '/v1/Messaging/preferences',
    '/Health/live',
    '/DOCS',
    '/OpenAPI.json',
    '/v1/Access/roles',
  ])('a path in another case does not exist: %s', async (path) => {
    const { status, body } = await server.http.get(path);

    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  it('every path answers 405 with its methods to a method that it does not have', async () => {
    const { body } = await server.http.get('/openapi.json');
    for (const [path, item] of Object.entries((body as { paths: object }).paths)) {
      const methods = Object.keys(item as object).map((method) => method.toUpperCase());
      const { status, headers } = await server.http.patch(path.replaceAll(/\{\w+\}/g, 'x'));

      expect([path, status]).toEqual([path, 405]);
      const allowed = String(headers.allow)
        .split(', ')
        .filter((method) => method !== 'HEAD');
      expect([path, allowed.sort()]).toEqual([path, methods.sort()]);
    }
  });

  it.each([
    ['no Host header', 'GET /health/live HTTP/1.1\r\n'],
    ['two different Host headers', 'GET /health/live HTTP/1.1\r\nHost: x\r\nHOST: y\r\n'],
    ['the same Host header twice', 'GET /health/live HTTP/1.1\r\nHost: x\r\nHost: x\r\n'],
  ])('answers 400 to a request with %s, and closes the connection', async (_, lines) => {
    const { head, body } = await raw(`${lines}\r\n`);

    expect(head).toMatch(/^connection: close$/im);
    expect(body).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('HTTP/1.0 needs no Host header', async () => {
    const { head } = await raw('GET /health/live HTTP/1.0\r\n\r\n');

    expect(head).toContain('HTTP/1.1 200 ');
  });

  it.each([
    ['one PUT', 1, false],
    ['one PUT, in packets of their own,', 1, true],
    ['two PUTs', 2, false],
  ])('answers %s when the bytes after it are not HTTP', async (_, puts, isSplit) => {
    const { key } = await server.owner();
    const body = JSON.stringify(VALID);
    const put =
      `PUT ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).setNoDelay();
    if (isSplit) socket.write(put);
    socket.write(`${isSplit ? '' : put.repeat(puts)}HELLO\r\n\r\n`);
    const answers = (await text(socket)).split(/(?=HTTP\/1\.1 )/);

    expect(answers).toEqual(
      Array.from({ length: puts }, () =>
        expect.stringMatching(/^HTTP\/1.1 200 OK\r\n[^]*"notification_preference"[^]*}$/),
      ),
    );
  });

  it('answers a request when the bytes after it on the connection are not HTTP', async () => {
    const { head, body } = await raw('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nHELLO\r\n\r\n');

    expect(head).toContain('HTTP/1.1 200 ');
    expect(head).toMatch(/^connection: close$/im);
    expect(body).toEqual({ status: 'ok' });
  });

  it.each(['/docs', '/docs/swagger-ui.css', '/openapi.json', '/health/live'])(
    'the answer of %s has the request id',
    async (path) => {
      const { status, headers } = await server.http.get(path).set('X-Request-Id', 'mine');

      expect([status, headers['x-request-id']]).toEqual([200, 'mine']);
    },
  );

  it('ignores an expectation that it does not know', async () => {
    const { head } = await raw(
      'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: more\r\nConnection: close\r\n\r\n',
    );

    expect(head).toContain('HTTP/1.1 200 ');
    expect(head).toContain('X-Content-Type-Options: nosniff');
  });

  it('sends neither X-Powered-By nor an automatic ETag', async () => {
    const { headers } = await server.http.get('/nowhere');

    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
  });

  it.each(['/health/live', '/health/ready'])('%s needs no credential', async (path) => {
    const { status, body } = await server.http.get(path);

    expect([status, body]).toEqual([200, { status: 'ok' }]);
  });
});
