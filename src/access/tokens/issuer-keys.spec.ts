import { Logger } from '@nestjs/common';
import { errors } from 'jose';
import type { ServerResponse } from 'node:http';
import { ProblemError } from '../../http/problems/problem.js';
import { TokenIssuer } from '../../../test/support/token-issuer.js';
import { IssuerKeys } from './issuer-keys.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('IssuerKeys', () => {
  let issuer: TokenIssuer;
  let keys: IssuerKeys;
  let now: number;
  const warnings: string[] = [];

  beforeAll(() => Logger.overrideLogger({ log: ignore, error: ignore, warn: keep }));
  afterAll(() => Logger.overrideLogger(true));
  beforeEach(async () => {
    issuer = await TokenIssuer.start();
    now = Date.now();
    keys = new IssuerKeys(issuer.jwksUrl, () => now);
    warnings.length = 0;
  });
  afterEach(() => issuer.stop());

  const ignore = () => undefined;
  const keep = (warning: string) => void warnings.push(warning);
  const known = ({ kid } = issuer.key('RS256')) => keys.keyFor({ alg: 'RS256', kid }, NO_TOKEN);
  const unknown = () => keys.keyFor({ alg: 'RS256', kid: 'unknown' }, NO_TOKEN);
  const isUnavailable = async (attempt: Promise<unknown>) => {
    await expect(attempt).rejects.toThrow(ProblemError);
    await expect(attempt).rejects.toMatchObject({
      code: 'unavailable',
      headers: { 'Retry-After': '30' },
    });
  };
  /** Waits until a fetch in the background has ended. */
  const settled = async (fetches: number) => {
    for (let i = 0; i < 100 && issuer.fetches < fetches; i += 1) await pause();
    await pause(50);
    expect(issuer.fetches).toBe(fetches);
  };

  it('fetches the keys once for many concurrent tokens', async () => {
    await Promise.all(Array.from({ length: 100 }, () => known()));

    expect(issuer.fetches).toBe(1);
  });

  it('fetches the keys at most every 30 seconds for unknown keys', async () => {
    await known();
    const refused = () =>
      Promise.all(
        Array.from({ length: 500 }, () =>
          expect(unknown()).rejects.toThrow(errors.JWKSNoMatchingKey),
        ),
      );
    await refused();
    expect(issuer.fetches).toBe(1);
    now += 29 * SECOND;
    await refused();
    expect(issuer.fetches).toBe(1);
    now += SECOND;
    await refused();
    await refused();
    expect(issuer.fetches).toBe(2);
  });

  it('fetches the keys when a token uses a new key', async () => {
    await known();
    const old = issuer.key('RS256');
    await issuer.rotate();
    now += 30 * SECOND;

    await expect(Promise.all([known(), known(), known()])).resolves.toHaveLength(3);
    expect(issuer.fetches).toBe(2);
    await expect(known(old)).rejects.toThrow(errors.JWKSNoMatchingKey);
  });

  it('refreshes the keys in the background after ten minutes', async () => {
    await known();
    const old = issuer.key('RS256');
    await issuer.rotate();
    now += 10 * MINUTE;
    await known(old);
    expect(issuer.fetches).toBe(1);
    const waiting: ServerResponse[] = [];
    const { answer } = issuer;
    issuer.answer = (response) => void waiting.push(response);
    now += 1;
    await known(old);
    await known(old);
    await settled(2);
    answer.call(issuer, waiting[0]!);
    await settled(2);

    await expect(known(old)).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(issuer.fetches).toBe(2);
  });

  it.each([
    ['after ten minutes', 10 * MINUTE + 1],
    ['after an hour', HOUR],
    ['after 24 hours', 24 * HOUR],
  ])('uses the cached keys while the issuer does not answer: %s', async (_, duration) => {
    await known();
    issuer.goDown();
    now += duration;
    await known();
    await settled(2);

    expect(warnings).toEqual([expect.stringMatching(/cannot be fetched: fetch failed \(\w+\)\.$/)]);
    await known();
    await expect(unknown()).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(issuer.fetches).toBe(2);
  });

  it('answers unavailable when the keys are older than 24 hours, until it can fetch them', async () => {
    await known();
    issuer.goDown();
    now += 24 * HOUR + 1;
    await isUnavailable(known());
    issuer.comeBack();
    now += 29 * SECOND;
    await isUnavailable(known());
    now += SECOND;

    await known();
    expect(issuer.fetches).toBe(3);
  });

  it('tries a failed fetch again at most every 30 seconds', async () => {
    issuer.goDown();
    for (let i = 0; i < 60; i += 1) {
      await isUnavailable(Promise.race([known(), unknown()]));
      now += SECOND;
    }

    expect([issuer.fetches, warnings.length]).toEqual([2, 2]);
  });

  it('fetches the keys although the clock was set back', async () => {
    now += HOUR;
    await known();
    await issuer.rotate();
    now -= HOUR;

    await known();
  });

  it.each([
    ['a redirect', redirect, 'answered 302'],
    ['an error', (response: ServerResponse) => response.writeHead(500).end(), 'answered 500'],
    ['a body that is not JSON', (response: ServerResponse) => response.end('<html>'), 'JSON'],
    [
      'a body that is not a key set',
      (response: ServerResponse) => response.end('{"keys":{}}'),
      'malformed',
    ],
    ['more than 1 MiB', tooMuch, 'larger than 1048576 bytes'],
    ['an incomplete body', halfOf, 'terminated'],
  ])('uses the cached keys when the issuer answers with %s', async (_, answer, reason) => {
    await known();
    issuer.answer = answer;
    now += 30 * SECOND;
    await expect(unknown()).rejects.toThrow(errors.JWKSNoMatchingKey);

    expect(warnings).toEqual([expect.stringContaining(reason)]);
    expect(issuer.fetches).toBe(2);
    await known();
  });

  it('ends a fetch after five seconds', async () => {
    issuer.answer = (response) => void response.write('{"keys":[');
    const start = performance.now();
    await isUnavailable(known());

    expect(performance.now() - start).toBeLessThan(7 * SECOND);
    expect(warnings).toEqual([expect.stringMatching(/timed out/)]);
  });
});

const NO_TOKEN = { payload: '', signature: '' };

const pause = (milliseconds = 10) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function redirect(response: ServerResponse): void {
  response.writeHead(302, { Location: '/keys' }).end();
}

function tooMuch(response: ServerResponse): void {
  response.end(JSON.stringify({ keys: [], padding: ' '.repeat(1024 * 1024) }));
}

function halfOf(response: ServerResponse): void {
  response.setHeader('Content-Length', '100').write('{"keys":', () => response.destroy());
}
