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
import { countedAddress, credentialKey, isBackEnd } from './counted-keys.js';
import { count, reachedLimit, type Usage } from './counting.js';
import { DatabaseLimiter } from './database-limiter.js';
import { memoryLimiter } from './memory-limiter.js';
import { rateLimitHeaders } from './rate-limit-headers.js';

const MAX_CREDENTIALS = 10_000;
const HOUR_MS = 3_600_000;

/**
 * How many tokens of the issuer this server verifies for all addresses that are over the limit of failed
 * authentications: more than the requests that it can answer on one processor. To refuse a request takes about 0.3 ms
 * of the processor; the check of an RS256, ES256 or EdDSA signature adds about 0.12 ms.
 */
const TOKENS_OVER_LIMIT = { requests: 5_000, seconds: 1 };

/**
 * Applies the rate limits. For a request with a credential, valid or not, call `admit` before the credential is
 * verified, and then `verified` or `failed`. Requests without a credential are not counted.
 */
@Injectable()
export class RateLimitsService {
  /** The digests of the credentials that were verified in the last hour. */
  private readonly recentlyVerified = new LRUCache<string, true>({
    max: MAX_CREDENTIALS,
    ttl: HOUR_MS,
  });
  private readonly failures: RateLimiterAbstract;
  private readonly tokensOverLimit = memoryLimiter(TOKENS_OVER_LIMIT);
  private readonly countRequest: ((key: string) => Promise<Usage>) | undefined;
  /** The time until which an address may have failures, in milliseconds since 1970. */
  private failuresUntil = 0;

  constructor(
    @Inject(ACCESS_OPTIONS) private readonly options: AccessOptions,
    @InjectDataSource() dataSource: DataSource,
  ) {
    const { authFailureLimit, rateLimit, rateLimitStore } = options;
    this.failures = memoryLimiter(authFailureLimit);
    if (!rateLimit) return;
    if (rateLimitStore === 'database') {
      const limiter = new DatabaseLimiter(rateLimit, dataSource);
      this.countRequest = (key) => limiter.count(key);
    } else {
      const limiter = memoryLimiter(rateLimit);
      this.countRequest = (key) => count(limiter, key);
    }
  }

  /**
   * Checks the address of a request before its credential is verified. So that other clients of the same address cannot
   * lock it out, it admits from any address a recently verified credential, and a token that names the issuer, of which
   * 5,000 a second.
   * @param credential undefined when it is malformed
   * @param namesIssuer whether the credential is a token that names the issuer
   * @throws ProblemError `rate_limited` when too many authentications failed from the request's address
   */
  async admit(
    context: ExecutionContext,
    credential: Credential | undefined,
    namesIssuer: () => Promise<boolean>,
  ): Promise<void> {
    const hasFailures = Date.now() < this.failuresUntil;
    if (!hasFailures || (credential && this.recentlyVerified.has(credential.digest))) return;
    const address = addressOf(context);
    const usage = await reachedLimit(this.failures, address);
    if (!usage) return;
    if ((await namesIssuer()) && !(await count(this.tokensOverLimit, 'all')).exceeded) return;
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

  /** Counts a failed authentication: the credential is malformed, unknown, wrong or expired. */
  async failed(context: ExecutionContext, credential: Credential | undefined): Promise<void> {
    if (credential) this.recentlyVerified.delete(credential.digest);
    this.failuresUntil = Date.now() + this.options.authFailureLimit.seconds * 1_000;
    await count(this.failures, addressOf(context));
  }

  /**
   * Counts a request with a valid credential and sends the client the remaining requests. A back end has no limit,
   * because it sends requests for many people.
   * @throws ProblemError `rate_limited` when the credential exceeds its limit
   */
  async verified(context: ExecutionContext, credential: Credential, caller: Caller): Promise<void> {
    this.recentlyVerified.set(credential.digest, true);
    const { rateLimit } = this.options;
    if (!rateLimit || !this.countRequest || isBackEnd(caller)) return;
    const usage = await this.countRequest(credentialKey(caller));
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

/** The key for the client's address. Express and Fastify find the address behind the trusted proxies. */
function addressOf(context: ExecutionContext): string {
  return countedAddress(context.switchToHttp().getRequest<{ ip?: string }>().ip);
}
