import { LRUCache } from 'lru-cache';

/** How long what was read is believed, in milliseconds, where nothing told that it has changed. */
const MAX_AGE_MS = 4_000;

const MAX_ENTRIES = 10_000;

/**
 * What was read from the database within the last four seconds. Those who ask for the same at the same
 * time share one look-up, nothing is kept of what was not found, and what `clear` interrupts is not kept either.
 */
export class Recent<V extends object> {
  private readonly values = new LRUCache<string, V>({ max: MAX_ENTRIES, ttl: MAX_AGE_MS });
  private readonly lookUps = new Map<string, Promise<V | undefined>>();

  /** What `key` stands for, by `lookUp` when it is not known. */
  async get(key: string, lookUp: () => Promise<V | undefined>): Promise<V | undefined> {
    return this.values.get(key) ?? this.lookUps.get(key) ?? this.begin(key, lookUp);
  }

  /** Forgets everything. */
  clear(): void {
    this.values.clear();
    this.lookUps.clear();
  }

  private async begin(key: string, find: () => Promise<V | undefined>): Promise<V | undefined> {
    const start = performance.now();
    const lookUp = find();
    this.lookUps.set(key, lookUp);
    try {
      const value = await lookUp;
      const uninterrupted = this.lookUps.get(key) === lookUp;
      if (value !== undefined && uninterrupted) this.values.set(key, value, { start });
      return value;
    } finally {
      if (this.lookUps.get(key) === lookUp) this.lookUps.delete(key);
    }
  }
}
