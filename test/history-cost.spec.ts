import { addVersions, positionOf, PREFERENCE_IDS } from './support/many-versions.js';
import { partitionSql } from './support/partition-sql.mjs';
import { pagesReadBy } from './support/statement-cost.js';
import { statementsDuring } from './support/statements.js';
import { type TestOwner, TestServer } from './support/test-server.js';

const [ID] = PREFERENCE_IDS;
const FEW = 100;
const MANY = 20_000;

const NO_POSITION = [null, null, null];

const ROUTES = [
  ['of all preferences', 'preferences/history', null],
  ['of one preference', `preferences/${ID}/history`, ID],
] as const;

/** Pages of the database, not of the list, are what is counted. */
describe.each([
  ['as the migrations make them', undefined],
  ['that are partitioned as documented', partitionSql],
])('a page of a history, in tables %s,', (_, arrange) => {
  let server: TestServer;
  let owner: TestOwner;
  const costs = new Map<string, Record<string, number>>();

  /** The statement that the server sends for a page of ten. */
  const statementOf = async (path: string) => {
    const statements = await statementsDuring(() => owner.send('get', `${path}?limit=10`));
    return statements.find((text) => text.includes('notification_preference_version')) ?? '';
  };

  const measure = async (versions: string, middle: number) => {
    const positions = { 'the first page': NO_POSITION, 'a page in the middle': positionOf(middle) };
    for (const [title, path, id] of ROUTES) {
      const text = await statementOf(path);
      for (const [page, position] of Object.entries(positions)) {
        const parameters = ['', owner.ownerId, id, ...position, 11];
        const pages = await pagesReadBy(server.dataSource, text, parameters);
        const name = `${page} ${title}`;
        costs.set(name, { ...costs.get(name), [versions]: pages });
      }
    }
  };

  beforeAll(async () => {
    server = await TestServer.start();
    if (arrange) await server.dataSource.query(await arrange());
    owner = await server.owner();
    for (let other = 0; other < 20; other += 1) {
      await addVersions(server.dataSource, `other-${other}`, { from: 0, to: 1 });
    }
    await server.dataSource.query('ANALYZE notification_preference_version');
    await addVersions(server.dataSource, owner.ownerId, { from: 0, to: FEW });
    await measure('few', FEW / 2);
    await addVersions(server.dataSource, owner.ownerId, { from: FEW, to: MANY });
    // The database still believes that owners have one version each, as it does while someone adds many quickly.
    await measure('many', MANY / 2);
    await server.dataSource.query('ANALYZE notification_preference_version');
    await measure('many, analysed', MANY / 2);
  });
  afterAll(() => server.stop());

  it.each(
    ROUTES.flatMap(([title]) => [`the first page ${title}`, `a page in the middle ${title}`]),
  )('reads about as much of the database at 20,000 versions as at 100: %s', (name) => {
    const { few = 0, many, 'many, analysed': analysed } = costs.get(name) ?? {};

    expect(few).toBeGreaterThan(0);
    expect(many).toBeLessThanOrEqual(2 * few);
    expect(analysed).toBeLessThanOrEqual(2 * few);
  });

  it.each([
    ['of all preferences', 'preferences/history', [9_999, 9_998]],
    ['of one preference', `preferences/${ID}/history`, [9_998, 9_996]],
  ])(
    'goes on behind its cursor in the middle of 20,000 versions: %s',
    async (_, path, expected) => {
      const cursor = Buffer.from(JSON.stringify(positionOf(10_000))).toString('base64url');
      const { body } = await owner.send('get', `${path}?limit=2&cursor=${cursor}`);

      const found = body.data as { changed_at: string; preference_id: string; version: number }[];
      expect(
        found.map(({ changed_at, preference_id, version }) => [changed_at, preference_id, version]),
      ).toEqual(expected.map(positionOf));
    },
  );
});
