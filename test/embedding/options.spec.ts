import {
  ConflictException,
  type INestApplication,
  ServiceUnavailableException,
  UnprocessableEntityException,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  DecisionsService,
  messagingEntities,
  messagingMigrations,
  type MessagingOptions,
  NotificationPreference,
  NotificationPreferenceVersion,
  type PreferenceChange,
  PreferencesService,
} from '../../src/index.js';
import {
  type HostDatabase,
  http,
  migratedHostDatabase,
  startHost,
  withDataSource,
} from '../support/test-host.js';
import { PATH, VALID } from '../support/test-server.js';

const ON = { inAppEnabled: true, emailEnabled: true, pushEnabled: true };
const OFF = { inAppEnabled: false, emailEnabled: false, pushEnabled: false };

let owners = 0;
const anOwner = () => ({ ownerId: `owner-${(owners += 1)}`, tenantId: 'acme' });

describe("a host's options", () => {
  let database: HostDatabase;
  let app: INestApplication | undefined;
  let service: PreferencesService;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await migratedHostDatabase();
    await withDataSource(database.connection, (it) => it.query('CREATE TABLE note (text text)'));
  });
  afterEach(() => app?.close());
  afterAll(() => database.remove());

  const start = async (messaging: Partial<MessagingOptions>) => {
    app = await startHost(database, { messaging });
    service = app.get(PreferencesService, { strict: false });
    dataSource = app.get(DataSource);
  };
  const countNotes = async (text: string) =>
    (await dataSource.query('SELECT FROM note WHERE text = $1', [text])).length as number;
  const stored = (owner: object) => dataSource.manager.countBy(NotificationPreference, owner);

  describe('onChange', () => {
    let told: PreferenceChange[][];

    it('onChange is called for each actual change and not for a repeated write', async () => {
      told = [];
      await start({ onChange: (changes) => Promise.resolve(void told.push(changes)) });
      const owner = anOwner();
      const first = await service.upsert(owner, ON, { actor: 'import' });
      await service.upsert(owner, ON);
      await service.upsert(owner, OFF, { actor: 'ben', via: 'admin', requestId: 'r-1' });

      const common = { preferenceId: first.id, category: null, digest: 'instant', ...owner };
      const created = { ...common, ...ON, version: 1, actor: 'import', via: 'service' };
      const changed = { version: 2, actor: 'ben', via: 'admin', requestId: 'r-1' };
      expect(told).toHaveLength(2);
      expect(told[0]).toEqual([{ before: null, after: expect.objectContaining(created) }]);
      expect(told[1]).toEqual([
        {
          before: expect.objectContaining(created),
          after: expect.objectContaining({ ...common, ...OFF, ...changed }),
        },
      ]);
      expect(told[0]![0]!.after).toBeInstanceOf(NotificationPreferenceVersion);
      expect(told[0]![0]!.after.changedAt).toEqual(first.updatedAt);
    });

    it('onChange writes in the transaction of the change', async () => {
      await start({
        onChange: async ([change], manager) => {
          await manager.query('INSERT INTO note VALUES ($1)', [change!.after.ownerId]);
        },
      });
      const [kept, lost] = [anOwner(), anOwner()];
      await service.upsert(kept, ON);
      const abandoned = dataSource.transaction(async (manager) => {
        await service.upsert(lost, ON, { manager });
        throw new Error('rolled back');
      });

      await expect(abandoned).rejects.toThrow('rolled back');
      expect([await countNotes(kept.ownerId), await countNotes(lost.ownerId)]).toEqual([1, 0]);
    });

    it.each([
      ['an Error', new Error('the outbox is full')],
      ['an Error with a statusCode', Object.assign(new Error('of a client'), { statusCode: 404 })],
      [
        'an Error with a status',
        Object.assign(new Error('of a client'), { status: 401, statusCode: 401 }),
      ],
    ])(
      'an error from onChange undoes the change and is answered with 500: %s',
      async (_, error) => {
        await start({ onChange: () => Promise.reject(error) });
        const { status, body } = await http(app!).put(PATH).send(VALID);

        expect([status, body.code]).toEqual([500, 'internal']);
        expect(await stored({ ownerId: 'ada' })).toBe(0);
      },
    );
  });

  it.each([
    [new UnprocessableEntityException('Choose another digest.'), 422, 'rejected'],
    [new ConflictException('The account is locked.'), 409, 'conflict'],
    [new ServiceUnavailableException('The outbox is full.'), 503, 'unavailable'],
  ])(
    'the status and the message of an HttpException from onChange reach the client: %s',
    async (error, expected, code) => {
      await start({ onChange: () => Promise.reject(error) });
      const { status, body } = await http(app!).put(PATH).send(VALID);
      const called = service.upsert(anOwner(), ON);

      expect([status, body.code, body.detail]).toEqual([expected, code, error.message]);
      expect(await stored({ ownerId: 'ada' })).toBe(0);
      await expect(called).rejects.toBe(error);
    },
  );

  it('the option manager can choose a schema for each tenant and is called once for each request', async () => {
    const tenants = ['red', 'blue'];
    const managers = new Map<string, DataSource>();
    for (const schema of tenants) {
      await withDataSource(database.connection, (it) => it.query(`CREATE SCHEMA ${schema}`));
      const options = { entities: messagingEntities, migrations: messagingMigrations() };
      const tenant = new DataSource({ ...database.connection, ...options, schema });
      await tenant.initialize();
      await tenant.runMigrations();
      managers.set(schema, tenant);
    }
    const asked: object[] = [];
    let tenantId = 'red';
    await start({
      caller: () => ({ ownerId: 'ada', tenantId, permissions: ['messaging:update'] }),
      manager: (owner) => {
        asked.push(owner);
        return Promise.resolve(managers.get(owner.tenantId)?.manager as never);
      },
    });
    const red = await http(app!).put(PATH).send(VALID);
    tenantId = 'blue';
    const blue = await http(app!)
      .put(PATH)
      .send({ ...VALID, digest: 'off' });
    tenantId = 'green';
    const green = await http(app!).put(PATH).send(VALID);
    const rows = await Promise.all(
      tenants.map((name) => managers.get(name)!.manager.find(NotificationPreference)),
    );
    for (const tenant of managers.values()) await tenant.destroy();

    expect([red.status, blue.status, green.status]).toEqual([200, 200, 500]);
    expect(rows.map((of) => of.map(({ tenantId, digest }) => [tenantId, digest]))).toEqual([
      [['red', 'daily']],
      [['blue', 'off']],
    ]);
    expect(asked).toEqual(
      ['red', 'blue', 'green'].map((tenantId) => ({ ownerId: 'ada', tenantId })),
    );
    expect(await stored({ ownerId: 'ada' })).toBe(0);
  });

  it('reads use the primary, because a replica may not have a recent opt-out yet', async () => {
    await start({});
    const decisions = app!.get(DecisionsService, { strict: false });
    const owner = anOwner();
    const { id } = await service.upsert(owner, OFF);
    const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
    const modes: unknown[] = [];
    dataSource.createQueryRunner = (mode) => {
      modes.push(mode);
      return createQueryRunner(mode);
    };
    await decisions.effectivePreference(owner, 'billing');
    await service.get(owner, id);
    await service.delete(owner, id);
    dataSource.createQueryRunner = createQueryRunner;

    expect(modes).toHaveLength(3);
    expect(modes).not.toContain('slave');
  });
});
