import { type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { ProblemError } from '../../http/problems/problem.js';
import { setResponseHeader } from '../../http/requests/response-header.js';
import type { Caller } from '../../messaging/callers/caller.js';
import { ACCESS_OPTIONS, type AccessOptions } from '../options/access.options.js';
import type { Credential } from '../credentials/credential.js';
import { countedAddress } from './counted-keys.js';
import { count, usedUp } from './counting.js';
import { isBackEnd } from './counted-keys.js';
import { credentialKey } from './counted-keys.js';
import { databaseLimiter, memoryLimiter } from './limiters.js';
import { rateLimitHeaders } from './rate-limit-headers.js';

const MAX_CREDENTIALS = 10_000;
const HOUR_MS = 3_600_000;

/**
 * Holds callers to the limits of the server. A request that carries a credential, right or wrong, is
 * admitted, then looked up, then reported as verified or failed; one that carries none is not counted.
 */
@Injectable()
export class RateLimitsService {
  /** The digests of the credentials that were verified within the last hour. */
  private readonly known = new LRUCache<string, true>({ max: MAX_CREDENTIALS, ttl: HOUR_MS });
  private readonly failures: RateLimiterAbstract;
  private readonly requests: RateLimiterAbstract | undefined;
  /** Until when some address may have failures, in milliseconds since 1970. */
  private failuresUntil = 0;

  constructor(
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    @InjectDataSource() dataSource: DataSource,
  ) {
    const { authFailureLimit, rateLimit, rateLimitStore } = options;
    this.failures = memoryLimiter(authFailureLimit);
    if (!rateLimit) return;
    this.requests =
      rateLimitStore === 'database'
        ? databaseLimiter(rateLimit, dataSource)
        : memoryLimiter(rateLimit);
  }

  /**
   * Before the credential is looked up. One that was verified lately goes on whatever its address did, so
   * that who shares an address with it cannot lock it out.
   * @param credential undefined where it is malformed
   * @throws ProblemError `rate_limited` when too many authentications failed from the request's address
   */
  async admit(context: ExecutionContext, credential: Credential | undefined): Promise<void> {
    const hasFailures = Date.now() < this.failuresUntil;
    if (!hasFailures || (credential && this.known.has(credential.digest))) return;
    const usage = await usedUp(this.failures, addressOf(context));
    if (!usage) return;
    throw new ProblemError(
      'rate_limited',
      `Too many authentications failed from this address. Try again in ${usage.seconds} s.`,
      {
        headers: {
          ...rateLimitHeaders('authentication', this.options.authFailureLimit, usage),
          'Retry-After': String(usage.seconds),
        },
      },
    );
  }

  /** After the credential proved malformed, unknown, wrong or expired. */
  async failed(context: ExecutionContext, credential: Credential | undefined): Promise<void> {
    if (credential) this.known.delete(credential.digest);
    this.failuresUntil = Date.now() + this.options.authFailureLimit.seconds * 1_000;
    await count(this.failures, addressOf(context));
  }

  /**
   * After the credential proved right: counts the request and tells the client what is left. A back end, whose
   * requests are those of many people, has no limit.
   * @throws ProblemError `rate_limited` when the credential has used its limit up
   */
  async verified(context: ExecutionContext, credential: Credential, caller: Caller): Promise<void> {
    this.known.set(credential.digest, true);
    const { rateLimit } = this.options;
    if (!rateLimit || !this.requests || isBackEnd(caller)) return;
    const usage = await count(this.requests, credentialKey(caller));
    const headers = rateLimitHeaders('credential', rateLimit, usage);
    if (!usage.exceeded) return setHeaders(context, headers);
    throw new ProblemError(
      'rate_limited',
      `This credential may make ${rateLimit.requests} requests in ${rateLimit.seconds} s. ` +
        `Try again in ${usage.seconds} s.`,
      { headers: { ...headers, 'Retry-After': String(usage.seconds) } },
    );
  }
}

function setHeaders(context: ExecutionContext, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) setResponseHeader(context, name, value);
}

/** Express and Fastify know the client's address behind the proxies that they are told to trust. */
function addressOf(context: ExecutionContext): string {
  return countedAddress(context.switchToHttp().getRequest<{ ip?: string }>().ip);
}
