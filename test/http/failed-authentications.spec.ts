import { OPERATOR } from '../../src/access/grants/grantor.js';
import type { Test } from 'supertest';
import { FreshServers, statuses } from '../support/fresh-servers.js';
import { PATH, TestServer } from '../support/test-server.js';
import { TokenIssuer } from '../support/token-issuer.js';

const WRONG = 'Bearer bw_wrong';
const PROXIED = { trustedProxies: ['127.0.0.1', '::1'] };

const LIMIT = { authFailureLimit: { requests: 3, seconds: 600 } };

const get = (server: TestServer, authorization: string, from?: string): Test => {
  const request = server.http.get(PATH).set('Authorization', authorization);
  return from === undefined ? request : request.set('X-Forwarded-For', from);
};

describe('the limit on failed authentications', () => {
  let servers: FreshServers;

  beforeAll(async () => void (servers = await FreshServers.create()));
  afterEach(() => servers.stop());
  afterAll(() => servers.remove());

  it('accepts only recently verified credentials once the address is over the limit', async () => {
    const server = await servers.start(LIMIT);
    const [known, unknown] = [await server.owner(), await server.owner()];
    await known.send('get', 'preferences');

    expect(await statuses(4, () => get(server, WRONG))).toEqual([401, 401, 401, 429]);
    const { status, headers, body } = await unknown.send('get', 'preferences');
    expect(status).toBe(429);
    expect(body.code).toBe('rate_limited');
    expect(headers['ratelimit-policy']).toBe('"authentication";q=3;w=600');
    expect(headers.ratelimit).toMatch(/^"authentication";r=0;t=\d+$/);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect((await known.send('get', 'preferences')).status).toBe(200);
  });

  it('does not count requests without a credential or with a valid one', async () => {
    const server = await servers.start(LIMIT);
    const owner = await server.owner();

    const without = await statuses(5, () => server.http.get(PATH));
    const right = await statuses(5, () => owner.send('get', 'preferences'));
    const wrong = await statuses(4, () => get(server, WRONG));
    expect(without).toEqual([401, 401, 401, 401, 401]);
    expect(right).toEqual([200, 200, 200, 200, 200]);
    expect(wrong).toEqual([401, 401, 401, 429]);
    expect((await server.http.get(PATH)).status).toBe(401);
  });

  it('counts a revoked credential as a failed authentication', async () => {
    const server = await servers.start({ authFailureLimit: { requests: 1, seconds: 600 } });
    const owner = await server.owner();
    await owner.send('get', 'preferences');
    await server.keys.revoke(OPERATOR, owner.keyId);

    expect(await statuses(3, () => owner.send('get', 'preferences'))).toEqual([401, 429, 429]);
  });

  it('ignores X-Forwarded-For when no proxy is trusted', async () => {
    const server = await servers.start(LIMIT);
    let host = 0;
    const wrong = await statuses(4, () => get(server, WRONG, `192.0.2.${(host += 1)}`));

    expect(wrong).toEqual([401, 401, 401, 429]);
  });
});

describe('tokens from an address over the limit on failed authentications', () => {
  let servers: FreshServers;
  let issuer: TokenIssuer;
  let attacker: TokenIssuer;
  let server: TestServer;

  beforeAll(async () => {
    [issuer, attacker] = await Promise.all([TokenIssuer.start(), TokenIssuer.start()]);
    servers = await FreshServers.create();
  });
  beforeEach(async () => {
    server = await servers.start({ ...LIMIT, jwt: issuer.config });
    await statuses(4, () => get(server, WRONG));
  });
  afterEach(() => servers.stop());
  afterAll(() => Promise.all([servers.remove(), issuer.stop(), attacker.stop()]));

  const forge = () => attacker.sign({ claims: { iss: issuer.url } });
  const statusOf = async (token: string) => (await get(server, `Bearer ${token}`)).status;

  it('accepts a token of the issuer that it has not seen before', async () => {
    expect(await statusOf(await issuer.sign({ claims: { roles: 'reader' } }))).toBe(403);
    expect(await statusOf(await issuer.sign())).toBe(200);
  });

  it('verifies a forged token that names the issuer, and refuses one that does not', async () => {
    expect(await statusOf(await forge())).toBe(401);
    expect(await statusOf(await attacker.sign())).toBe(429);
    expect(await statusOf('a.b.c')).toBe(429);
    expect(await statusOf('bw_wrong')).toBe(429);
  });
});

/** Each test uses its own addresses. */
describe('the limit on failed authentications behind a trusted proxy', () => {
  let server: TestServer;

  beforeAll(async () => void (server = await TestServer.start({ ...LIMIT, ...PROXIED })));
  afterAll(() => server.stop());

  it.each([
    ['', '203.0.113.1'],
    ['Bearer', '203.0.113.2'],
    ['Bearer two words', '203.0.113.3'],
    ['Basic YTpi', '203.0.113.4'],
    ['Bearer bw_wrong', '203.0.113.5'],
    ['nonsense', '203.0.113.6'],
  ])(
    'counts the Authorization header %j as a failed authentication',
    async (authorization, from) => {
      const all = await statuses(4, () => get(server, authorization, from));

      expect(all).toEqual([401, 401, 401, 429]);
    },
  );

  it('counts failures under the address that the trusted proxy names', async () => {
    const { key } = await server.owner();
    const wrong = await statuses(4, () => get(server, WRONG, '192.0.2.1'));

    expect(wrong).toEqual([401, 401, 401, 429]);
    expect((await get(server, `Bearer ${key}`, '198.51.100.9, 192.0.2.1')).status).toBe(429);
    expect((await get(server, `Bearer ${key}`, '192.0.2.1, 192.0.2.2')).status).toBe(200);
  });

  it('counts an IPv6 /64 network as one address', async () => {
    const from = ['2001:db8::1', '2001:db8::2', '2001:db8:0:0:ffff::', '2001:db8::4'];
    const all = [];
    for (const address of from) all.push((await get(server, WRONG, address)).status);

    expect(all).toEqual([401, 401, 401, 429]);
    expect((await get(server, WRONG, '2001:db8:0:1::1')).status).toBe(401);
  });
});
