import { Logger } from '@nestjs/common';
import {
  createRemoteJWKSet,
  type CryptoKey,
  customFetch,
  errors,
  type FlattenedJWSInput,
  type JWSHeaderParameters,
} from 'jose';
import { ProblemError } from '../../http/problems/problem.js';
import { fetchKeySet } from './fetch-key-set.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const TIMEOUT = 5 * SECOND;
const MIN_FETCH_INTERVAL = 30 * SECOND;
const REFRESH_AFTER = 10 * MINUTE;
const MAX_AGE = 24 * 60 * MINUTE;

/**
 * A cache of the keys that an issuer publishes. It fetches them at first use, and again when a token names an unknown
 * key, at most once in 30 seconds. When they are older than ten minutes, the next use refreshes them in the background.
 * While the issuer does not answer, the cached keys stay in use for at most 24 hours.
 */
export class IssuerKeys {
  private readonly logger = new Logger(IssuerKeys.name);
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private attemptedAt = -Infinity;
  private fetchedAt = -Infinity;
  private pending: Promise<void> | undefined;

  /** @param now the time in milliseconds */
  constructor(
    url: string,
    private readonly now: () => number = () => Date.now(),
  ) {
    this.keys = createRemoteJWKSet(new URL(url), {
      // This class decides when to fetch.
      cacheMaxAge: Infinity,
      cooldownDuration: Infinity,
      timeoutDuration: TIMEOUT,
      [customFetch]: fetchKeySet,
    });
  }

  /**
   * The key that a token's header names.
   * @throws ProblemError `unavailable` when there are no keys of the last 24 hours
   * @throws a JOSEError when the issuer has no such key
   */
  async keyFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    await this.ensureCurrent();
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.refresh();
      return this.keys(header, token);
    }
  }

  private async ensureCurrent(): Promise<void> {
    if (this.since(this.fetchedAt) <= REFRESH_AFTER) return;
    const refreshed = this.refresh();
    if (this.since(this.fetchedAt) <= MAX_AGE) return;
    await refreshed;
    if (this.since(this.fetchedAt) <= MAX_AGE) return;
    throw new ProblemError('unavailable', undefined, {
      headers: { 'Retry-After': String(MIN_FETCH_INTERVAL / SECOND) },
    });
  }

  /** Fetches the keys, at most once in 30 seconds. Concurrent calls wait for the same attempt. */
  private refresh(): Promise<void> {
    if (this.since(this.attemptedAt) >= MIN_FETCH_INTERVAL) {
      this.attemptedAt = this.now();
      this.pending = this.fetch();
    }
    return this.pending ?? Promise.resolve();
  }

  private async fetch(): Promise<void> {
    try {
      await this.keys.reload();
      this.fetchedAt = this.now();
    } catch (error) {
      this.logger.warn(`The keys of the token issuer cannot be fetched: ${reasonOf(error)}.`);
    }
  }

  /** The time since `moment`. It is never negative, so that a clock that is set back does not delay the next fetch. */
  private since(moment: number): number {
    return Math.abs(this.now() - moment);
  }
}

/** The reason of a failed fetch. `fetch` has it only in the cause of its error. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? `${message} (${code})` : message;
}
