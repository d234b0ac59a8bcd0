import { Injectable, type INestApplication, Module, SetMetadata } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';
import {
  DecisionsService,
  messagingEntities,
  MessagingModule,
  PreferencesService,
} from '../../src/index.js';
import {
  ADA,
  failedStart,
  type HostDatabase,
  type HostShape,
  http,
  migratedHostDatabase,
  startHost,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

/** Renames every column that has no explicit name, and keeps the names of tables. */
class UpperCaseColumns extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, given: string | undefined): string {
    return given ?? property.toUpperCase();
  }
}

describe('the start of a host', () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;

  beforeAll(async () => void (database = await migratedHostDatabase()));
  afterEach(async () => {
    await app?.close();
    app = undefined;
  });
  afterAll(() => database.remove());

  const refusal = (shape: HostShape, on = database) =>
    failedStart(async () => (app = await startHost(on, shape)));
  const put = () => http(app!).put(PATH).send(VALID);

  it.each([
    [{ caller: undefined }, 'caller must be a function that returns the Caller'],
    [{ caller: 'ada' }, 'caller must be a function'],
    [{ manager: {} }, 'manager must be a function'],
    [{ onChange: 'log' }, 'onChange must be a function of (changes, manager)'],
    [
      { systemDefault: { inAppEnabled: true } },
      'systemDefault must be an object with inAppEnabled',
    ],
    [
      { systemDefault: { inAppEnabled: 1, emailEnabled: true, pushEnabled: true } },
      'systemDefault must be',
    ],
    [{ systemDefault: null }, 'systemDefault must be'],
    [{ dataSource: '' }, 'dataSource must be the name'],
    [{ dataSource: {} }, 'dataSource must be the name'],
    [{ controllers: 'no' }, 'controllers must be true, false'],
    [{ path: '' }, 'path must be a path such as v1/messaging'],
    [{ path: 'a//b' }, 'path must be a path'],
    [{ path: 7 }, 'path must be a path'],
    [{ challenge: '' }, 'challenge must be a challenge such as Bearer'],
    [{ challenge: 'Bearer\r\nX: y' }, 'challenge must be a challenge'],
    [{ decorators: SetMetadata('open', true) }, 'decorators must be a list of class decorators'],
    [{ decorators: ['open'] }, 'decorators must be a list of class decorators'],
    [{ securityScheme: '' }, 'securityScheme must be the name of a security scheme'],
    [{ securityScheme: 'a b' }, 'securityScheme must be the name of a security scheme'],
    [{ controllers: false, caller: 'ada' }, 'caller must be a function'],
    [{ prefix: 'api' }, 'there is no option prefix, only caller, challenge'],
  ])('the start fails with the invalid options %j', async (messaging, line) => {
    expect(await refusal({ messaging: messaging as never })).toContain(line);
  });

  it.each([undefined, null, 'caller'])('forRoot rejects %j in place of options', (options) => {
    expect(() => MessagingModule.forRoot(options as never)).toThrow(
      'MessagingModule: pass an object with the option caller.',
    );
  });

  it.each([
    [{}, 'caller must be a function'],
    [undefined, 'pass an object with the option caller'],
    [{ caller: ADA, path: 'me' }, 'put the option path beside useFactory'],
    [{ caller: ADA, schema: 'me' }, 'put the option schema beside useFactory'],
  ])('the start fails when useFactory returns %j', async (given, line) => {
    const async = MessagingModule.forRootAsync({ useFactory: () => given as never });

    expect(await refusal({ imports: [async] })).toContain(line);
  });

  it.each([
    ['forRoot', () => MessagingModule.forRoot({ controllers: false })],
    [
      'forRootAsync',
      () => MessagingModule.forRootAsync({ controllers: false, useFactory: () => ({}) }),
    ],
  ])('%s needs no caller when the option controllers is false', async (_, messaging) => {
    app = await startHost(database, { plain: true, imports: [messaging()] });
    const { upsert } = app.get(PreferencesService, { strict: false });

    expect(upsert).toBeInstanceOf(Function);
    expect((await put()).status).toBe(404);
  });

  it('forRootAsync rejects an argument without a factory', () => {
    for (const none of [{}, { useFactory: undefined }])
      expect(() => MessagingModule.forRootAsync(none)).toThrow(
        /^MessagingModule: pass one of useFactory, useClass, useExisting to forRootAsync, .*\.$/,
      );
  });

  it.each(['useClass', 'useExisting'])('forRootAsync takes options from %s', async (kind) => {
    @Injectable()
    class Options {
      create() {
        return { caller: ADA };
      }
    }
    @Module({ providers: [Options], exports: [Options] })
    class Shared {}
    const messaging = MessagingModule.forRootAsync({ imports: [Shared], [kind]: Options });
    app = await startHost(database, { plain: true, imports: [messaging] });

    expect((await put()).status).toBe(200);
  });

  it('the start fails with one line when the class in useClass has no method create', async () => {
    class Options {
      readonly caller = ADA;
    }
    const messaging = MessagingModule.forRootAsync({ useClass: Options as never });

    expect(await refusal({ plain: true, imports: [messaging] })).toContain(
      'MessagingModule: the class in useClass or useExisting needs a method create',
    );
  });

  it('the start fails with one line when the module is imported without options', async () => {
    @Injectable()
    class Billing {
      constructor(readonly preferences: PreferencesService) {}
    }
    const line = 'MessagingModule: it is imported without options';

    expect(await refusal({ plain: true, imports: [MessagingModule] })).toContain(line);
    const shape = { plain: true, imports: [MessagingModule], providers: [Billing] };
    expect(await refusal(shape)).toContain(line);
  });

  it('the start fails with one line when there is no data source with the name', async () => {
    const messaging = { dataSource: 'messages' };

    expect(await refusal({ messaging })).toContain('there is no data source "messages"');
  });

  it('the start fails with one line when there is no TypeOrmModule', async () => {
    @Module({ imports: [MessagingModule.forRoot({ caller: ADA })] })
    class Host {}
    const start = () => NestFactory.create(Host, { logger: false, abortOnError: false });

    expect(await failedStart(start)).toContain('there is no data source "default"');
  });

  it('forRootAsync rejects an unknown option beside useFactory', () => {
    const options = { useFactory: () => ({ caller: ADA }), datasource: 'main' };

    expect(() => MessagingModule.forRootAsync(options)).toThrow('there is no option datasource');
  });

  it('forRootAsync rejects an option that useFactory must return', () => {
    const options = { useFactory: () => ({ caller: ADA }), onChange: () => Promise.resolve() };

    expect(() => MessagingModule.forRootAsync(options as never)).toThrow(
      'return the option onChange from useFactory',
    );
  });

  it('a system default without a digest gets the digest "instant"', async () => {
    const systemDefault = { inAppEnabled: true, emailEnabled: false, pushEnabled: true } as never;
    app = await startHost(database, { messaging: { systemDefault } });
    const decisions = app.get(DecisionsService, { strict: false });

    expect(await decisions.effectivePreference({ ownerId: 'none' }, null)).toMatchObject({
      preference: { emailEnabled: false, digest: 'instant' },
    });
  });

  it('the start fails when the module is configured twice', async () => {
    const second = MessagingModule.forRoot({ caller: ADA });

    expect(await refusal({ imports: [second] })).toContain('imported more than once');
  });

  it('several modules can import one configured MessagingModule', async () => {
    const messaging = MessagingModule.forRoot({ caller: ADA, controllers: false });
    @Module({ imports: [messaging], exports: [MessagingModule] })
    class Notifications {}
    @Module({ imports: [Notifications] })
    class One {}
    @Module({ imports: [Notifications] })
    class Other {}
    app = await startHost(database, { plain: true, imports: [One, Other] });

    const modules = [...app.get(ModulesContainer).values()];
    expect(modules.filter(({ metatype }) => metatype === MessagingModule)).toHaveLength(1);
  });

  it('the start fails when the data source lists entities without ours', async () => {
    const dataSource = { autoLoadEntities: false, entities: [] };

    expect(await refusal({ dataSource })).toContain('add ...messagingEntities to its entities');
  });

  it('the start accepts a data source that lists messagingEntities', async () => {
    const dataSource = { autoLoadEntities: false, entities: [...messagingEntities] };
    app = await startHost(database, { dataSource });

    expect((await put()).status).toBe(200);
  });

  it('the start fails when the data source has an entityPrefix', async () => {
    expect(await refusal({ dataSource: { entityPrefix: 'app_' } })).toContain('entityPrefix');
  });

  it('the naming strategy of a host does not rename our columns', async () => {
    app = await startHost(database, { dataSource: { namingStrategy: new UpperCaseColumns() } });
    const decisions = app.get(DecisionsService, { strict: false });

    expect((await put()).status).toBe(200);
    expect(await decisions.effectivePreference({ ownerId: 'ada' }, 'billing')).toMatchObject({
      source: 'category',
      preference: { digest: 'daily' },
    });
  });

  it('times are answered in milliseconds, whatever type parsers the host set in node-postgres', async () => {
    const { types } = (await import('pg')).default;
    const parser = types.getTypeParser(types.builtins.TIMESTAMPTZ);
    types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => ({ text }));
    app = await startHost(database, {});
    const { body } = await Promise.resolve(put()).finally(() =>
      types.setTypeParser(types.builtins.TIMESTAMPTZ, parser),
    );

    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});
