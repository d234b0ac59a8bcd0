import { LRUCache } from 'lru-cache';

/** The TTL of an entry, in milliseconds. */
const TTL_MS = 4_000;

const MAX_ENTRIES = 10_000;

/**
 * A cache of values from the database. Concurrent requests for the same key share one read. It stores neither a missing
 * value nor the result of a read that was running when `clear` was called.
 */
export class TtlCache<V extends object> {
  private readonly values = new LRUCache<string, V>({ max: MAX_ENTRIES, ttl: TTL_MS });
  private readonly reads = new Map<string, Promise<V | undefined>>();

  /** The value of a key. It calls `read` when the value is not in the cache. */
  async get(key: string, read: () => Promise<V | undefined>): Promise<V | undefined> {
    return this.values.get(key) ?? this.reads.get(key) ?? this.load(key, read);
  }

  clear(): void {
    this.values.clear();
    this.reads.clear();
  }

  private async load(key: string, read: () => Promise<V | undefined>): Promise<V | undefined> {
    const start = performance.now();
    const pending = read();
    this.reads.set(key, pending);
    try {
      const value = await pending;
      const isCurrent = this.reads.get(key) === pending;
      if (value !== undefined && isCurrent) this.values.set(key, value, { start });
      return value;
    } finally {
      if (this.reads.get(key) === pending) this.reads.delete(key);
    }
  }
}
