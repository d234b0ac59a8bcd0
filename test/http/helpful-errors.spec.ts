import { PATH, TestServer, type TestOwner, VALID } from '../support/test-server.js';

describe('an error answer says what to do', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    owner = await server.owner({ role: 'admin' });
  });
  afterAll(() => server.stop());

  const detailOf = async (path: string) => (await owner.send('get', path)).body.detail as string;

  it('an unknown parameter is answered with the parameters that there are', async () => {
    const preferences = await detailOf('preferences?kategory=news');
    const effective = await detailOf('preferences/effective?asof=2026-01-01');

    expect(preferences).toBe(
      'kategory is not a parameter; there are category, global, limit, cursor.',
    );
    expect(effective).toBe('asof is not a parameter; there are category, as_of.');
  });

  it('as_of with a + that is not encoded is answered with its encoding', async () => {
    const plain = await detailOf('preferences/effective?as_of=2026-01-01T00:00:00+01:00');
    const other = await detailOf('preferences/effective?as_of=yesterday');

    expect(plain).toContain('%2B');
    expect(other).not.toContain('%2B');
  });

  it('a category in place of an id is answered with the parameter of the list', async () => {
    expect(await detailOf('preferences/billing')).toContain('?category=');
  });

  it('an unknown role is answered with the roles that there are', async () => {
    const body = { owner_id: 'x', role: 'owner', name: 'X' };
    const answer = await owner.access('post', 'api-keys', body);

    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(
      /^role must be an existing role: admin, backend, member\b.*\.$/,
    );
  });

  it('a body that is not JSON is answered with the line and the column', async () => {
    const answer = await server.http
      .put(PATH)
      .set({ Authorization: `Bearer ${owner.key}`, 'Content-Type': 'application/json' })
      .send('{\n  "category": "billing",\n  email_enabled: true\n}');

    expect(answer.body).toMatchObject({
      code: 'malformed_request',
      detail: 'The body is not valid JSON: see line 3, column 3.',
    });
  });

  it.each([
    ['wrong fields', () => ({ preferences: Array.from({ length: 100 }, () => wrong(12)) })],
    ['long unknown names', () => ({ preferences: Array.from({ length: 100 }, () => wrong(180)) })],
    ['one name of 200 KiB', () => ({ preferences: [VALID], ['é'.repeat(100_000)]: 1 })],
  ])('a batch with %s is answered with at most 64 KiB, and all are counted', async (_, body) => {
    const answer = await owner.send('put', 'preferences/batch', body());

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(64 * 1024);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  });

  it('an answer that has not all errors says how many there are and how many it has', async () => {
    const preferences = Array.from({ length: 100 }, () => wrong(12));
    const { body } = await owner.send('put', 'preferences/batch', { preferences });

    expect(body.detail).toBe(`1600 fields are wrong; errors has the first ${body.errors.length}.`);
    expect(body.errors.length).toBeLessThan(1_600);
  });
});

/** A preference with sixteen wrong fields. */
function wrong(length: number): object {
  const unknown = Array.from({ length: 12 }, (_, number) => [`${number}-`.padEnd(length, 'x'), 1]);
  return {
    in_app_enabled: 'yes',
    email_enabled: 'yes',
    push_enabled: 'yes',
    digest: 'weekly',
    ...Object.fromEntries(unknown),
  };
}
