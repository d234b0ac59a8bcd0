import { FORGED_KEYS, FORGED_SIGNATURES } from '../support/forged-signatures.js';
import {
  WRONG_CLAIMS,
  WRONG_FORMS,
  WRONG_HEADERS,
  WRONG_PAYLOADS,
} from '../support/forged-claims.js';
import { forged } from '../support/forged-token.js';
import { PATH, TestServer, VALID } from '../support/test-server.js';
import { type Algorithm, TokenIssuer } from '../support/token-issuer.js';

const FORGERIES = [
  ...FORGED_SIGNATURES,
  ...FORGED_KEYS,
  ...WRONG_CLAIMS,
  ...WRONG_HEADERS,
  ...WRONG_PAYLOADS,
  ...WRONG_FORMS,
];

describe('tokens of the issuer', () => {
  let issuer: TokenIssuer;
  let attacker: TokenIssuer;
  let server: TestServer;

  beforeAll(async () => {
    [issuer, attacker] = await Promise.all([TokenIssuer.start(), TokenIssuer.start()]);
    server = await TestServer.start({ jwt: issuer.config });
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all([issuer.stop(), attacker.stop()]);
  });

  const put = (token: string, at = server) => at.put(token, VALID);
  const statusOf = async (claims: object) => (await put(await issuer.sign({ claims }))).status;

  describe('rejection', () => {
    let plain: string;

    beforeAll(async () => void (plain = (await put('bw_unknown')).body.detail));
    afterEach(() => server.rows.deleteAll());

    it.each(FORGERIES)(
      'a token with a fault gets the same 401 as any wrong credential and stores nothing: %s',
      async (...row) => {
        const token = await row[1](issuer, attacker);
        const { status, body, headers } = await put(token);

        expect([status, body.code, body.detail]).toEqual([401, 'unauthenticated', plain]);
        expect(headers['www-authenticate']).toBe('Bearer');
        expect(await server.rows.count()).toBe(0);
        expect(attacker.fetches).toBe(0);
      },
    );

    it('accepts a token that the forging code signs without a fault', async () => {
      const tokens = (['RS256', 'ES256', 'EdDSA'] as const).map((alg) => forged(issuer, { alg }));
      const answers = await Promise.all(tokens.map((token) => put(token)));

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    });
  });

  describe('acceptance', () => {
    it.each<[Algorithm]>([['RS256'], ['ES256'], ['EdDSA']])(
      'accepts a token signed with %s',
      async (alg) => {
        const sub = `owner of ${alg}`;

        expect((await put(await issuer.sign({ alg, claims: { sub } }))).status).toBe(200);
        expect(await server.rows.countBy({ ownerId: sub, tenantId: '' })).toBe(1);
      },
    );

    it.each([
      [undefined],
      ['JWT'],
      ['jwt'],
      ['at+jwt'],
      ['AT+JWT'],
      ['application/at+jwt'],
      ['Application/JWT'],
    ])('accepts a token with typ %j', async (typ) => {
      expect((await put(await issuer.sign({ header: { typ } }))).status).toBe(200);
    });

    it.each([
      ['its audience among others', { aud: ['other', 'bellwether'] }],
      ['nbf in the past', { nbf: 1 }],
      ['a sub of 255 characters', { sub: '🔔'.repeat(255) }],
    ])('accepts a token with %s', async (_, claims) => {
      expect(await statusOf(claims)).toBe(200);
    });

    it('accepts a token when the clocks of issuer and server differ by a few seconds', async () => {
      const now = Math.floor(Date.now() / 1000);

      expect(await statusOf({ nbf: now + 4, exp: now + 60 })).toBe(200);
      expect(await statusOf({ exp: now - 3 })).toBe(200);
    });

    it('accepts an API key on a server with an issuer', async () => {
      const { put } = await server.owner();

      expect((await put()).status).toBe(200);
    });
  });

  describe('permissions', () => {
    it.each([
      ['the name of a role', 'member'],
      ['a role in a list', ['other', 'member']],
      ['a permission', ['messaging:update']],
      ['a permission in a list separated by spaces', 'openid messaging:update'],
    ])('the roles claim grants messaging:update through %s', async (_, roles) => {
      expect(await statusOf({ roles })).toBe(200);
    });

    it.each([[undefined], [[]], ['reader'], ['messaging:read'], [{ admin: true }], [7]])(
      'answers 403 when the roles claim is %j',
      async (roles) => {
        const { status, body } = await put(await issuer.sign({ claims: { roles } }));

        expect([status, body.missing_permissions]).toEqual([403, ['messaging:update']]);
      },
    );
  });

  it('the history names the subject and the jti of the token that made a change', async () => {
    const token = await issuer.sign({ claims: { sub: 'ada', jti: '7f3c' } });
    await put(token);
    const { body } = await server.http
      .get(`${PATH}/history`)
      .set('Authorization', `Bearer ${token}`);

    expect(body.data).toMatchObject([{ actor: 'ada', credential_id: 'token:7f3c', via: 'api' }]);
  });

  it('a token is rejected when no issuer is configured', async () => {
    const plain = await TestServer.start();
    const { status, body } = await put(await issuer.sign(), plain);
    await plain.stop();

    expect([status, body.code]).toEqual([401, 'unauthenticated']);
  });

  describe('tenants', () => {
    let tenants: TestServer;

    beforeAll(async () => {
      const claims = { tenantClaim: 'https://example.com/org', roleClaim: '/realm_access/roles' };
      tenants = await TestServer.start({ jwt: { ...issuer.config, ...claims } });
    });
    afterAll(() => tenants.stop());

    const signed = (tenant: unknown, claims: object = {}) =>
      issuer.sign({
        claims: {
          'https://example.com/org': tenant,
          realm_access: { roles: ['member'] },
          sub: 'ada',
          roles: undefined,
          ...claims,
        },
      });

    it("owners with the same id in different tenants do not see each other's preferences", async () => {
      const [acme, umbrella] = await Promise.all([signed('acme'), signed('umbrella')]);
      const stored = await put(acme, tenants);
      const listed = (token: string) =>
        tenants.http.get(PATH).set('Authorization', `Bearer ${token}`);
      const one = tenants.http.get(`${PATH}/${stored.body.id}`);

      expect(stored.status).toBe(200);
      expect((await listed(acme)).body.data).toMatchObject([{ id: stored.body.id }]);
      expect((await listed(umbrella)).body.data).toEqual([]);
      expect((await one.set('Authorization', `Bearer ${umbrella}`)).status).toBe(404);
      expect(await tenants.rows.countBy({ tenantId: 'acme', ownerId: 'ada' })).toBe(1);
    });

    it.each([[undefined], [null], [''], [7], [['acme']], ['.'], ['a\0'], ['x'.repeat(256)]])(
      'a token with the tenant %j is rejected',
      async (tenant) => {
        expect((await put(await signed(tenant), tenants)).status).toBe(401);
        expect(await tenants.rows.countBy({ tenantId: '' })).toBe(0);
      },
    );

    it('roles are read from the configured claim only', async () => {
      const token = await signed('acme', { roles: 'admin', realm_access: {} });

      expect((await put(token, tenants)).status).toBe(403);
    });
  });
});
