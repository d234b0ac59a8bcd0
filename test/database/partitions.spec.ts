import { partitionSql } from '../support/partition-sql.mjs';
import { type TestOwner, TestServer, VALID } from '../support/test-server.js';

describe('tables that are partitioned as documented', () => {
  let server: TestServer;
  let owners: TestOwner[];
  let admin: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    const tenantId = 'acme';
    owners = await Promise.all(
      Array.from({ length: 40 }, (_, number) =>
        server.owner({ ownerId: `owner-${number}`, tenantId }),
      ),
    );
    admin = await server.owner({ tenantId, role: 'admin' });
    for (const owner of owners) await owner.put();
    await server.dataSource.query(await partitionSql());
  });
  afterAll(() => server.stop());

  const partsOf = async (table: string) => {
    const [row] = await server.dataSource.query<{ rows: number; parts: number }[]>(
      `SELECT count(*)::integer AS rows, count(DISTINCT tableoid)::integer AS parts FROM ${table}`,
    );
    return row;
  };

  it('all rows are kept and are spread over several partitions', async () => {
    for (const table of ['notification_preference', 'notification_preference_version']) {
      const { rows, parts } = (await partsOf(table)) ?? {};
      expect(rows).toBe(40);
      expect(parts).toBeGreaterThan(4);
    }
  });

  it('writes, lists, effective preferences and history work on partitioned tables', async () => {
    const answers = await Promise.all(
      owners.map((owner) => owner.put({ ...VALID, push_enabled: true })),
    );
    expect(answers.map(({ status }) => status)).toEqual(owners.map(() => 200));

    const [owner] = owners as [TestOwner];
    const list = await owner.send('get', 'preferences');
    const effective = await owner.send('get', 'preferences/effective?category=billing');
    const history = await owner.send('get', 'preferences/history');
    expect(list.body.data).toHaveLength(1);
    expect(effective.body.data[0]).toMatchObject({
      preference: { push_enabled: true },
      source: 'category',
    });
    expect(history.body.data).toHaveLength(2);
  });

  it('stored versions cannot be changed in partitioned tables', async () => {
    const change = server.dataSource.query(
      'UPDATE notification_preference_version SET version = 9',
    );

    await expect(change).rejects.toThrow('only ever added');
  });

  it('an owner can be erased from partitioned tables', async () => {
    const { status } = await admin.send('delete', 'owners/owner-7');

    expect(status).toBe(204);
    expect(await partsOf('notification_preference')).toMatchObject({ rows: 39 });
  });
});
