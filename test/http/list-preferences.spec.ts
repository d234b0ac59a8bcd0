import { TestServer, type TestOwner, VALID } from '../support/test-server.js';

const CATEGORIES = [null, 'a', 'a b', 'b', 'caf\u00e9', '\u{1F514}'];

describe('the list of preferences', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => {
    server = await TestServer.start();
    owner = await server.owner();
    for (const category of CATEGORIES.toReversed()) await owner.put({ ...VALID, category });
    await (await server.owner()).put({ ...VALID, category: 'a' });
    await (await server.owner({ ownerId: owner.ownerId, tenantId: 'acme' })).put();
  });
  afterAll(() => server.stop());

  const list = (query = '') => owner.send('get', `preferences${query}`);
  const categoriesIn = ({ body }: { body: { data: { category: string | null }[] } }) =>
    body.data.map(({ category }) => category);

  it("lists only the owner's preferences, sorted by category, with the global default first", async () => {
    const answer = await list();

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ object: 'list', has_more: false, next_cursor: null });
    expect(categoriesIn(answer)).toEqual(CATEGORIES);
  });

  it('lists each preference as GET answers it, with its entity tag', async () => {
    const { body } = await list('?category=b');
    const [{ etag, ...preference }] = body.data;
    const one = await owner.send('get', `preferences/${preference.id}`);

    expect(preference).toEqual(one.body);
    expect(etag).toBe(one.headers.etag);
  });

  it.each([1, 2, 4, 5, 6])('pages of %d contain every preference exactly once', async (limit) => {
    const found: unknown[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`;
      const answer = await list(`?limit=${limit}${next}`);
      const page = categoriesIn(answer);
      found.push(...page);
      cursor = answer.body.next_cursor as string | null;
      expect(answer.body.has_more).toBe(cursor !== null);
      expect(page.length).toBe(cursor === null ? page.length : limit);
    } while (cursor !== null && found.length < 20);

    expect(found).toEqual(CATEGORIES);
  });

  it('a cursor stays valid when preferences are stored and deleted between pages', async () => {
    const visitor = await server.owner();
    for (const category of ['b', 'd', 'f']) await visitor.put({ ...VALID, category });
    const first = await visitor.send('get', 'preferences?limit=2');
    await visitor.send('delete', `preferences/${first.body.data[1].id}`);
    for (const category of ['a', 'c', 'e']) await visitor.put({ ...VALID, category });
    const rest = await visitor.send('get', `preferences?cursor=${first.body.next_cursor}`);

    expect([...categoriesIn(first), ...categoriesIn(rest)]).toEqual(['b', 'd', 'e', 'f']);
  });

  it.each([
    ['?category=b', ['b']],
    ['?category=b&category=a&category=b&category=unheard_of', ['a', 'b']],
    ['?category=a%20b', ['a b']],
    ['?category=a+b', ['a b']],
    ['?category=cafe%CC%81', ['caf\u00e9']],
    ['?global=true', [null]],
    ['?category=a&global=true', [null, 'a']],
    ['?category=unheard_of', []],
  ])('filters the list by %s', async (query, categories) => {
    expect(categoriesIn(await list(query))).toEqual(categories);
  });

  const cursor = (text: string) => Buffer.from(text).toString('base64url');

  it.each([
    ['limit=0', 'limit', 'invalid_value'],
    ['limit=101', 'limit', 'invalid_value'],
    ['limit=1e9', 'limit', 'invalid_value'],
    ['limit=1000000000', 'limit', 'invalid_value'],
    ['limit=-1', 'limit', 'invalid_value'],
    ['limit=1.5', 'limit', 'invalid_value'],
    ['limit=', 'limit', 'invalid_value'],
    ['limit=1&limit=2', 'limit', 'invalid_value'],
    ['limit[]=1', 'limit[]', 'unknown_parameter'],
    ['cursor=', 'cursor', 'invalid_value'],
    ['cursor=nonsense', 'cursor', 'invalid_value'],
    ['cursor=%00', 'cursor', 'invalid_value'],
    [`cursor=${cursor('"a"')}`, 'cursor', 'invalid_value'],
    [`cursor=${cursor('[1]')}`, 'cursor', 'invalid_value'],
    [`cursor=${cursor('["a","b"]')}`, 'cursor', 'invalid_value'],
    [`cursor=${cursor('["\\u0000"]')}`, 'cursor', 'invalid_value'],
    [`cursor=${cursor('["a"]')}=`, 'cursor', 'invalid_value'],
    ['category=', 'category', 'invalid_value'],
    ['category=%20a', 'category', 'invalid_value'],
    ['category=a%00', 'category', 'invalid_value'],
    ['category=..', 'category', 'invalid_value'],
    [`category=${'x'.repeat(129)}`, 'category', 'invalid_value'],
    ['global=false', 'global', 'invalid_value'],
    ['global=1', 'global', 'invalid_value'],
    ['catgory=a', 'catgory', 'unknown_parameter'],
    ['toString=1', 'toString', 'unknown_parameter'],
    ['__proto__=1', '__proto__', 'unknown_parameter'],
  ])('answers 400 to the query %s', async (query, parameter, code) => {
    const { status, body } = await list(`?${query}`);

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(body.errors).toEqual([{ parameter, code, detail: expect.stringContaining(parameter) }]);
  });

  it('names every wrong parameter in one answer', async () => {
    const { body } = await list(
      '?limit=0&category=%20a&category=b&category=..&global=no&x=1&cursor=x',
    );

    expect(body.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'category',
      'category',
      'global',
      'limit',
      'cursor',
      'x',
    ]);
  });

  it('answers 400 to a query that is not UTF-8', async () => {
    const { status, body } = await list('?category=%FF');

    expect([status, body.code]).toEqual([400, 'malformed_request']);
  });
});
