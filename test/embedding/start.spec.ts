import { type INestApplication, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';
import { DecisionsService, messagingEntities, MessagingModule } from '../../src/index.js';
import {
  ADA,
  type HostDatabase,
  type HostShape,
  http,
  migratedHostDatabase,
  startHost,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

/** Renames every column that does not name itself, and leaves tables alone. */
class ShoutingColumns extends DefaultNamingStrategy implements NamingStrategyInterface {
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

  /** What the start is refused with, which must be one line. */
  const refusal = async (shape: HostShape, on = database) => {
    const outcome: unknown = await Promise.resolve()
      .then(() => startHost(on, shape))
      .then((started) => (app = started))
      .catch((error: unknown) => (error as Error).message);
    expect(outcome).toEqual(expect.stringMatching(/^MessagingModule: .*\.$/));
    return outcome as string;
  };
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
    [{ prefix: 'api' }, 'there is no option prefix, only caller, systemDefault'],
  ])('is refused on a wrong option: %j', async (messaging, line) => {
    expect(await refusal({ messaging: messaging as never })).toContain(line);
  });

  it.each([undefined, null, 'caller'])('is refused on %j for options', (options) => {
    expect(() => MessagingModule.forRoot(options as never)).toThrow(
      'MessagingModule: pass an object with the option caller.',
    );
  });

  it.each([
    [{}, 'caller must be a function'],
    [undefined, 'pass an object with the option caller'],
    [{ caller: ADA, path: 'me' }, 'put the option path beside useFactory'],
  ])('is refused on a factory that gives %j', async (given, line) => {
    const async = MessagingModule.forRootAsync({ useFactory: () => given as never });

    expect(await refusal({ imports: [async] })).toContain(line);
  });

  it('is refused on an unknown option beside a factory', () => {
    const options = { useFactory: () => ({ caller: ADA }), datasource: 'main' };

    expect(() => MessagingModule.forRootAsync(options)).toThrow('there is no option datasource');
  });

  it('is refused on an option beside the factory that is to give it', () => {
    const options = { useFactory: () => ({ caller: ADA }), onChange: () => Promise.resolve() };

    expect(() => MessagingModule.forRootAsync(options as never)).toThrow(
      'return the option onChange from useFactory',
    );
  });

  it('fills in the digest of a system default', async () => {
    const systemDefault = { inAppEnabled: true, emailEnabled: false, pushEnabled: true } as never;
    app = await startHost(database, { messaging: { systemDefault } });
    const decisions = app.get(DecisionsService, { strict: false });

    expect(await decisions.effectivePreference({ ownerId: 'none' }, null)).toMatchObject({
      emailEnabled: false,
      digest: 'instant',
    });
  });

  it('is refused when the module is configured twice', async () => {
    const second = MessagingModule.forRoot({ caller: ADA });

    expect(await refusal({ imports: [second] })).toContain('imported more than once');
  });

  it('takes one configured module that several others import', async () => {
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

  it('is refused when the data source lists entities without ours', async () => {
    const dataSource = { autoLoadEntities: false, entities: [] };

    expect(await refusal({ dataSource })).toContain('add ...messagingEntities to its entities');
  });

  it('takes a data source that lists ours', async () => {
    const dataSource = { autoLoadEntities: false, entities: [...messagingEntities] };
    app = await startHost(database, { dataSource });

    expect((await put()).status).toBe(200);
  });

  it('is refused on a data source with an entityPrefix', async () => {
    expect(await refusal({ dataSource: { entityPrefix: 'app_' } })).toContain('entityPrefix');
  });

  it("is not troubled by a host's naming strategy", async () => {
    app = await startHost(database, { dataSource: { namingStrategy: new ShoutingColumns() } });
    const decisions = app.get(DecisionsService, { strict: false });

    expect((await put()).status).toBe(200);
    expect(await decisions.effectivePreference({ ownerId: 'ada' }, 'billing')).toMatchObject({
      source: 'category',
      digest: 'daily',
    });
  });

  it('answers with milliseconds whatever parsers a host gave node-postgres', async () => {
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
