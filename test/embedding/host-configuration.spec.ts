import {
  type ArgumentsHost,
  type CallHandler,
  Catch,
  ConflictException,
  Controller,
  type ExecutionContext,
  Get,
  HttpException,
  type INestApplication,
  SetMetadata,
  UnauthorizedException,
  UseFilters,
  UseInterceptors,
  VersioningType,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { map, of } from 'rxjs';
import { isMessagingRoute, ProblemFilter } from '../../src/index.js';
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
    const envelope = {
      intercept: (context: ExecutionContext, next: CallHandler) =>
        isMessagingRoute(context)
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

  it('a decorator of the host opens the routes of the module to a guard that denies by default', async () => {
    const denyByDefault = {
      canActivate: (context: ExecutionContext) =>
        Reflect.getMetadata('open', context.getClass()) === true,
    };
    const host = {
      adapter,
      prepare: (app: INestApplication) => app.useGlobalGuards(denyByDefault),
    };
    app = await startHost(database, host);
    const denied = await putTo(PATH);
    await app.close();
    app = await startHost(database, {
      ...host,
      messaging: { decorators: [SetMetadata('open', true)] },
    });

    expect([denied.status, denied.body.code]).toEqual([403, 'permission_denied']);
    expect((await putTo(PATH)).status).toBe(200);
  });

  it('a decorator of one host has no effect in another host of the same process', async () => {
    const hold = { intercept: () => of('intercepted') };
    const other = await startHost(database, {
      adapter,
      messaging: { decorators: [UseInterceptors(hold)] },
    });
    app = await startHost(database, { adapter });
    const { text } = await http(other).put(PATH).send(VALID);
    await other.close();

    expect(text).toContain('intercepted');
    expect((await putTo(PATH)).body).toMatchObject(VALID);
  });

  it('answers 401 with the challenge of the host', async () => {
    app = await startHost(database, {
      adapter,
      messaging: { caller: () => undefined, challenge: 'Session realm="app"' },
    });
    const { status, headers, body } = await putTo(PATH);

    expect([status, headers['www-authenticate']]).toEqual([401, 'Session realm="app"']);
    expect(body.detail).toBe('Send a valid credential.');
  });

  it('answers 401 with the challenge Bearer by default', async () => {
    app = await startHost(database, { adapter, messaging: { caller: () => undefined } });
    const { headers, body } = await putTo(PATH);

    expect(headers['www-authenticate']).toBe('Bearer');
    expect(body.detail).toBe('Send a valid credential: Authorization: Bearer <token>.');
  });

  it("answers an error of the host's own controller with problem details when it uses our filter", async () => {
    @Controller('orders')
    @UseFilters(ProblemFilter)
    class OrdersController {
      @Get()
      list(): void {
        throw new ConflictException('not shown');
      }

      @Get('mine')
      mine(): void {
        throw new UnauthorizedException();
      }
    }
    const messaging = { challenge: 'Session realm="app"' };
    app = await startHost(database, { adapter, controllers: [OrdersController], messaging });
    const { status, type, body } = await http(app).get('/orders');

    expect([status, type, body.code]).toEqual([409, 'application/problem+json', 'conflict']);
    expect(body.instance).toBe('/orders');
    const { headers } = await http(app).get('/orders/mine');
    expect(headers['www-authenticate']).toBe('Session realm="app"');
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
