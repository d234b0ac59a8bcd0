import { LRUCache } from 'lru-cache';

/** The time to live of an entry, in milliseconds, where nothing told that what it holds has changed. */
const TTL_MS = 4_000;

const MAX_ENTRIES = 10_000;

/**
 * A cache of what was read from the database. Callers that ask for the same key at the same time share one read.
 * Nothing is kept of what was not found, nor of a read that `clear` interrupts.
 */
export class TtlCache<V extends object> {
  private readonly values = new LRUCache<string, V>({ max: MAX_ENTRIES, ttl: TTL_MS });
  private readonly reads = new Map<string, Promise<V | undefined>>();

  /** The value of a key; `read` gives it where it is not in the cache. */
  async get(key: string, read: () => Promise<V | undefined>): Promise<V | undefined> {
    return this.values.get(key) ?? this.reads.get(key) ?? this.begin(key, read);
  }

  clear(): void {
    this.values.clear();
    this.reads.clear();
  }

  private async begin(key: string, begin: () => Promise<V | undefined>): Promise<V | undefined> {
    const start = performance.now();
    const read = begin();
    this.reads.set(key, read);
    try {
      const value = await read;
      const isCurrent = this.reads.get(key) === read;
      if (value !== undefined && isCurrent) this.values.set(key, value, { start });
      return value;
    } finally {
      if (this.reads.get(key) === read) this.reads.delete(key);
    }
  }
}
