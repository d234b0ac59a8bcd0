import { HttpException, type INestApplication, ValidationPipe } from '@nestjs/common';
import { ProblemError } from '../../src/http/problems/problem.js';
import type { Caller, MessagingOptions } from '../../src/index.js';
import { HostController } from '../support/host-controller.js';
import {
  ADA,
  ADAPTERS,
  type HostDatabase,
  http,
  migratedHostDatabase,
  startHost,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

/** The least strict pipe that a host can bind to every route. */
const LAX_PIPE = () =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    validateCustomDecorators: true,
    transformOptions: { enableImplicitConversion: true },
  });

describe.each(ADAPTERS)('MessagingModule in a host on %s', (_adapter, adapter) => {
  let database: HostDatabase;
  let app: INestApplication;
  let hostGuard = () => true;
  let caller: MessagingOptions['caller'];

  beforeAll(async () => {
    database = await migratedHostDatabase();
    app = await startHost(database, {
      adapter,
      controllers: [HostController],
      messaging: { caller: (context) => caller(context) },
      prepare: (app) =>
        app.useGlobalPipes(LAX_PIPE()).useGlobalGuards({ canActivate: () => hostGuard() }),
    });
  });
  beforeEach(() => {
    caller = ADA;
    hostGuard = () => true;
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const put = (body: object = VALID) => http(app).put(PATH).send(body);

  it("stores the preference of the host's caller, through the host's own body parser", async () => {
    const { status, body, headers } = await put();

    expect(status).toBe(200);
    expect(body).toMatchObject(VALID);
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });

  it.each([
    ['a string flag', { email_enabled: 'false' }, '#/email_enabled', 'invalid_type'],
    ['a number flag', { email_enabled: 0 }, '#/email_enabled', 'invalid_type'],
    ['an object flag', { email_enabled: { a: 1 } }, '#/email_enabled', 'invalid_type'],
    ['a number for a category', { category: 7 }, '#/category', 'invalid_type'],
    ['an object for a category', { category: { a: 1 } }, '#/category', 'invalid_type'],
    ['an empty category', { category: '' }, '#/category', 'invalid_value'],
    ['an unknown digest', { digest: 'weekly' }, '#/digest', 'invalid_value'],
    ['an unknown field', { owner_id: 'ben' }, '#/owner_id', 'unknown_field'],
  ])(
    'rejects an invalid field as the server does, whatever pipes the host binds: %s',
    async (...given) => {
      const [, wrong, pointer, code] = given;
      const { status, body, headers } = await put({ ...VALID, ...wrong });

      expect(status).toBe(400);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(headers['x-request-id']).toBe(body.request_id);
      expect(body.errors).toEqual([{ pointer, code, detail: expect.any(String) }]);
    },
  );

  it.each([
    ['nested 2,000 deep', '{"a":'.repeat(2_000) + '1' + '}'.repeat(2_000), 'malformed_request'],
    ['a list', '[]', 'validation_failed'],
  ])('answers 400 to a body that the host parsed and that is %s', async (_, text, code) => {
    const { status, body } = await http(app)
      .put(PATH)
      .set('Content-Type', 'application/json')
      .send(text);

    expect([status, body.code]).toEqual([400, code]);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['an empty owner', { ownerId: '', permissions: ['messaging:update'] }],
    ['an owner with NUL', { ownerId: 'a\0', permissions: ['messaging:update'] }],
    ['an owner of 256 characters', { ownerId: 'a'.repeat(256), permissions: ['messaging:update'] }],
    ['an owner that is a number', { ownerId: 7, permissions: ['messaging:update'] }],
    ['the owner ".."', { ownerId: '..', permissions: ['messaging:update'] }],
    ['a tenant with a lone surrogate', { ownerId: 'a', tenantId: '\ud800', permissions: [] }],
    ['a credential with NUL', { ownerId: 'a', credentialId: 'a\0', permissions: [] }],
  ])('answers 401 when the caller function returns %s', async (_, given) => {
    caller = () => given as never;

    expect((await put()).status).toBe(401);
  });

  it.each([
    ['throws', () => fail(new Error('no session'))],
    ['throws a value that is not an Error', () => fail('no session')],
    ['throws an HttpException', () => fail(new HttpException('teapot', 418))],
    ['rejects', () => Promise.reject(new Error('jwt expired'))],
  ])('answers 401 when the caller function %s', async (_, given) => {
    caller = given;
    const { status, body, headers } = await put();

    expect([status, body.code]).toEqual([401, 'unauthenticated']);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(JSON.stringify(body)).not.toMatch(/session|jwt|teapot/);
  });

  it('answers 503 when the caller function throws the ProblemError "unavailable"', async () => {
    caller = () => fail(new ProblemError('unavailable'));
    const { status, body, headers } = await put();

    expect([status, body.code, headers['retry-after']]).toEqual([503, 'unavailable', '5']);
  });

  it.each([
    ['one string', 'messaging:update'],
    ['a set', new Set(['messaging:update'])],
    ['an object', { 'messaging:update': true }],
    ['a list within a list', [['messaging:update']]],
    ['a wildcard', ['*']],
    ['missing', undefined],
  ])('grants no permission when the permissions of the caller are %s', async (_, permissions) => {
    caller = () => ({ ownerId: 'ada', permissions }) as never;
    const { status, body } = await put();

    expect([status, body.missing_permissions]).toEqual([403, ['messaging:update']]);
  });

  it('waits for the promise of the caller function', async () => {
    caller = () => Promise.resolve({ ownerId: 'ben', permissions: ['messaging:read'] } as Caller);
    const { status, body } = await put();

    expect([status, body.missing_permissions]).toEqual([403, ['messaging:update']]);
  });

  it.each([
    [429, 'rate_limited'],
    [402, 'rejected'],
    [502, 'rejected'],
    [401, 'unauthenticated'],
  ])("keeps the status %i of a host's guard that rejects the request", async (status, code) => {
    hostGuard = () => fail(new HttpException('by the host', status));
    const answer = await put();

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });

  it('leaves malformed JSON and unknown paths to the host', async () => {
    const malformed = await http(app).put(PATH).set('Content-Type', 'application/json').send('{');
    const unknown = await http(app).get('/v1/messaging/nowhere');

    expect(malformed.body).toMatchObject({ statusCode: 400 });
    expect(unknown.body).toMatchObject({ statusCode: 404, error: 'Not Found' });
  });

  it("does not change the host's own routes", async () => {
    const failed = await http(app).get('/host/fails');
    const unknown = await http(app).get('/host/unknown');
    const echoed = await http(app).put('/host/echo').send({ email_enabled: 'false', extra: 1 });
    const coerced = await http(app).put('/host/typed').send({ flag: 'yes' });

    expect(failed.body).toEqual({ statusCode: 500, message: 'Internal server error' });
    expect(unknown.body).toMatchObject({ statusCode: 404, error: 'Not Found' });
    expect(echoed.body).toEqual({ email_enabled: 'false', extra: 1 });
    expect(coerced.body).toEqual({ flag: true });
    for (const { headers } of [failed, unknown, echoed]) {
      expect(headers).not.toHaveProperty('x-request-id');
      expect(headers['content-type']).toContain('application/json');
    }
  });
});

function fail(what: unknown): never {
  throw what;
}
