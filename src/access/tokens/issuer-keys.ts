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
const PAUSE = 30 * SECOND;
const FRESH = 10 * MINUTE;
const TRUSTED = 24 * 60 * MINUTE;

/**
 * The keys that an issuer publishes. They are fetched when they are first needed, again when a token names one
 * that is not among them, and every ten minutes of use in the background; never twice within 30 seconds. While
 * the issuer is away the last ones stay in use, for at most 24 hours.
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
      // When to fetch is decided here, not there.
      cacheMaxAge: Infinity,
      cooldownDuration: Infinity,
      timeoutDuration: TIMEOUT,
      [customFetch]: fetchKeySet,
    });
  }

  /**
   * The key that a token's header names.
   * @throws ProblemError `unavailable` when there are no keys that may be trusted
   * @throws a JOSEError when the issuer has no such key
   */
  async keyFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    await this.ensureTrusted();
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.refresh();
      return this.keys(header, token);
    }
  }

  private async ensureTrusted(): Promise<void> {
    if (this.since(this.fetchedAt) <= FRESH) return;
    const refreshed = this.refresh();
    if (this.since(this.fetchedAt) <= TRUSTED) return;
    await refreshed;
    if (this.since(this.fetchedAt) <= TRUSTED) return;
    throw new ProblemError('unavailable', undefined, {
      headers: { 'Retry-After': String(PAUSE / SECOND) },
    });
  }

  /** Fetches the keys unless that was tried within the pause; who asks meanwhile waits for the same attempt. */
  private refresh(): Promise<void> {
    if (this.since(this.attemptedAt) >= PAUSE) {
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
      this.logger.warn(`The keys of the issuer of tokens cannot be fetched: ${reasonOf(error)}.`);
    }
  }

  /** Never negative, or a clock that is set back would put the next fetch off. */
  private since(moment: number): number {
    return Math.abs(this.now() - moment);
  }
}

/** `fetch` says what failed only in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? `${message} (${code})` : message;
}
