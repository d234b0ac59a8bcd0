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
/** Effective preferences at a time with few and with most versions. */
const PAST = ['34.050Z', '44.000Z'].flatMap((time): [string, string][] => [
  [`all categories at ${time}`, `preferences/effective?as_of=2026-11-23T04:50:${time}`],
  [
    `one category at ${time}`,
    `preferences/effective?category=category%201&as_of=2026-11-23T04:50:${time}`,
  ],
]);
/** What is read, and how much more may be read at most. A past time is searched by bisection. */
const READS: [most: number, read: string][] = [
  ...ROUTES.flatMap(([which]): [number, string][] => [
    [2, `first page of ${which}`],
    [2, `later page of ${which}`],
  ]),
  ...PAST.map(([which]): [number, string] => [4, which]),
];

interface Measured {
  body: { data: object[]; next_cursor: string };
  /** How many database pages the statement of the server reads. */
  pagesRead: number;
}

/** The tests count database pages, not pages of the list. */
describe.each([
  ['as the migrations make them', undefined, false],
  ['that are partitioned as documented', partitionSql, false],
  ['of which one partition has only this owner', partitionSql, true],
])('the cost of reading the history in tables %s', (_, arrange, isAlone) => {
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

  /** The cursors are used again with 20,000 versions, where they point near the end of the list. */
  const findPaths = async () => {
    paths = [...PAST];
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

  /** Creates an owner with 100 versions; if `isAlone`, one whose partition has no versions of others. */
  const createOwner = async (): Promise<TestOwner> => {
    const candidate = await server.owner();
    await addVersions(server.dataSource, candidate.ownerId, { from: 0, to: FEW });
    const [{ owners }] = await server.dataSource.query<[{ owners: number }]>(
      `SELECT count(DISTINCT owner_id)::integer AS owners FROM notification_preference_version WHERE tableoid =
         (SELECT tableoid FROM notification_preference_version WHERE owner_id = $1 LIMIT 1)`,
      [candidate.ownerId],
    );
    return isAlone && owners > 1 ? createOwner() : candidate;
  };

  beforeAll(async () => {
    server = await TestServer.start();
    const { dataSource } = server;
    if (arrange) await dataSource.query(await arrange());
    for (let other = 0; other < 20; other += 1) {
      await addVersions(dataSource, `other-${other}`, { from: 0, to: 1 });
    }
    await dataSource.query('ANALYZE notification_preference_version');
    owner = await createOwner();
    await findPaths();
    few = await measureAll();
    await addVersions(dataSource, owner.ownerId, { from: FEW, to: MANY });
    // The statistics still show one version for each owner, as they do while many versions are added quickly.
    many = await measureAll();
    await dataSource.query('ANALYZE notification_preference_version');
    analysed = await measureAll();
  });
  afterAll(() => server.stop());

  it.each(READS)(
    'reads at most %i times as many database pages with 20,000 versions as with 100: %s',
    (most, page) => {
      const atFew = few?.get(page)?.pagesRead ?? 0;

      expect(atFew).toBeGreaterThan(0);
      expect(many?.get(page)?.pagesRead).toBeLessThanOrEqual(most * atFew);
      expect(analysed?.get(page)?.pagesRead).toBeLessThanOrEqual(most * atFew);
    },
  );

  it.each(ROUTES)(
    'the page behind a cursor stays the same when newer versions are added: %s',
    (which) => {
      const page = `later page of ${which}`;

      expect(few?.get(page)?.body.data).toHaveLength(10);
      expect(many?.get(page)?.body).toEqual(few?.get(page)?.body);
    },
  );
});
