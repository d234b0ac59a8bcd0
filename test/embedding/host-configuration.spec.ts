import {
  type ArgumentsHost,
  type CallHandler,
  Catch,
  type ExecutionContext,
  HttpException,
  type INestApplication,
  VersioningType,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import { map } from 'rxjs';
import { HostController } from '../support/host-controller.js';
import {
  ADAPTERS,
  type HostDatabase,
  http,
  migratedHostDatabase,
  startHost,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

/** Answers every error in the host's own format, as many hosts do. */
@Catch()
class CatchAll {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    const response = host.switchToHttp().getResponse<object>();
    this.adapterHost.httpAdapter.reply(response, { caught: status }, status);
  }
}

describe.each(ADAPTERS)('a host with its own configuration on %s', (_adapter, adapter) => {
  let database: HostDatabase;
  let app: INestApplication;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterEach(() => app.close());
  afterAll(() => database.remove());

  const putTo = (path: string, body: object = VALID) => http(app).put(path).send(body);

  it('answers under the global prefix of the host', async () => {
    app = await startHost(database, {
      adapter,
      prepare: (app) => app.setGlobalPrefix('api'),
    });
    const { body } = await putTo(`/api${PATH}`, {});

    expect(body.instance).toBe(`/api${PATH}`);
    expect((await putTo(`/api${PATH}`)).status).toBe(200);
    expect((await putTo(PATH)).status).toBe(404);
  });

  it('keeps its path when the host uses URI versioning with a default version', async () => {
    app = await startHost(database, {
      adapter,
      controllers: [HostController],
      prepare: (app) => app.enableVersioning({ type: VersioningType.URI, defaultVersion: '7' }),
    });

    expect((await putTo(PATH)).status).toBe(200);
    expect((await http(app).put('/v7/host/echo').send({ a: 1 })).body).toEqual({ a: 1 });
  });

  it('answers its own errors when the host has a catch-all filter', async () => {
    app = await startHost(database, {
      adapter,
      controllers: [HostController],
      prepare: (app) => app.useGlobalFilters(new CatchAll(app.get(HttpAdapterHost))),
    });
    const { status, body } = await putTo(PATH, {});

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect((await http(app).get('/host/fails')).body).toEqual({ caught: 500 });
  });

  it('the host can exempt the module from an interceptor that wraps every body', async () => {
    const isMessaging = (context: ExecutionContext) =>
      context.switchToHttp().getRequest<IncomingMessage>().url?.startsWith('/v1/messaging/');
    const envelope = {
      intercept: (context: ExecutionContext, next: CallHandler) =>
        isMessaging(context)
          ? next.handle()
          : next.handle().pipe(map((data: unknown) => ({ data }))),
    };
    app = await startHost(database, {
      adapter,
      controllers: [HostController],
      prepare: (app) => app.useGlobalInterceptors(envelope),
    });

    expect((await putTo(PATH)).body).toMatchObject(VALID);
    expect((await putTo('/host/echo', { a: 1 })).body).toEqual({ data: { a: 1 } });
  });

  it('serves its routes under the option path', async () => {
    app = await startHost(database, {
      adapter,
      messaging: { path: '/me/notifications/' },
    });
    const { status, body } = await putTo('/me/notifications/preferences', {});

    expect([status, body.instance]).toEqual([400, '/me/notifications/preferences']);
    expect((await putTo('/me/notifications/preferences')).status).toBe(200);
    expect((await putTo(PATH)).status).toBe(404);
  });

  it('has no routes when the option controllers is false', async () => {
    app = await startHost(database, { adapter, messaging: { controllers: false } });

    expect((await putTo(PATH)).status).toBe(404);
  });
});
