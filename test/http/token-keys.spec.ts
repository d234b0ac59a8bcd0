import { TestServer, VALID } from '../support/test-server.js';
import { TokenIssuer } from '../support/token-issuer.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const realNow = Date.now;
const setClockAhead = (milliseconds: number) => void (Date.now = () => realNow() + milliseconds);

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

  it('1,000 tokens with unknown key ids cause one fetch of the keys', async () => {
    expect(await put()).toBe(200);
    const [, ...rest] = (await issuer.sign()).split('.');
    const header = (kid: number) =>
      Buffer.from(JSON.stringify({ alg: 'RS256', kid: `k${kid}` })).toString('base64url');
    setClockAhead(MINUTE);
    const statuses = new Set<number>();
    for (let kid = 0; kid < 1000; kid += 50) {
      const tokens = Array.from({ length: 50 }, (_, i) => [header(kid + i), ...rest].join('.'));
      for (const status of await Promise.all(tokens.map(put))) statuses.add(status);
    }

    expect([...statuses]).toEqual([401]);
    expect(issuer.fetches).toBe(2);
  });

  it('a token with a new key is accepted at once, after one more fetch', async () => {
    expect(await put()).toBe(200);
    const old = await issuer.sign();
    await issuer.rotate();
    setClockAhead(MINUTE);

    expect([await put(), await put(old), issuer.fetches]).toEqual([200, 401, 2]);
  });

  it('cached keys stay in use for 24 hours while the issuer is down', async () => {
    expect(await put()).toBe(200);
    issuer.goDown();
    const statuses = [];
    for (const time of [10 * MINUTE, HOUR, 23 * HOUR, 24 * HOUR + MINUTE]) {
      setClockAhead(time);
      statuses.push(await put());
    }
    issuer.comeBack();
    setClockAhead(25 * HOUR);

    expect([...statuses, await put()]).toEqual([200, 200, 200, 503, 200]);
  });

  it('a token gets 503 when the keys were never fetched, and API keys still work', async () => {
    issuer.goDown();
    const { status, body, headers } = await server.put(await issuer.sign(), VALID);
    const owner = await server.owner();

    expect([status, body.code, headers['retry-after']]).toEqual([503, 'unavailable', '30']);
    expect((await owner.put()).status).toBe(200);
    expect(await put('not.a.token')).toBe(401);
  });
});
