import { readFileSync } from 'node:fs';
import { PERMISSIONS } from '../../src/messaging/callers/permissions.js';
import { type TestOwner, TestServer } from '../support/test-server.js';

interface Operation {
  parameters?: { name: string; in: string }[];
  responses: Record<string, unknown>;
}

const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

const READS = Object.entries(paths)
  .filter(([path, { get }]) => get && path.startsWith('/v1/'))
  .map(([path, { get }]) => [path, get!] as const);

const ID = '0192f0c1-2b7e-7cc3-98c4-dc0c0c07398f';
const MILLISECONDS = [-8.64e15, -62_167_219_200_001, -1, 0.5, 253_402_300_800_000, 8.64e15, 1e300];
const TEXTS = [
  ...['0000-01-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '-271821-04-20T00:00:00.000Z'],
  ...['+275760-09-13T00:00:00.000Z', '9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59.999Z'],
  ...['', '\0', 'infinity', 'NaN', ID.replaceAll('0', 'g'), '\u{1f600}'.repeat(300)],
];
const SCALARS = [...MILLISECONDS, ...TEXTS, null, true, 0, 1, 2_147_483_648, 9_007_199_254_740_992];

/** Cursors of every shape that a list has, each with one value that a server never sends. */
const CURSORS = SCALARS.flatMap((odd) => [
  [odd],
  [odd, ID],
  [1_700_000_000_000, odd],
  [odd, ID, 1],
  [1_700_000_000_000, odd, 1],
  [1_700_000_000_000, ID, odd],
  ['2026-01-31T09:30:00.000Z', odd, 1],
]).map((position) => Buffer.from(JSON.stringify(position)).toString('base64url'));

const PATH_VALUES = ['%00', 'a%00', '%20', '%ED%A0%80', '..%2F..', ID, 'x'.repeat(2_000)];

describe('values that no client sends', () => {
  let server: TestServer;
  let owner: TestOwner;
  let preferenceId: string;

  beforeAll(async () => {
    server = await TestServer.start();
    owner = await server.owner({ permissions: PERMISSIONS });
    preferenceId = (await owner.put()).body.id as string;
  });
  afterAll(() => server.stop());

  /** Expects that the answer to each URL is documented and no error of the server. */
  const expectDocumented = async (operation: Operation, urls: string[]) => {
    const documented = Object.keys(operation.responses).filter((status) => status < '500');
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) {
      const { status } = await server.http.get(url).set('Authorization', `Bearer ${owner.key}`);
      expect({ url, status, isDocumented: documented.includes(String(status)) }).toEqual({
        url,
        status,
        isDocumented: true,
      });
    }
  };

  const inPath = READS.filter(([path]) => path.includes('{'));
  it.each(inPath)('%s answers a documented status for odd values in the path', (path, operation) =>
    expectDocumented(
      operation,
      PATH_VALUES.map((value) => path.replaceAll(/\{\w+\}/g, value)),
    ),
  );

  const inQuery = READS.flatMap(([path, operation]) =>
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'query')
      .map(({ name }) => [path, name, operation] as const),
  );
  it.each(inQuery)(
    '%s answers a documented status for odd values of %s',
    (path, name, operation) => {
      const values = name === 'cursor' ? CURSORS : [...PATH_VALUES, ...SCALARS.map(encoded)];
      const url = path.replace('{owner_id}', owner.ownerId).replace('{id}', preferenceId);
      return expectDocumented(
        operation,
        values.map((value) => `${url}?${name}=${value}`),
      );
    },
  );
});

const encoded = (value: unknown) => encodeURIComponent(String(value));
