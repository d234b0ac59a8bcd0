import { TestServer, VALID } from '../support/test-server.js';
import { TokenIssuer } from '../support/token-issuer.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const realNow = Date.now;
const passes = (milliseconds: number) => void (Date.now = () => realNow() + milliseconds);

describe("the issuer's keys", () => {
  let issuer: TokenIssuer;
  let server: TestServer;

  beforeEach(async () => {
    issuer = await TokenIssuer.start();
    server = await TestServer.start({ jwt: issuer.config });
  });
  afterEach(async () => {
    Date.now = realNow;
    await server.stop();
    await issuer.stop();
  });

  const put = async (token?: string) =>
    (await server.put(token ?? (await issuer.sign()), VALID)).status;

  it('are asked for once for 1,000 tokens with a kid that is unknown', async () => {
    expect(await put()).toBe(200);
    const [, ...rest] = (await issuer.sign()).split('.');
    const header = (kid: number) =>
      Buffer.from(JSON.stringify({ alg: 'RS256', kid: `k${kid}` })).toString('base64url');
    passes(MINUTE);
    const statuses = new Set<number>();
    for (let kid = 0; kid < 1000; kid += 50) {
      const tokens = Array.from({ length: 50 }, (_, i) => [header(kid + i), ...rest].join('.'));
      for (const status of await Promise.all(tokens.map(put))) statuses.add(status);
    }

    expect([...statuses]).toEqual([401]);
    expect(issuer.fetches).toBe(2);
  });

  it('are fetched again for a new one, which is taken at once', async () => {
    expect(await put()).toBe(200);
    const old = await issuer.sign();
    await issuer.rotate();
    passes(MINUTE);

    expect([await put(), await put(old), issuer.fetches]).toEqual([200, 401, 2]);
  });

  it('stay in use while it is down, for 24 hours', async () => {
    expect(await put()).toBe(200);
    issuer.goDown();
    const statuses = [];
    for (const time of [10 * MINUTE, HOUR, 23 * HOUR, 24 * HOUR + MINUTE]) {
      passes(time);
      statuses.push(await put());
    }
    issuer.comeBack();
    passes(25 * HOUR);

    expect([...statuses, await put()]).toEqual([200, 200, 200, 503, 200]);
  });

  it('are waited for with 503 where it was never up, and API keys go on', async () => {
    issuer.goDown();
    const { status, body, headers } = await server.put(await issuer.sign(), VALID);
    const owner = await server.owner();

    expect([status, body.code, headers['retry-after']]).toEqual([503, 'unavailable', '30']);
    expect((await owner.put()).status).toBe(200);
    expect(await put('not.a.token')).toBe(401);
  });
});
