import { addVersions, PREFERENCE_IDS } from '../support/many-versions.js';
import { partitionSql } from '../support/partition-sql.mjs';
import { pagesReadBy } from '../support/statement-cost.js';
import { sentDuring } from '../support/statements.js';
import { type TestOwner, TestServer } from '../support/test-server.js';

const FEW = 100;
const MANY = 20_000;

const ROUTES = [
  ['all preferences', 'preferences/history?limit=10'],
  ['one preference', `preferences/${PREFERENCE_IDS[0]}/history?limit=10`],
] as const;
const PAGES = ROUTES.flatMap(([which]) => [`first page of ${which}`, `later page of ${which}`]);

interface Measured {
  body: { data: object[]; next_cursor: string };
  /** How much of the database the statement reads that the server sends. */
  pagesRead: number;
}

/** Pages of the database, not of the list, are what is counted. */
describe.each([
  ['as the migrations make them', undefined],
  ['that are partitioned as documented', partitionSql],
])('a page of a history, in tables %s,', (_, arrange) => {
  let server: TestServer;
  let owner: TestOwner;
  let paths: [page: string, path: string][];
  let [few, many, analysed]: Map<string, Measured>[] = [];

  const measure = async (path: string): Promise<Measured> => {
    let body = {} as Measured['body'];
    const sent = await sentDuring(async () => ({ body } = await owner.send('get', path)));
    const statement = sent.find(({ text }) => text.includes('notification_preference_version'));
    if (!statement) throw new Error(`${path} sent no statement about versions.`);
    return { body, pagesRead: await pagesReadBy(server.dataSource, statement) };
  };

  /** The cursors stay as they are: with 20,000 versions they lead to nearly the end of the list. */
  const findPaths = async () => {
    paths = [];
    for (const [which, path] of ROUTES) {
      const { body } = await measure(path);
      paths.push([`first page of ${which}`, path]);
      paths.push([`later page of ${which}`, `${path}&cursor=${body.next_cursor}`]);
    }
  };

  const measureAll = async () => {
    const measured = new Map<string, Measured>();
    for (const [page, path] of paths) measured.set(page, await measure(path));
    return measured;
  };

  beforeAll(async () => {
    server = await TestServer.start();
    const { dataSource } = server;
    if (arrange) await dataSource.query(await arrange());
    owner = await server.owner();
    for (let other = 0; other < 20; other += 1) {
      await addVersions(dataSource, `other-${other}`, { from: 0, to: 1 });
    }
    await dataSource.query('ANALYZE notification_preference_version');
    await addVersions(dataSource, owner.ownerId, { from: 0, to: FEW });
    await findPaths();
    few = await measureAll();
    await addVersions(dataSource, owner.ownerId, { from: FEW, to: MANY });
    // The database still believes that owners have one version each, as it does while someone adds many quickly.
    many = await measureAll();
    await dataSource.query('ANALYZE notification_preference_version');
    analysed = await measureAll();
  });
  afterAll(() => server.stop());

  it.each(PAGES)('reads about as much of the database at 20,000 versions as at 100: %s', (page) => {
    const atFew = few?.get(page)?.pagesRead ?? 0;

    expect(atFew).toBeGreaterThan(0);
    expect(many?.get(page)?.pagesRead).toBeLessThanOrEqual(2 * atFew);
    expect(analysed?.get(page)?.pagesRead).toBeLessThanOrEqual(2 * atFew);
  });

  it.each(ROUTES)('is the same behind a cursor whatever was added in front: %s', (which) => {
    const page = `later page of ${which}`;

    expect(few?.get(page)?.body.data).toHaveLength(10);
    expect(many?.get(page)?.body).toEqual(few?.get(page)?.body);
  });
});
