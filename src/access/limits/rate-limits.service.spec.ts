import { jest } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Credential } from '../credentials/credential.js';
import type { AccessOptions } from '../options/access.options.js';
import { RateLimitsService } from './rate-limits.service.js';

const FORGED: Credential = { token: 'a.b.c', digest: 'forged' };
const WINDOW_MS = 60_000;

const requestFrom = (ip: string): ExecutionContext =>
  ({ switchToHttp: () => ({ getRequest: () => ({ ip }) }) }) as unknown as ExecutionContext;

const [attacker, otherAttacker] = [requestFrom('192.0.2.1'), requestFrom('192.0.2.2')];

describe('RateLimitsService', () => {
  let limits: RateLimitsService;

  beforeEach(async () => {
    jest.useFakeTimers();
    const options = { authFailureLimit: { requests: 2, seconds: WINDOW_MS / 1_000 } };
    limits = new RateLimitsService(options as AccessOptions, {} as DataSource);
    for (const context of [attacker, otherAttacker]) {
      for (let failures = 0; failures < 2; failures += 1) await limits.failed(context, undefined);
    }
  });
  afterEach(() => void jest.useRealTimers());

  const admit = (context: ExecutionContext, namesIssuer: boolean): Promise<void> =>
    limits.admit(context, FORGED, () => Promise.resolve(namesIssuer));

  it('admits an address again when the window of its failures ends', async () => {
    jest.advanceTimersByTime(WINDOW_MS - 1);
    await expect(admit(attacker, false)).rejects.toMatchObject({
      code: 'rate_limited',
      headers: {
        'RateLimit-Policy': '"authentication";q=2;w=60',
        RateLimit: '"authentication";r=0;t=1',
        'Retry-After': '1',
      },
    });

    jest.advanceTimersByTime(1);
    await expect(admit(attacker, false)).resolves.toBeUndefined();
  });

  it('verifies 5,000 tokens of the issuer a second for all addresses over the limit', async () => {
    for (let sent = 0; sent < 2_500; sent += 1) {
      await admit(attacker, true);
      await admit(otherAttacker, true);
    }
    await expect(admit(attacker, true)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(admit(otherAttacker, true)).rejects.toMatchObject({ code: 'rate_limited' });

    jest.advanceTimersByTime(1_000);
    await expect(admit(attacker, true)).resolves.toBeUndefined();
  });

  it('verifies the tokens of other addresses while tokens are refused', async () => {
    for (let sent = 0; sent < 5_000; sent += 1) await admit(attacker, true);

    await expect(admit(requestFrom('192.0.2.3'), true)).resolves.toBeUndefined();
  });
});
