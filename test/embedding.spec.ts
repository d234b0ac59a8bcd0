import {
  Body,
  Controller,
  Get,
  HttpException,
  type INestApplication,
  Module,
  Put,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { openDataSource } from '../src/database/data-source.js';
import { migrate } from '../src/database/migrate.js';
import {
  type Caller,
  DecisionsService,
  MessagingModule,
  NotificationPreference,
  PreferencesService,
} from '../src/index.js';
import { emptyDatabase, type TestDatabase } from './support/test-database.js';
import { PATH, VALID } from './support/test-server.js';

@Controller('host')
class HostController {
  @Get('fails')
  fails(): never {
    throw new Error('the host failed');
  }

  @Put('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }
}

/** What hosts bind to every route; none of it may reach ours. */
const PIPES = [
  new ValidationPipe({
    transform: true,
    whitelist: true,
    validateCustomDecorators: true,
    transformOptions: { enableImplicitConversion: true },
  }),
];

describe('MessagingModule in a host', () => {
  let database: TestDatabase;
  let app: INestApplication;
  let hostGuard = () => true;
  let caller: () => Caller | undefined | Promise<Caller | undefined>;

  beforeAll(async () => {
    database = await emptyDatabase();
    const dataSource = await openDataSource(database.config);
    await dataSource.initialize();
    await migrate(dataSource);

    @Module({
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({}),
          dataSourceFactory: () => Promise.resolve(dataSource),
        }),
        MessagingModule.forRoot({ caller: () => caller() }),
      ],
      controllers: [HostController],
    })
    class HostModule {}
    app = await NestFactory.create(HostModule, { logger: false });
    app.useGlobalPipes(...PIPES);
    app.useGlobalGuards({ canActivate: () => hostGuard() });
    await app.listen(0, '127.0.0.1');
  });
  beforeEach(() => {
    caller = () => ({ ownerId: 'ada', permissions: ['messaging:update'] });
  });
  afterAll(async () => {
    await app.close();
    await database.remove();
  });

  const http = () => request(app.getHttpServer() as never);
  const put = (body: object = VALID) => http().put(PATH).send(body);

  it("stores the preference of the host's caller, through the host's own body parser", async () => {
    const { status, body } = await put();

    expect(status).toBe(200);
    expect(body).toMatchObject(VALID);
    const rows = app.get<DataSource>(DataSource).getRepository(NotificationPreference);
    expect(await rows.countBy({ ownerId: 'ada' })).toBe(1);
  });

  it('answers its own errors with problems', async () => {
    const { status, body, headers } = await put({ ...VALID, email_enabled: 'false' });

    expect(status).toBe(400);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(headers['x-request-id']).toBe(body.request_id);
    expect(body.errors).toHaveLength(1);
  });

  it.each([
    ['nobody', undefined],
    ['an empty owner', { ownerId: '', permissions: ['messaging:update'] }],
    ['an owner with NUL', { ownerId: 'a\0', permissions: ['messaging:update'] }],
    ['an owner of 256 characters', { ownerId: 'a'.repeat(256), permissions: ['messaging:update'] }],
    ['an owner that is a number', { ownerId: 7, permissions: ['messaging:update'] }],
    ['the owner ".."', { ownerId: '..', permissions: ['messaging:update'] }],
    ['a tenant with a lone surrogate', { ownerId: 'a', tenantId: '\ud800', permissions: [] }],
    ['a credential with NUL', { ownerId: 'a', credentialId: 'a\0', permissions: [] }],
  ])('refuses %s as a caller with 401', async (_, given) => {
    caller = () => given as never;

    expect((await put()).status).toBe(401);
  });

  it('waits for a caller that is a promise', async () => {
    caller = () => Promise.resolve({ ownerId: 'ben', permissions: ['messaging:read'] as const });
    const { status, body } = await put();

    expect(status).toBe(403);
    expect(body.missing_permissions).toEqual(['messaging:update']);
  });

  it.each([
    [429, 'rate_limited'],
    [402, 'rejected'],
    [502, 'rejected'],
    [401, 'unauthenticated'],
  ])("keeps the status when the host's own guard refuses: %i", async (status, code) => {
    hostGuard = () => {
      throw new HttpException('by the host', status);
    };
    const answer = await put();
    hostGuard = () => true;

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });

  it.each([
    ['category', { category: '' }],
    ['category', { category: 'a\0' }],
    ['category', { category: ' padded' }],
    ['emailEnabled', { emailEnabled: 'false' }],
    ['digest', { digest: 'weekly' }],
    ['ownerId', {}, { ownerId: 'a\0' }],
    ['tenantId', {}, { ownerId: 'a', tenantId: '\ud800' }],
  ])(
    'refuses a call with a wrong %s before anything is stored: %j',
    async (field, wrong, owner = { ownerId: 'call' }) => {
      const service = app.get(PreferencesService, { strict: false });
      const input = {
        category: 'a',
        inAppEnabled: true,
        emailEnabled: true,
        pushEnabled: true,
        ...wrong,
      };

      await expect(service.upsert(owner, input as never)).rejects.toMatchObject({
        name: 'InvalidInputError',
        field,
      });
    },
  );

  it('finds what a call stored, however its category was composed', async () => {
    const owner = { ownerId: 'composed' };
    const off = { inAppEnabled: false, emailEnabled: false, pushEnabled: false };
    await app
      .get(PreferencesService, { strict: false })
      .upsert(owner, { category: 'cafe\u0301', ...off });
    const decisions = app.get(DecisionsService, { strict: false });

    expect(await decisions.effectivePreference(owner, 'cafe\u0301')).toMatchObject({
      source: 'category',
      category: 'caf\u00e9',
      ...off,
    });
  });

  it("leaves the host's routes as they were", async () => {
    const failed = await http().get('/host/fails');
    const unknown = await http().get('/host/unknown');
    const malformed = await http()
      .put('/host/echo')
      .set('Content-Type', 'application/json')
      .send('{');
    const nested = await http().put('/host/echo').send({ email_enabled: 'false', extra: 1 });

    expect(failed.body).toEqual({ statusCode: 500, message: 'Internal server error' });
    expect(unknown.body).toMatchObject({ statusCode: 404, error: 'Not Found' });
    expect(malformed.body).toMatchObject({ statusCode: 400, error: 'Bad Request' });
    expect(nested.body).toEqual({ email_enabled: 'false', extra: 1 });
    expect(failed.headers).not.toHaveProperty('x-request-id');
  });

  it("joins the host's transaction", async () => {
    const { manager } = app.get<DataSource>(DataSource);
    const service = app.get(PreferencesService, { strict: false });
    const owner = { ownerId: 'transaction' };
    const input = { inAppEnabled: true, emailEnabled: false, pushEnabled: true };
    const count = () => manager.countBy(NotificationPreference, owner);
    const abandoned = manager.transaction(async (manager) => {
      await service.upsert(owner, input, { manager });
      throw new Error('rolled back');
    });
    await expect(abandoned).rejects.toThrow('rolled back');
    expect(await count()).toBe(0);

    await manager.transaction((manager) => service.upsert(owner, input, { manager }));
    expect(await count()).toBe(1);
  });
});
