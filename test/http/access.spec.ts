import { createHash } from 'node:crypto';
import { ApiKeySecret } from '../../src/access/entities/api-key.entity.js';
import { PATH, TestServer, VALID } from '../support/test-server.js';

const BOOTSTRAP = 'bootstrap.key-of_at~least+32/characters==';

describe('authentication and permissions', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start({ bootstrapApiKey: BOOTSTRAP })));
  afterAll(() => server.stop());

  const putAs = (authorization: string) =>
    server.http.put(PATH).set('Authorization', authorization).send(VALID);

  it('answers 401 with a problem document to a request without a credential', async () => {
    const { status, body, headers } = await server.http.put(PATH).send(VALID);

    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toEqual({
      type: 'urn:bellwether:problem:unauthenticated',
      title: 'Unauthenticated',
      status: 401,
      detail: expect.any(String),
      instance: PATH,
      code: 'unauthenticated',
      request_id: headers['x-request-id'],
    });
  });

  it('accepts the scheme Bearer in any letter case', async () => {
    const { key } = await server.owner();

    expect((await putAs(`bearer ${key}`)).status).toBe(200);
  });

  it('answers 403 and names the missing permission when the role does not grant it', async () => {
    const { key, ownerId } = await server.owner({ permissions: [] });
    const { status, body } = await putAs(`Bearer ${key}`);

    expect(status).toBe(403);
    expect(body).toMatchObject({
      code: 'permission_denied',
      missing_permissions: ['messaging:update'],
    });
    expect(await server.rows.countBy({ ownerId })).toBe(0);
  });

  it.each(['member', 'admin'])('lets the role %s store a preference', async (role) => {
    const { put } = await server.owner({ role });

    expect((await put()).status).toBe(200);
  });

  it('accepts the bootstrap key as the owner "bootstrap"', async () => {
    expect((await putAs(`Bearer ${BOOTSTRAP}`)).status).toBe(200);
    expect(await server.rows.countBy({ ownerId: 'bootstrap' })).toBe(1);
  });

  it('stores only the SHA-256 hash of the secret of a key', async () => {
    const { key } = await server.owner();
    const [, id, rest = ''] = key.split('_');
    const secret = rest.slice(0, -6);
    const stored = await server.dataSource
      .getRepository(ApiKeySecret)
      .findOneByOrFail({ apiKeyId: id });

    expect(stored.secretHash).toEqual(createHash('sha256').update(secret).digest());
    expect(JSON.stringify(stored)).not.toContain(secret);
  });
});
