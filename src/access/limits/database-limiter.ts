import { Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { DataSource } from 'typeorm';
import { MAX_BLOCKING_MS, WriteGate } from '../../postgres/write-gate.js';
import type { RequestLimit } from '../options/access.options.js';
import { count, type Usage, wholeSeconds } from './counting.js';
import { MAX_KEYS, memoryLimiter } from './memory-limiter.js';
import { countRequest, type StoredCount } from './rate-limits.store.js';

/** The time after a failure in which no statement is sent, in milliseconds. */
const PAUSE_MS = 5_000;

/**
 * Counts in the database, for all servers together. The requests of a key are counted one after the other, so that all
 * but one wait without a connection. When the database fails, or the row of the key is locked for a tenth of a second,
 * requests are counted in memory.
 */
export class DatabaseLimiter {
  private readonly logger = new Logger(DatabaseLimiter.name);
  private readonly gate = new WriteGate(MAX_BLOCKING_MS, 1);
  private readonly inMemory;
  /** The times at which the windows of keys over the limit end. Their requests need no statement until then. */
  private readonly refusedUntil = new LRUCache<string, number>({ max: MAX_KEYS });
  private pausedUntil = 0;

  constructor(
    private readonly limit: RequestLimit,
    private readonly dataSource: DataSource,
    private readonly now = () => Date.now(),
  ) {
    this.inMemory = memoryLimiter(limit);
  }

  /** Counts one request for a key. */
  async count(key: string): Promise<Usage> {
    const stored = this.refused(key) ?? (await this.stored(key));
    if (!stored) return count(this.inMemory, key);
    const { requests, millisecondsLeft } = stored;
    const remaining = this.limit.requests - requests;
    const seconds = wholeSeconds(millisecondsLeft);
    return { exceeded: remaining < 0, remaining: Math.max(remaining, 0), seconds };
  }

  /** The count of a key over the limit, until its window ends. */
  private refused(key: string): StoredCount | undefined {
    const millisecondsLeft = (this.refusedUntil.get(key) ?? 0) - this.now();
    return millisecondsLeft > 0
      ? { requests: this.limit.requests + 1, millisecondsLeft }
      : undefined;
  }

  /**
   * Counts in the database. It returns undefined when the database fails, and for five seconds after that without
   * asking, so that requests do not wait for a database that is unavailable.
   */
  private async stored(key: string): Promise<StoredCount | undefined> {
    const isPaused = () => this.now() < this.pausedUntil;
    try {
      return await this.gate.run(key, async (lockTimeoutMs) => {
        if (isPaused()) return undefined;
        // An earlier request of the key may have reached the limit meanwhile.
        const refused = this.refused(key);
        if (refused) return refused;
        const { manager } = this.dataSource;
        const stored = await countRequest(
          manager,
          `credential:${key}`,
          this.limit.seconds * 1_000,
          lockTimeoutMs,
        );
        if (stored.requests >= this.limit.requests) {
          this.refusedUntil.set(key, this.now() + stored.millisecondsLeft);
        }
        return stored;
      });
    } catch (error) {
      if (isPaused()) return undefined;
      this.pausedUntil = this.now() + PAUSE_MS;
      this.logger.warn(
        `The database did not count a request. Requests are counted in memory: ${String(error)}`,
      );
      return undefined;
    }
  }
}
