import { PATH, TestServer, VALID, type TestOwner } from '../support/test-server.js';

const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
const without = (name: keyof typeof VALID) => ({ ...VALID, [name]: undefined });
const json = (text: string) => JSON.stringify(VALID).replace('{', `{${text},`);

describe('an invalid request body', () => {
  let server: TestServer;
  let owner: TestOwner;

  beforeAll(async () => void (server = await TestServer.start()));
  afterAll(() => server.stop());
  beforeEach(async () => void (owner = await server.owner()));
  afterEach(async () => {
    expect(await server.rows.countBy({ ownerId: owner.ownerId })).toBe(0);
  });

  const refused = async (body: unknown) => {
    const { status, body: problem, headers } = await owner.put(body);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(status).toBe(problem.status);
    return problem;
  };

  it.each([
    ['a missing flag', without('push_enabled'), '#/push_enabled', 'required'],
    ['a null flag', { ...VALID, email_enabled: null }, '#/email_enabled', 'invalid_type'],
    ['a string flag', { ...VALID, email_enabled: 'false' }, '#/email_enabled', 'invalid_type'],
    ['a number flag', { ...VALID, in_app_enabled: 1 }, '#/in_app_enabled', 'invalid_type'],
    [
      'a flag that holds a constructor',
      json('"push_enabled":{"constructor":1}').replace('"push_enabled":false,', ''),
      '#/push_enabled',
      'invalid_type',
    ],
    ['an object flag', { ...VALID, push_enabled: { a: 1 } }, '#/push_enabled', 'invalid_type'],
    [
      'a huge number',
      json('"push_enabled":1E400').replace('"push_enabled":false,', ''),
      '#/push_enabled',
      'invalid_type',
    ],
    ['an unknown digest', { ...VALID, digest: 'weekly' }, '#/digest', 'invalid_value'],
    ['a digest in capitals', { ...VALID, digest: 'Daily' }, '#/digest', 'invalid_value'],
    ['a null digest', { ...VALID, digest: null }, '#/digest', 'invalid_type'],
    ['a digest in a list', { ...VALID, digest: ['daily'] }, '#/digest', 'invalid_type'],
    ['an empty category', { ...VALID, category: '' }, '#/category', 'invalid_value'],
    [
      'a category that begins with a space',
      { ...VALID, category: ' billing' },
      '#/category',
      'invalid_value',
    ],
    [
      'a category that ends in U+FEFF',
      { ...VALID, category: 'a\uFEFF' },
      '#/category',
      'invalid_value',
    ],
    [
      'a category that ends in a no-break space',
      { ...VALID, category: 'a\u00a0' },
      '#/category',
      'invalid_value',
    ],
    [
      'a category of 129 characters',
      { ...VALID, category: '🔔'.repeat(129) },
      '#/category',
      'invalid_value',
    ],
    ['a category with NUL', { ...VALID, category: 'a\0b' }, '#/category', 'invalid_value'],
    [
      'a category with a control character',
      { ...VALID, category: 'a\u0085b' },
      '#/category',
      'invalid_value',
    ],
    [
      'a category with a lone surrogate',
      json('"category":"a\\ud800"').replace('"category":"billing",', ''),
      '#/category',
      'invalid_value',
    ],
    ['the category "."', { ...VALID, category: '.' }, '#/category', 'invalid_value'],
    ['the category ".."', { ...VALID, category: '..' }, '#/category', 'invalid_value'],
    ['a number for a category', { ...VALID, category: 7 }, '#/category', 'invalid_type'],
    ['a list for a category', { ...VALID, category: ['a'] }, '#/category', 'invalid_type'],
    ['an unknown field', { ...VALID, owner_id: 'someone' }, '#/owner_id', 'unknown_field'],
    [
      'an unknown field whose name needs escaping',
      { ...VALID, 'a/b~c d': 1 },
      '#/a~1b~0c%20d',
      'unknown_field',
    ],
    ['an unknown field with a lone surrogate', json('"\\ud800":1'), '#/%EF%BF%BD', 'unknown_field'],
    [
      'the unknown field __proto__',
      json('"__proto__":{"in_app_enabled":true}'),
      '#/__proto__',
      'unknown_field',
    ],
    [
      'the unknown field constructor',
      json('"constructor":{"prototype":{}}'),
      '#/constructor',
      'unknown_field',
    ],
    ['a field in camel case', { ...VALID, inAppEnabled: true }, '#/inAppEnabled', 'unknown_field'],
    ['a list in place of an object', [VALID], '#', 'invalid_type'],
    ['a string in place of an object', '"billing"', '#', 'invalid_type'],
    ['a number in place of an object', '7', '#', 'invalid_type'],
    ['null in place of an object', 'null', '#', 'invalid_type'],
  ])('answers 400 and names the wrong field: %s', async (_, body, pointer, code) => {
    const problem = await refused(body);

    expect(problem).toEqual({
      type: 'urn:bellwether:problem:validation_failed',
      title: 'Validation failed',
      status: 400,
      detail: problem.errors[0].detail,
      instance: PATH,
      code: 'validation_failed',
      request_id: expect.any(String),
      errors: [{ pointer, code, detail: expect.stringMatching(/^\S.*\.$/) }],
    });
  });

  it('names every wrong field in one answer', async () => {
    const problem = await refused({ category: '', email_enabled: 'yes', digest: 'x', a: 1, b: 2 });

    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      ['a', 'b', 'category', 'digest', 'email_enabled', 'in_app_enabled', 'push_enabled'].map(
        (name) => `#/${name}`,
      ),
    );
    expect(problem.detail).toBe('7 fields are wrong; see errors.');
  });

  it('reports the three required fields of an empty object as missing', async () => {
    const problem = await refused('{}');

    expect(problem.errors).toHaveLength(3);
  });

  it.each([
    ['not JSON', '{"category":'],
    ['JSON with a comment', '{} // no'],
    ['empty', ''],
    ['blank', '   '],
    ['nested 33 deep', nested(33)],
    ['nested 2,000 deep', nested(2_000)],
    ['a list nested 2,000 deep', '['.repeat(2_000) + ']'.repeat(2_000)],
    ['nested 2,000 deep in a known field', `{"category":${nested(2_000)}}`],
  ])('answers 400 malformed_request to a body that is %s', async (_, body) => {
    const problem = await refused(body);

    expect(problem).toMatchObject({ status: 400, code: 'malformed_request' });
    expect(problem.errors).toBeUndefined();
  });

  it('validates the fields of a body that is nested 32 levels deep', async () => {
    expect(await refused(nested(32))).toMatchObject({ code: 'validation_failed' });
  });

  it.each([
    ['a byte that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['an overlong UTF-8 sequence', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
    ['UTF-16 text', Buffer.from('\ufeff{}', 'utf16le')],
  ])('answers 400 malformed_request to a body with %s', async (_, bytes) => {
    const answer = await fetch(server.url + PATH, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${owner.key}`, 'Content-Type': 'application/json' },
      body: new Uint8Array(bytes),
    });

    expect(await answer.json()).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('answers 413 to a body that is one byte larger than 16 KiB', async () => {
    const empty = JSON.stringify({ a: '' });
    const atLimit = JSON.stringify({ a: 'x'.repeat(16 * 1024 - empty.length) });

    expect(await refused(atLimit)).toMatchObject({ code: 'validation_failed' });
    expect(await refused(atLimit.replace('x', 'xx'))).toMatchObject({
      status: 413,
      code: 'payload_too_large',
    });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
    'application/jsonp',
    'application/merge-patch+json',
    '',
  ])('answers 415 to the content type %j', async (type) => {
    const { body } = await owner.put().set('Content-Type', type);

    expect(body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('answers 415 to a compressed body', async () => {
    const { body } = await owner.put().set('Content-Encoding', 'gzip');

    expect(body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('answers 415 to a body without a content type', async () => {
    const answer = await fetch(server.url + PATH, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${owner.key}` },
      body: new TextEncoder().encode(JSON.stringify(VALID)),
    });

    expect(answer.status).toBe(415);
  });

  it('answers 400 malformed_request to a request without a body', async () => {
    const answer = await fetch(server.url + PATH, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${owner.key}`, 'Content-Type': 'application/json' },
    });

    expect(await answer.json()).toMatchObject({ status: 400, code: 'malformed_request' });
  });
});
